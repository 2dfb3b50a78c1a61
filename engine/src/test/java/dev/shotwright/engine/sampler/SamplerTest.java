package dev.shotwright.engine.sampler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shotwright.tensor.Scope;
import dev.shotwright.tensor.safetensors.Safetensors;
import dev.shotwright.vocabulary.ShotwrightException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Both samplers against traces of the reference. */
class SamplerTest {
    private static final Path GOLDEN = Path.of(System.getProperty("fixtures"), "golden");

    private static Sampler sampler(String name, int steps, double shift) {
        return name.equals("unipc") ? new UniPc(steps, shift) : new FlowEuler(steps, shift);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unipc", "euler"})
    void the_schedule_is_the_references_for_every_shift_and_number_of_steps(String name) {
        try (var _ = Scope.open();
                var golden = Safetensors.open(GOLDEN.resolve("scheduler-" + name + ".safetensors"))) {
            int seen = 0;
            for (var key : golden.names()) {
                var parts = List.of(key.split("\\.", -1));
                if (!parts.getFirst().equals("sigmas")) {
                    continue;
                }
                var sampler = sampler(name, Integer.parseInt(parts.get(2)), Double.parseDouble(parts.get(1)));
                assertThat(sampler.sigmas())
                        .as(key)
                        .containsExactly(golden.load(key).floats());
                assertThat(sampler.timesteps())
                        .as(key)
                        .containsExactly(
                                golden.load(key.replace("sigmas", "timesteps")).doubles());
                seen++;
            }
            assertThat(seen).isEqualTo(55);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "unipc, 3, 2", "unipc, 1, 3", "unipc, 5, 4", "unipc, 8, 6", "unipc, 3, 10", "unipc, 16, 20", "unipc, 5, 50",
        "euler, 3, 2", "euler, 1, 3", "euler, 5, 4", "euler, 8, 6", "euler, 3, 10", "euler, 16, 20", "euler, 5, 50"
    })
    void every_step_of_a_trace_is_the_references(String name, int shift, int steps) {
        try (var _ = Scope.open();
                var golden = Safetensors.open(GOLDEN.resolve("scheduler-" + name + ".safetensors"));
                var sampler = sampler(name, steps, shift)) {
            var trace = golden.load("trace.%d.%d".formatted(shift, steps));
            var x = golden.load("start");
            for (int i = 0; i < steps; i++) {
                double t = sampler.timesteps()[i] / 1000;
                var flow = x.mul(1.3).add(5 * t).sin().mul(0.6 + t).add(x.mul(0.25));
                x = sampler.step(flow, x);
                var expected = trace.select(0, i);
                double largest = expected.abs().largest().item();
                assertThat(x.sub(expected).abs().largest().item() / largest)
                        .as("step %d", i)
                        .isLessThan(2e-5);
            }
        }
    }

    @Test
    void senseless_schedules_are_refused() {
        assertThatThrownBy(() -> new UniPc(0, 3))
                .isInstanceOf(ShotwrightException.class)
                .hasMessageContaining("steps is 0");
        assertThatThrownBy(() -> new FlowEuler(4, 0))
                .isInstanceOf(ShotwrightException.class)
                .hasMessageContaining("shift is 0");
    }
}
