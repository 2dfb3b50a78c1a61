package dev.shotwright.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A run takes of memory what its plan said before, within a tenth; in a process of its own, so that nothing else counts. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "the memory of a process is read from /proc")
class MemoryUseTest {
    private static final Pattern PEAK = Pattern.compile("peak: (\\d+) of (\\d+) MB planned");

    @Test
    void a_small_run_takes_what_was_planned() throws Exception {
        holds("--model", "thin", "96x64x9");
    }

    @Test
    @Tag("heavy")
    void a_larger_run_takes_what_was_planned() throws Exception {
        holds("--model", "1.3b", "320x192x17");
    }

    private static void holds(String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Djava.awt.headless=true",
                "-Dfixtures=../fixtures",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.shotwright.bench.MemoryUse"));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("OPENBLAS_THREAD_TIMEOUT", "4");
        builder.environment().put("GLIBC_TUNABLES", "glibc.malloc.hugetlb=1");
        var process = builder.start();
        var told = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var ended = process.waitFor();
        var peak = PEAK.matcher(told);
        assertThat(peak.find()).as(told).isTrue();
        assertThat(Double.parseDouble(peak.group(1)) / Double.parseDouble(peak.group(2)))
                .as(told)
                .isBetween(0.9, 1.1);
        assertThat(ended).as(told).isZero();
    }
}
