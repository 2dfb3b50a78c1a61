package dev.shotwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class VariablesTest {
    private static final Pattern NAME = Pattern.compile("SHOTWRIGHT_[A-Z_]*[A-Z]\\b");

    @TempDir
    private Path folder;

    @Test
    void a_variable_that_nobody_reads_is_refused_with_the_nearest_that_is_read() {
        var desk = new Desk(folder, Map.of("SHOTWRIGHT_HOME", folder.toString(), "SHOTWRIGHT_WORKER", "2"));
        assertThat(desk.run("models", "list")).isEqualTo(Exit.REFUSED);
        assertThat(desk.err()).contains("SHOTWRIGHT_WORKER is", "accepted is SHOTWRIGHT_WORKERS, the nearest");
        assertThat(desk.run("models", "--help")).isEqualTo(Exit.DONE);
        assertThat(new Desk(
                                folder,
                                Map.of(
                                        "SHOTWRIGHT_HOME",
                                        folder.toString(),
                                        "SHOTWRIGHT_ARK_ADDRESS",
                                        "http://127.0.0.1:1"))
                        .run("models", "list"))
                .isEqualTo(Exit.DONE);
    }

    @Test
    void every_variable_that_a_program_or_the_launcher_names_is_known_and_documented() throws IOException {
        var named = new StringBuilder(Files.readString(Path.of("..", "shotwright")));
        try (var files = Files.walk(Path.of("src", "main", "java"))) {
            for (var file :
                    files.filter(file -> file.toString().endsWith(".java")).toList()) {
                named.append(Files.readString(file));
            }
        }
        assertThat(NAME.matcher(named).results().map(MatchResult::group))
                .isNotEmpty()
                .allMatch(Variables.known()::contains);
        var told = Files.readString(Path.of("..", "docs", "cli.md"));
        assertThat(Variables.known()).allMatch(name -> name.endsWith("_ADDRESS") || told.contains(name));
    }
}
