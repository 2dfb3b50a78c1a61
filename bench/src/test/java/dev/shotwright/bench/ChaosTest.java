package dev.shotwright.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.bench.Chaos.Measure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The short form of {@link Chaos}: five kills. */
@Tag("heavy")
@EnabledOnOs(OS.LINUX)
class ChaosTest {
    @TempDir
    private Path folder;

    @Test
    void nothing_is_lost_or_paid_twice_whoever_is_killed() throws Exception {
        var told = new ArrayList<String>();
        var faults = Chaos.run(folder, new Measure(5, Duration.ofSeconds(6), 7), told::add);
        assertThat(faults).as(String.join("\n", told)).isEmpty();
    }
}
