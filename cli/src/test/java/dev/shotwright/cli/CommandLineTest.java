package dev.shotwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CommandLineTest {
    @TempDir
    private Path folder;

    private Desk desk;

    @BeforeEach
    void sit_down() {
        desk = new Desk(folder);
    }

    @Test
    void no_words_at_all_show_the_help_and_are_misuse() {
        assertThat(desk.run()).isEqualTo(Exit.REFUSED);
        assertThat(desk.err()).contains("Usage: shotwright COMMAND");
        assertThat(desk.out()).isEmpty();
    }

    @Test
    void help_is_printed_on_standard_output() {
        for (var words : new String[][] {{"--help"}, {"-h"}, {"help"}}) {
            assertThat(desk.run(words)).isEqualTo(Exit.DONE);
            assertThat(desk.out()).contains("Usage: shotwright COMMAND", "Example:");
            assertThat(desk.err()).isEmpty();
        }
    }

    @Test
    void the_help_of_a_command_can_be_asked_for_in_two_ways() {
        desk.run("version", "--help");
        var help = desk.out();
        assertThat(desk.run("help", "version")).isEqualTo(Exit.DONE);
        assertThat(desk.out()).isEqualTo(help);
    }

    @Test
    void help_is_help_even_where_json_is_asked_for() {
        for (var words : new String[][] {{"--help", "--json"}, {"version", "--help", "--json"}}) {
            assertThat(desk.run(words)).isEqualTo(Exit.DONE);
            assertThat(desk.out()).startsWith("Usage: shotwright").doesNotContain("{");
        }
    }

    @Test
    void the_help_of_each_command_fits_a_screen_and_has_an_example() {
        desk.run("--help");
        assertThat(desk.out().lines().count()).isLessThanOrEqualTo(28);
        assertThat(desk.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
        for (var command : Session.COMMANDS) {
            assertThat(desk.run(command, "--help")).isEqualTo(Exit.DONE);
            assertThat(desk.out().lines().count())
                    .as(command)
                    .isLessThanOrEqualTo(command.equals("generate") ? 57 : 40);
            assertThat(desk.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
            assertThat(desk.out()).contains("Usage: shotwright " + command, "Example:", "  shotwright " + command);
        }
    }

    @Test
    void a_mistyped_command_is_told_the_nearest_and_all() {
        assertThat(desk.run("vresion")).isEqualTo(Exit.REFUSED);
        assertThat(desk.err().lines()).hasSize(1);
        assertThat(desk.err()).contains("'vresion'", "nearest is version", "accepted are");
    }

    @Test
    void an_option_that_resembles_none_is_told_no_nearest() {
        assertThat(desk.run("generate", "-o", "a.mp4", "--rows", "3")).isEqualTo(Exit.REFUSED);
        assertThat(desk.err()).contains("there is no option --rows; see").doesNotContain("nearest");
    }

    @Test
    void a_mistyped_option_is_told_the_nearest() {
        assertThat(desk.run("version", "--verbos")).isEqualTo(Exit.REFUSED);
        assertThat(desk.err()).contains("shotwright version: there is no option --verbos; nearest is --verbose");
    }

    @Test
    void misuse_with_json_prints_one_object_with_every_key() {
        assertThat(desk.run("version", "--json", "--jsonn")).isEqualTo(Exit.REFUSED);
        var object = desk.json();
        assertThat(object.propertyNames())
                .containsExactly("state", "model", "files", "seed", "notices", "cost", "failure");
        assertThat(object.get("state").asString()).isEqualTo("refused");
        assertThat(object.get("failure").get("code").asString()).isEqualTo("invalid-value");
        assertThat(object.get("failure").get("field").asString()).isEqualTo("--jsonn");
    }

    @Test
    void an_unknown_command_with_json_prints_one_object() {
        assertThat(desk.run("nothing", "--json")).isEqualTo(Exit.REFUSED);
        assertThat(desk.json().get("failure").get("message").asString()).contains("there is no command 'nothing'");
    }

    @Test
    void letters_lost_to_the_locale_are_refused_rather_than_drawn() {
        assertThat(desk.run("version", "\uFFFD\uFFFD")).isEqualTo(Exit.REFUSED);
        assertThat(desk.err()).contains("LC_ALL=C.UTF-8");
    }

    @Test
    void version_tells_shotwright_and_java() {
        assertThat(desk.run("version")).isEqualTo(Exit.DONE);
        assertThat(desk.out()).contains("shotwright ", "Java " + Runtime.version());
        assertThat(desk.run("--version")).isEqualTo(Exit.DONE);
        assertThat(desk.run("version", "--json")).isEqualTo(Exit.DONE);
        assertThat(desk.json().get("java").asString())
                .isEqualTo(Runtime.version().toString());
    }

    @Test
    void stack_traces_are_shown_only_when_asked_for() {
        desk.run("nothing");
        assertThat(desk.err()).doesNotContain("\tat ");
        desk.run("nothing", "--verbose");
        assertThat(desk.err()).contains("\tat ");
        var debugging = new Desk(folder, Map.of("SHOTWRIGHT_DEBUG", "1"));
        debugging.run("nothing");
        assertThat(debugging.err()).contains("\tat ");
    }
}
