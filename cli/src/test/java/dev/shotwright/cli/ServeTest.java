package dev.shotwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ProcessBuilder.Redirect;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The service as a user starts it: one command, in a process of its own. */
@EnabledOnOs(OS.LINUX)
final class ServeTest {
    @TempDir
    private Path folder;

    /** Runs a line as it was printed. */
    private int shell(String line) throws Exception {
        return new ProcessBuilder("sh", "-c", line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(folder.resolve("log").toFile()))
                .start()
                .waitFor();
    }

    @Test
    void one_command_serves_draws_a_clip_refuses_a_second_start_and_ends_when_it_is_told() throws Exception {
        try (var service = RunningService.start(folder)) {
            var out = service.out();
            assertThat(out.readLine() + out.readLine()).contains("A first clip:");
            var line = out.readLine();
            assertThat(line).contains("curl", service.key(), service.address() + "/api/v1/videos");
            assertThat(shell(line)).as(line + service.told()).isZero();
            var desk = new Desk(
                    folder,
                    Map.of(
                            "SHOTWRIGHT_HOME", folder.toString(),
                            "SHOTWRIGHT_SERVER", service.address(),
                            "SHOTWRIGHT_KEY", service.key()));
            assertThat(desk.run("generate", "a dog runs", "--seconds", "1", "--size", "256x144", "-o", "dog.mp4"))
                    .as(desk.err() + service.told())
                    .isEqualTo(Exit.DONE);
            assertThat(desk.run("inspect", "dog.mp4")).isEqualTo(Exit.DONE);
            assertThat(desk.run("inspect", "fox.mp4")).as(desk.err()).isEqualTo(Exit.DONE);
            assertThat(desk.run("admin", "accounts")).as(desk.err()).isEqualTo(Exit.DONE);
            assertThat(desk.out()).contains("admin");
            assertThat(desk.run("admin", "workers")).as(desk.err()).isEqualTo(Exit.DONE);
            assertThat(desk.out()).contains("worker-1");
            assertThat(desk.run("top", "--once")).as(desk.err()).isEqualTo(Exit.DONE);
            assertThat(desk.out()).contains("worker-1", "previz");
            var second = RunningService.process(folder);
            assertThat(second.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(second.exitValue()).isEqualTo(Exit.REFUSED.status());
            assertThat(service.told())
                    .contains("shotwright serve: ", folder.resolve("data").toString());
            service.process().destroy();
            assertThat(service.process().waitFor(60, TimeUnit.SECONDS))
                    .as(service.told())
                    .isTrue();
            assertThat(service.process().exitValue()).as(service.told()).isEqualTo(Exit.DONE.status());
        }
    }

    @Test
    void a_start_that_fails_says_why_and_uses_up_no_key() throws Exception {
        var store = "s3://clips?endpoint=http://127.0.0.1:9&path-style=true";
        var process = RunningService.process(folder, "--media", store);
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isEqualTo(Exit.FAILED.status());
        assertThat(RunningService.told(folder)).contains("shotwright serve: ", "bucket clips", "127.0.0.1:9");
        try (var service = RunningService.start(folder)) {
            assertThat(service.key()).isNotEmpty();
            var taken = URI.create(service.address()).getPort();
            var other = Files.createDirectory(folder.resolve("other"));
            var second = RunningService.process(other, "--port", String.valueOf(taken));
            assertThat(second.waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(second.exitValue()).isEqualTo(Exit.FAILED.status());
            assertThat(RunningService.told(other)).contains("shotwright serve: ", String.valueOf(taken));
        }
    }
}
