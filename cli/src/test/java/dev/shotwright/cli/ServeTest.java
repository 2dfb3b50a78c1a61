package dev.shotwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The service as a user starts it: one command, in a process of its own. */
@EnabledOnOs(OS.LINUX)
final class ServeTest {
    private static final Pattern ADDRESS = Pattern.compile("http://[0-9.:]+");
    private static final Pattern KEY = Pattern.compile("sw_\\w+");

    @TempDir
    private Path folder;

    private Process start() throws IOException {
        var words = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                Shotwright.class.getName(),
                "serve",
                "--data",
                folder.resolve("data").toString(),
                "--port",
                "0",
                "--workers",
                "1");
        var builder = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectError(Redirect.appendTo(folder.resolve("log").toFile()));
        builder.environment().put("SHOTWRIGHT_HOME", folder.toString());
        return builder.start();
    }

    /** Runs a line as it was printed. */
    private int shell(String line) throws Exception {
        return new ProcessBuilder("sh", "-c", line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(folder.resolve("log").toFile()))
                .start()
                .waitFor();
    }

    private String told() throws IOException {
        return Files.readString(folder.resolve("log"));
    }

    @Test
    void one_command_serves_draws_a_clip_refuses_a_second_start_and_ends_when_it_is_told() throws Exception {
        var service = start();
        try (var out = new BufferedReader(new InputStreamReader(service.getInputStream(), StandardCharsets.UTF_8))) {
            var first = out.readLine();
            assertThat(first).as(told()).isNotNull();
            var address = ADDRESS.matcher(first);
            assertThat(address.find()).isTrue();
            var key = KEY.matcher(out.readLine() + out.readLine());
            assertThat(key.find()).isTrue();
            assertThat(out.readLine() + out.readLine()).contains("A first clip:");
            var line = out.readLine();
            assertThat(line).contains("curl", key.group(), address.group() + "/api/v1/videos");
            assertThat(shell(line)).as(line + told()).isZero();
            var desk = new Desk(
                    folder,
                    Map.of(
                            "SHOTWRIGHT_HOME", folder.toString(),
                            "SHOTWRIGHT_SERVER", address.group(),
                            "SHOTWRIGHT_KEY", key.group()));
            assertThat(desk.run("generate", "a dog runs", "--seconds", "1", "--size", "256x144", "-o", "dog.mp4"))
                    .as(desk.err() + told())
                    .isEqualTo(Exit.DONE);
            assertThat(desk.run("inspect", "dog.mp4")).isEqualTo(Exit.DONE);
            assertThat(desk.run("inspect", "fox.mp4")).as(desk.err()).isEqualTo(Exit.DONE);
            assertThat(desk.run("admin", "accounts")).as(desk.err()).isEqualTo(Exit.DONE);
            assertThat(desk.out()).contains("admin");
            assertThat(desk.run("admin", "workers")).as(desk.err()).isEqualTo(Exit.DONE);
            assertThat(desk.out()).contains("worker-1");
            assertThat(desk.run("top", "--once")).as(desk.err()).isEqualTo(Exit.DONE);
            assertThat(desk.out()).contains("worker-1", "previz");
            var second = start();
            assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(second.exitValue()).isEqualTo(Exit.REFUSED.status());
            service.destroy();
            assertThat(service.waitFor(60, TimeUnit.SECONDS)).as(told()).isTrue();
            assertThat(service.exitValue()).as(told()).isEqualTo(Exit.DONE.status());
        } finally {
            service.destroyForcibly();
        }
    }
}
