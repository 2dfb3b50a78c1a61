package dev.shotwright.engine.wan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.engine.checkpoint.Checkpoint;
import dev.shotwright.engine.checkpoint.Overrides;
import dev.shotwright.engine.checkpoint.SamplerSettings;
import dev.shotwright.models.wan.WanTransformer;
import dev.shotwright.tensor.DataType;
import dev.shotwright.tensor.RandomStream;
import dev.shotwright.tensor.Scope;
import dev.shotwright.tensor.compute.Arithmetic;
import dev.shotwright.tensor.safetensors.Safetensors;
import dev.shotwright.tensor.weights.Residency;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How far latents spread from step to step: arithmetic that drifts shows here before it does in the frames. */
class LatentDeviationTest {
    private static final int STEPS = 6;

    private static List<Double> deviations(SamplerSettings.Kind kind, DataType type, double noise) {
        var at = Path.of(System.getProperty("fixtures"), "checkpoints", "wan-t2v-tiny");
        var checkpoint = Checkpoint.open(at, Overrides.NONE);
        var parts = WanParts.of(checkpoint);
        var arithmetic = Arithmetic.all(type);
        var texts = new TextEncoding(checkpoint, parts.text(), arithmetic, new EmbeddingCache(null));
        var deviations = new ArrayList<Double>();
        try (var _ = Scope.open();
                var random = RandomStream.of(5);
                var source = Safetensors.open(checkpoint.transformer().weights());
                var loaded = WanTransformer.load(source, Residency.resident(type), parts.transformer(), arithmetic);
                var sampler = new SamplerSettings(kind, 5).start(STEPS);
                var towards =
                        loaded.model().prompt(texts.encode("a cat in the rain").rows(0), null);
                var away = loaded.model().prompt(texts.encode("").rows(0), null)) {
            var guidance = new Guidance(loaded.model(), towards, away, 5);
            var x = random.normal(1, parts.vae().zDim(), 3, 4, 6).mul(noise);
            for (double timestep : sampler.timesteps()) {
                x = sampler.step(guidance.flow(x, null, timestep), x);
                deviations.add(x.deviation().item());
            }
        }
        return deviations;
    }

    @ParameterizedTest
    @EnumSource(SamplerSettings.Kind.class)
    void in_bf16_latents_spread_as_in_fp32_at_every_step(SamplerSettings.Kind kind) {
        var exact = deviations(kind, DataType.F32, 1);
        var half = deviations(kind, DataType.BF16, 1);
        var louder = deviations(kind, DataType.F32, 1.2);
        assertThat(exact).hasSize(STEPS).allSatisfy(one -> assertThat(one).isGreaterThan(0.05));
        for (int i = 0; i < STEPS; i++) {
            assertThat(half.get(i) / exact.get(i)).as("step " + (i + 1)).isBetween(0.97, 1.03);
        }
        assertThat(louder.getFirst() / exact.getFirst()).as("a fault is seen").isGreaterThan(1.03);
    }
}
