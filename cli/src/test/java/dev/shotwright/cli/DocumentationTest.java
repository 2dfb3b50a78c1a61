package dev.shotwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.vocabulary.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/cli.md} holds the help of each command as the program prints it. */
final class DocumentationTest {
    private static final Path PAGE = Path.of("../docs/cli.md");
    private static final Pattern BLOCK = Pattern.compile("<!-- help(.*?)-->\n```\n(?s:.*?)```\n");
    private static final Pattern CODE = Pattern.compile("\\| `([a-z-]+)` \\| (\\d+) \\|");
    private static final String MEND =
            "mvn -pl cli -am test -Dtest=DocumentationTest -Dsurefire.failIfNoSpecifiedTests=false"
                    + " -Dtest.jvm.options=-Ddocumentation=write";

    @TempDir
    private Path folder;

    @Test
    void the_page_of_the_command_line_shows_the_help_that_is_printed() throws IOException {
        var page = withHelp(Files.readString(PAGE));
        if ("write".equals(System.getProperty("documentation"))) {
            Files.writeString(PAGE, page);
        }
        assertThat(Files.readString(PAGE)).as("mend it with: " + MEND).isEqualTo(page);
    }

    @Test
    void the_page_of_the_command_line_tells_the_exit_status_of_each_error() throws IOException {
        var told = new TreeMap<String, Integer>();
        CODE.matcher(Files.readString(PAGE))
                .results()
                .forEach(row -> told.put(row.group(1), Integer.valueOf(row.group(2))));
        var held = new TreeMap<String, Integer>();
        for (var code : ErrorCode.values()) {
            held.put(code.word(), Exit.of(code).status());
        }
        assertThat(told).isEqualTo(held);
    }

    /** The page with the block behind each {@code <!-- help COMMAND -->} replaced by what that command prints. */
    private String withHelp(String page) {
        var desk = new Desk(folder);
        var shown = new ArrayList<String>();
        var whole = BLOCK.matcher(page).replaceAll(block -> {
            var command = block.group(1).strip();
            shown.add(command);
            assertThat(desk.run((command + " --help").strip().split(" "))).isEqualTo(Exit.DONE);
            return Matcher.quoteReplacement("<!-- help%s-->\n```\n%s```\n".formatted(block.group(1), desk.out()));
        });
        assertThat(shown).contains("").containsAll(Session.COMMANDS);
        return whole;
    }
}
