package dev.shotwright.models.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shotwright.models.Configuration;
import dev.shotwright.tensor.DataType;
import dev.shotwright.tensor.Scope;
import dev.shotwright.tensor.Tensor;
import dev.shotwright.tensor.compute.Arithmetic;
import dev.shotwright.tensor.safetensors.Safetensors;
import dev.shotwright.tensor.safetensors.TensorSource;
import dev.shotwright.tensor.weights.Residency;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClipVisionEncoderTest {
    private static final Path FIXTURES = Path.of(System.getProperty("fixtures"));
    private static final Path FOLDER = FIXTURES.resolve("checkpoints/wan-i2v-tiny/image_encoder");
    private static final double EXACT = 1e-5;

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private Scope scope;
    private TensorSource golden;

    @BeforeEach
    void read_the_golden_tensors() {
        scope = Scope.open();
        golden = Safetensors.open(FIXTURES.resolve("golden/clip-vision.safetensors"));
        open.addFirst(golden);
    }

    @AfterEach
    void close() throws Exception {
        scope.close();
        for (var resource : open) {
            resource.close();
        }
    }

    @Test
    void every_layer_equals_the_reference() {
        var encoder = encoder(Arithmetic.F32);
        var embedded = encoder.embed(golden.load("pixels"));
        equal(embedded, "hidden.0", EXACT);
        equal(encoder.layer(0).forward(embedded), "hidden.1", EXACT);
    }

    @Test
    void the_tokens_are_the_states_before_the_last_layer() {
        equal(encoder(Arithmetic.F32).encode(golden.load("pixels")), "tokens", EXACT);
    }

    @Test
    void in_bf16_it_is_as_near_to_the_fp32_reference_as_the_reference_in_bf16() {
        var y = encoder(Arithmetic.all(DataType.BF16)).encode(golden.load("pixels"));
        equal(y, "tokens.bf16", 0.03);
        assertThat(distance(y, golden.load("tokens")))
                .isLessThanOrEqualTo(distance(golden.load("tokens.bf16"), golden.load("tokens")));
    }

    @Test
    void quick_gelu_is_another_function_than_gelu() {
        var y = encoder(config("quick_gelu"), Arithmetic.F32).encode(golden.load("pixels"));
        assertThat(distance(y, golden.load("tokens"))).isBetween(1e-3, 0.1);
    }

    @Test
    void pictures_of_another_size_are_refused() {
        var encoder = encoder(Arithmetic.F32);
        assertThatThrownBy(() -> encoder.encode(Tensor.zeros(DataType.F32, 1, 3, 28, 35)))
                .hasMessageContaining("(1, 3, 28, 35)")
                .hasMessageContaining("(b, 3, 28, 28)");
    }

    @Test
    void an_unknown_activation_is_refused_by_name() {
        assertThatThrownBy(() -> ClipVisionConfiguration.of(config("relu")))
                .hasMessage("config.json: hidden_act is relu; accepted are gelu and quick_gelu");
    }

    private static Configuration config(String activation) {
        return Configuration.parse("config.json", """
            {"hidden_size": 24, "intermediate_size": 40, "num_hidden_layers": 3, "num_attention_heads": 3,
             "image_size": 28, "patch_size": 7, "hidden_act": "%s"}\
            """.formatted(activation));
    }

    private ClipVisionEncoder encoder(Arithmetic arithmetic) {
        return encoder(Configuration.read(FOLDER.resolve("config.json")), arithmetic);
    }

    private ClipVisionEncoder encoder(Configuration config, Arithmetic arithmetic) {
        var source = Safetensors.open(FOLDER);
        open.addFirst(source);
        var loaded =
                ClipVisionEncoder.load(source, Residency.streamed(), ClipVisionConfiguration.of(config), arithmetic);
        open.addFirst(loaded);
        return loaded.model();
    }

    private void equal(Tensor given, String name, double tolerance) {
        assertThat(distance(given, golden.load(name))).as(name).isLessThanOrEqualTo(tolerance);
    }

    private static double distance(Tensor given, Tensor expected) {
        assertThat(given.shape()).isEqualTo(expected.shape());
        double most = expected.abs().largest().item();
        return given.sub(expected).abs().largest().item() / most;
    }
}
