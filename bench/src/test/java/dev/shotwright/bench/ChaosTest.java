package dev.shotwright.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.bench.Chaos.Measure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The short form of {@link Chaos}. Five kills: {@code mvn -pl bench -am test -Dtest=ChaosTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dtest.jvm.options=-Dchaos=5}.
 */
@EnabledIfSystemProperty(named = "chaos", matches = "[1-9][0-9]*")
@EnabledOnOs(OS.LINUX)
class ChaosTest {
    @TempDir
    private Path folder;

    @Test
    void nothing_is_lost_or_paid_twice_whoever_is_killed() throws Exception {
        var told = new ArrayList<String>();
        var faults =
                Chaos.run(folder, new Measure(Integer.getInteger("chaos", 5), Duration.ofSeconds(6), 7), told::add);
        assertThat(faults).as(String.join("\n", told)).isEmpty();
    }
}
