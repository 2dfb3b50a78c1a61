package dev.shotwright.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.bench.Chaos.Measure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The short form of {@link Chaos}: five kills, one of them the database's. */
@EnabledOnOs(OS.LINUX)
class ChaosTest {
    private static final Measure SHORT = new Measure(5, Duration.ofSeconds(2), 10, Duration.ofMinutes(15), 7);

    @TempDir
    private Path folder;

    @Test
    void nothing_is_lost_or_paid_twice_whoever_is_killed() throws Exception {
        var told = new ArrayList<String>();
        var faults = Chaos.run(folder, SHORT, sentence -> {
            System.out.println("chaos: " + sentence);
            told.add(sentence);
        });
        assertThat(faults).as(String.join("\n", told)).isEmpty();
    }
}
