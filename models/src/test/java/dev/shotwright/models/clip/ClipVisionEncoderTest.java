package dev.shotwright.models.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shotwright.models.Configuration;
import dev.shotwright.tensor.DataType;
import dev.shotwright.tensor.Scope;
import dev.shotwright.tensor.Tensor;
import dev.shotwright.tensor.compute.Arithmetic;
import dev.shotwright.tensor.safetensors.BlankCheckpoint;
import dev.shotwright.tensor.safetensors.Safetensors;
import dev.shotwright.tensor.safetensors.SafetensorsWriter;
import dev.shotwright.tensor.safetensors.TensorForm;
import dev.shotwright.tensor.safetensors.TensorSource;
import dev.shotwright.tensor.weights.Residency;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    void a_file_under_the_original_names_gives_the_same_tokens(@TempDir Path folder) {
        var source = Safetensors.open(FOLDER);
        open.addFirst(source);
        var tensors = new TreeMap<String, Tensor>();
        tensors.put("log_scale", Tensor.zeros(DataType.F16, 1));
        tensors.put("textual.token_embedding.weight", Tensor.zeros(DataType.F16, 4, 4));
        tensors.put("visual.head", Tensor.zeros(DataType.F16, 24, 16));
        for (var name : source.names()) {
            var tensor = source.load(name);
            var rest = name.substring("vision_model.".length());
            if (rest.contains(".q_proj.")) {
                var key = source.load(name.replace("q_proj", "k_proj"));
                var value = source.load(name.replace("q_proj", "v_proj"));
                tensors.put(original(rest), Tensor.cat(0, tensor, key, value));
            } else if (!rest.contains(".k_proj.") && !rest.contains(".v_proj.")) {
                boolean padded = rest.contains("class_embedding") || rest.contains("position_embedding");
                tensors.put(original(rest), padded ? tensor.reshape(1, -1, 24) : tensor);
            }
        }
        var file = folder.resolve("open-clip.safetensors");
        SafetensorsWriter.write(file, tensors, Map.of());
        equal(encoder(file, config("gelu"), Arithmetic.F32).encode(golden.load("pixels")), "tokens", EXACT);
    }

    private static String original(String name) {
        return "visual."
                + name.replace("embeddings.class_embedding", "cls_embedding")
                        .replace("embeddings.position_embedding.weight", "pos_embedding")
                        .replace("embeddings.", "")
                        .replace("pre_layrnorm", "pre_norm")
                        .replace("post_layernorm", "post_norm")
                        .replace("encoder.layers", "transformer")
                        .replace("layer_norm", "norm")
                        .replace("self_attn.q_proj", "attn.to_qkv")
                        .replace("self_attn.out_proj", "attn.proj")
                        .replace("fc1", "0")
                        .replace("fc2", "2");
    }

    @Test
    void a_file_without_a_configuration_is_measured(@TempDir Path folder) {
        var forms = new TreeMap<String, TensorForm>();
        forms.put("visual.cls_embedding", TensorForm.of(DataType.F16, 1, 1, 1280));
        forms.put("visual.pos_embedding", TensorForm.of(DataType.F16, 1, 257, 1280));
        forms.put("visual.patch_embedding.weight", TensorForm.of(DataType.F16, 1280, 3, 14, 14));
        for (int i = 0; i < 32; i++) {
            forms.put("visual.transformer." + i + ".norm1.weight", TensorForm.of(DataType.F16, 1280));
            forms.put("visual.transformer." + i + ".mlp.0.weight", TensorForm.of(DataType.F16, 5120, 1280));
        }
        var file = folder.resolve("open-clip.safetensors");
        BlankCheckpoint.write(file, forms);
        var huge = Safetensors.open(file);
        open.addFirst(huge);
        assertThat(ClipVisionConfiguration.of(huge))
                .isEqualTo(new ClipVisionConfiguration(
                        1280, 5120, 32, 16, 3, 224, 14, ClipVisionConfiguration.Activation.GELU, 1e-5));
        var tiny = Safetensors.open(FOLDER);
        open.addFirst(tiny);
        assertThatThrownBy(() -> ClipVisionConfiguration.of(tiny))
                .hasMessageContaining("24 wide")
                .hasMessageContaining("a multiple of 80");
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
        return encoder(FOLDER, config, arithmetic);
    }

    private ClipVisionEncoder encoder(Path path, Configuration config, Arithmetic arithmetic) {
        var source = Safetensors.open(path);
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
