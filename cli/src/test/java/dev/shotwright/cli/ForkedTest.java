package dev.shotwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** What only a process of its own shows: signals, and the locale that arguments arrive through. */
@EnabledOnOs(OS.LINUX)
final class ForkedTest {
    @TempDir
    private Path folder;

    private Process start(Map<String, String> environment, String... arguments) throws IOException {
        var words = new ArrayList<>(List.of(
                "env",
                "--default-signal=INT,TERM",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                Shotwright.class.getName()));
        words.addAll(List.of(arguments));
        var builder = new ProcessBuilder(words).directory(folder.toFile()).redirectInput(Redirect.PIPE);
        builder.environment().put("SHOTWRIGHT_HOME", folder.toString());
        builder.environment().keySet().removeIf(name -> name.startsWith("LC_") || name.equals("LANG"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    @ParameterizedTest
    @ValueSource(strings = {"INT", "TERM"})
    void a_signal_ends_a_draw_with_130_and_leaves_no_file(String signal) throws Exception {
        var process = start(Map.of(), "generate", "a dog runs", "-o", "dog.mp4", "--seconds", "60", "--json");
        try (var told = new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            assertThat(told.lines().anyMatch(line -> line.startsWith("dog.mp4: draw ") && !line.contains(" 0/")))
                    .isTrue();
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
            var answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(Exit.CANCELLED.status());
            assertThat(JsonMapper.shared().readTree(answer).get("state").asString())
                    .isEqualTo("cancelled");
        } finally {
            process.destroyForcibly();
        }
        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void chinese_words_and_names_arrive_whole_where_the_language_is_c() throws Exception {
        var process =
                start(Map.of("LANG", "C", "LC_ALL", "C.UTF-8"), "scene", "一只红色的狐狸在雪地里奔跑", "-o", "狐狸.yaml", "--json");
        var answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        assertThat(answer).contains("\"kind\":\"fox\"");
        assertThat(folder.resolve("狐狸.yaml")).exists();
    }

    @Test
    void words_that_the_locale_destroyed_are_refused_in_plain_words() throws Exception {
        var process = start(Map.of("LC_ALL", "C"), "scene", "一只红色的狐狸");
        var told = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(Exit.REFUSED.status());
        assertThat(told).contains("LC_ALL=C.UTF-8");
    }
}
