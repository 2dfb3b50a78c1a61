package dev.shotwright.models.wan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.models.Configuration;
import dev.shotwright.tensor.DataType;
import dev.shotwright.tensor.Scope;
import dev.shotwright.tensor.Tensor;
import dev.shotwright.tensor.compute.Arithmetic;
import dev.shotwright.tensor.safetensors.Safetensors;
import dev.shotwright.tensor.safetensors.TensorSource;
import dev.shotwright.tensor.weights.Residency;
import dev.shotwright.tensor.weights.Weights;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The transformer against tensors that the reference computed. */
class WanTransformerTest {
    private static final Path FIXTURES = Path.of(System.getProperty("fixtures"));

    private static WanTransformer load(
            TensorSource source, String checkpoint, Residency residency, Arithmetic arithmetic) {
        var config = config(checkpoint);
        return Weights.load(source, residency, weights -> new WanTransformer(weights, config, arithmetic))
                .model();
    }

    private static WanConfig config(String checkpoint) {
        return WanConfig.read(Configuration.read(
                FIXTURES.resolve("checkpoints").resolve(checkpoint).resolve("transformer/config.json")));
    }

    private static TensorSource weights(String checkpoint) {
        return Safetensors.open(
                FIXTURES.resolve("checkpoints").resolve(checkpoint).resolve("transformer"));
    }

    private static Tensor output(WanTransformer model, TensorSource golden) {
        var image = golden.names().contains("image") ? golden.load("image") : null;
        var pictures = image == null ? null : image.reshape(2, -1, image.size(2));
        try (var scope = Scope.open();
                var prompt = model.prompt(golden.load("text"), pictures)) {
            return scope.leave(model.forward(
                    golden.load("latents"), golden.load("timesteps").doubles(), prompt));
        }
    }

    private static double error(Tensor given, Tensor expected) {
        return given.sub(expected).abs().largest().item()
                / expected.abs().largest().item();
    }

    @ParameterizedTest
    @CsvSource({
        "dit-t2v, wan-t2v-tiny",
        "dit-t2v-tall, wan-t2v-tiny",
        "dit-i2v, wan-i2v-tiny",
        "dit-flf2v, wan-flf2v-tiny"
    })
    void the_flow_is_the_references(String name, String checkpoint) {
        try (var _ = Scope.open();
                var source = weights(checkpoint);
                var golden = Safetensors.open(FIXTURES.resolve("golden").resolve(name + ".safetensors"))) {
            var model = load(source, checkpoint, Residency.mapped(), Arithmetic.F32);
            assertThat(error(output(model, golden), golden.load("output"))).isLessThan(2e-5);
        }
    }

    @ParameterizedTest
    @CsvSource({"dit-t2v, wan-t2v-tiny", "dit-i2v, wan-i2v-tiny", "dit-flf2v, wan-flf2v-tiny"})
    void weights_and_products_in_bf16_stay_as_close_as_the_reference_does(String name, String checkpoint) {
        try (var _ = Scope.open();
                var source = weights(checkpoint);
                var golden = Safetensors.open(FIXTURES.resolve("golden").resolve(name + ".safetensors"))) {
            var expected = golden.load("output");
            double reference = error(golden.load("output.bf16").to(DataType.F32), expected);
            var stored = load(source, checkpoint, Residency.resident(DataType.BF16), Arithmetic.F32);
            assertThat(error(output(stored, golden), expected)).isLessThan(reference);
            var computed = load(source, checkpoint, Residency.resident(DataType.BF16), Arithmetic.all(DataType.BF16));
            assertThat(error(output(computed, golden), expected)).isLessThan(2 * reference);
        }
    }

    @Test
    void a_prompt_serves_many_steps() {
        try (var _ = Scope.open();
                var source = weights("wan-t2v-tiny");
                var golden = Safetensors.open(FIXTURES.resolve("golden/dit-t2v.safetensors"))) {
            var model = load(source, "wan-t2v-tiny", Residency.mapped(), Arithmetic.F32);
            try (var prompt = model.prompt(golden.load("text"), null)) {
                var steps = golden.load("timesteps").doubles();
                model.forward(golden.load("latents").mul(2), new double[] {1, 2}, prompt);
                var again = model.forward(golden.load("latents"), steps, prompt);
                assertThat(error(again, golden.load("output"))).isLessThan(2e-5);
            }
        }
    }

    @Test
    void prompts_that_go_together_are_answered_as_if_each_were_alone() {
        try (var _ = Scope.open();
                var source = weights("wan-t2v-tiny");
                var golden = Safetensors.open(FIXTURES.resolve("golden/dit-t2v.safetensors"))) {
            var model = load(source, "wan-t2v-tiny", Residency.mapped(), Arithmetic.F32);
            var text = golden.load("text");
            var latents = golden.load("latents");
            var steps = golden.load("timesteps").doubles();
            try (var towards = model.prompt(text, null);
                    var away = model.prompt(text.mul(-0.5), null)) {
                var together = model.forward(latents, steps, List.of(towards, away));
                var alone = Tensor.cat(0, model.forward(latents, steps, towards), model.forward(latents, steps, away));
                assertThat(together.floats()).isEqualTo(alone.floats());
                assertThat(error(together.narrow(0, 0, steps.length), golden.load("output")))
                        .isLessThan(2e-5);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"wan-i2v", "wan-flf2v"})
    void what_the_original_configuration_leaves_unsaid_is_measured(String model) {
        var folder = FIXTURES.resolve("checkpoints").resolve(model + "-original-tiny");
        try (var source = Safetensors.open(folder)) {
            var said = Configuration.read(folder.resolve("config.json"));
            assertThat(WanConfig.of(said, source)).isEqualTo(config(model + "-tiny"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "model.diffusion_model."})
    void the_original_names_are_those_of_the_reference(String prefix) {
        assertThat(WanNames.reference(prefix + "blocks.3.self_attn.o.bias")).isEqualTo("blocks.3.attn1.to_out.0.bias");
        assertThat(WanNames.reference(prefix + "blocks.3.cross_attn.norm_k_img.weight"))
                .isEqualTo("blocks.3.attn2.norm_added_k.weight");
        assertThat(WanNames.reference(prefix + "blocks.3.norm3.weight")).isEqualTo("blocks.3.norm2.weight");
        assertThat(WanNames.reference(prefix + "head.modulation")).isEqualTo("scale_shift_table");
        assertThat(WanNames.reference(prefix + "blocks.3.modulation")).isEqualTo("blocks.3.scale_shift_table");
    }
}
