package dev.shotwright.tensor.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shotwright.tensor.DataType;
import dev.shotwright.tensor.Device;
import dev.shotwright.tensor.Scope;
import dev.shotwright.tensor.Tensor;
import dev.shotwright.tensor.safetensors.BlankCheckpoint;
import dev.shotwright.tensor.safetensors.Safetensors;
import dev.shotwright.tensor.safetensors.TensorForm;
import dev.shotwright.tensor.safetensors.TensorSource;
import dev.shotwright.vocabulary.ShotwrightException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WeightsTest {
    private static final Path FILES = Path.of(System.getProperty("fixtures"), "checkpoints/wan-t2v-tiny/text_encoder");

    private record Norms(Tensor first, Tensor last) {
        static Norms of(Weights weights) {
            var blocks = weights.at("encoder").at("block");
            return new Norms(
                    blocks.at(0).at("layer.0.layer_norm").exact("weight", 32),
                    blocks.at(2).at("layer.1").tensor("DenseReluDense.wo.weight", 32, 1));
        }
    }

    private static Set<String> others(TensorSource source) {
        var names = new HashSet<>(source.names());
        names.remove("encoder.block.0.layer.0.layer_norm.weight");
        names.remove("encoder.block.2.layer.1.DenseReluDense.wo.weight");
        return names;
    }

    @Test
    void every_missing_left_over_and_misshapen_parameter_is_named_at_once() {
        try (var source = Safetensors.open(FILES)) {
            assertThatThrownBy(() -> Weights.load(source, Residency.mapped(), weights -> {
                        weights.at("decoder").tensor("nothing", 3, 4);
                        return Norms.of(weights);
                    }))
                    .isInstanceOf(ShotwrightException.class)
                    .hasMessageContaining("1 missing: decoder.nothing [3, 4]")
                    .hasMessageContaining("1 of another shape: encoder.block.2.layer.1.DenseReluDense.wo.weight [32, ")
                    .hasMessageContaining("expected [32, 1]")
                    .hasMessageContaining(" left over: encoder.block.0.layer.0.SelfAttention.k.weight")
                    .hasMessageContaining(" more");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = DataType.class,
            names = {"I8", "U8", "I32", "I64", "BOOL"})
    void integers_under_the_right_names_are_refused_with_their_file(DataType type, @TempDir Path folder) {
        var file = folder.resolve("quantised.safetensors");
        BlankCheckpoint.write(
                file, Map.of("a.weight", TensorForm.of(type, 2, 3), "b.weight", TensorForm.of(DataType.F8_E4M3, 2, 3)));
        for (var residency : List.of(Residency.mapped(), Residency.streamed(), Residency.resident(DataType.BF16))) {
            try (var source = Safetensors.open(file)) {
                assertThatThrownBy(() -> Weights.load(
                                source,
                                residency,
                                weights -> List.of(
                                        weights.tensor("a.weight", 2, 3).to(DataType.F32),
                                        weights.exact("b.weight", 2, 3))))
                        .isInstanceOf(ShotwrightException.class)
                        .hasMessageContaining("1 of integers, and this model does not take quantised weights: ")
                        .hasMessageContaining("a.weight of %s in %s".formatted(type.word(), file))
                        .hasMessageNotContaining("b.weight");
            }
        }
    }

    @Test
    void a_resident_model_holds_matrices_in_the_narrower_type_and_the_rest_exactly() {
        try (var source = Safetensors.open(FILES)) {
            var shape = source.shape("encoder.block.2.layer.1.DenseReluDense.wo.weight");
            try (var loaded = Weights.load(
                    source,
                    Residency.resident(DataType.BF16),
                    others(source),
                    Device.CPU,
                    weights -> new Norms(
                            weights.exact("encoder.block.0.layer.0.layer_norm.weight", 32),
                            weights.tensor("encoder.block.2.layer.1.DenseReluDense.wo.weight", shape)))) {
                assertThat(loaded.model().first().type()).isEqualTo(DataType.F32);
                assertThat(loaded.model().last().type()).isEqualTo(DataType.BF16);
                assertThat(loaded.resident())
                        .isEqualTo(32 * 4 + loaded.model().last().count() * 2);
                assertThat(loaded.mapped()).isZero();
            }
        }
    }

    @Test
    void names_of_another_implementation_are_translated() {
        try (var _ = Scope.open();
                var source =
                        new RenamedSource(Safetensors.open(FILES), name -> name.replace("encoder.block.", "blocks."))) {
            assertThat(source.names()).contains("blocks.0.layer.0.layer_norm.weight");
            assertThat(source.load("blocks.0.layer.0.layer_norm.weight").shape())
                    .containsExactly(32);
            assertThat(source.isMapped("blocks.0.layer.0.layer_norm.weight")).isTrue();
            assertThatThrownBy(() -> new RenamedSource(source, _ -> "same"))
                    .hasMessageContaining("are the same parameter");
        }
    }
}
