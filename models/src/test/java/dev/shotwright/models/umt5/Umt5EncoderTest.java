package dev.shotwright.models.umt5;

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
import dev.shotwright.tensor.safetensors.TensorSource;
import dev.shotwright.tensor.weights.Residency;
import dev.shotwright.tensor.weights.Weights;
import dev.shotwright.vocabulary.ShotwrightException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Umt5EncoderTest {
    private static final Path FIXTURES = Path.of(System.getProperty("fixtures"));
    private static final Path FOLDER = FIXTURES.resolve("checkpoints/wan-t2v-tiny/text_encoder");
    private static final double EXACT = 1e-5;

    private final Deque<AutoCloseable> open = new ArrayDeque<>();
    private Scope scope;
    private TensorSource golden;
    private Umt5Configuration config;
    private List<long[]> prompts;

    @BeforeEach
    void read_the_golden_tensors() {
        scope = Scope.open();
        golden = Safetensors.open(FIXTURES.resolve("golden/umt5.safetensors"));
        open.addFirst(golden);
        config = Umt5Configuration.of(Configuration.read(FOLDER.resolve("config.json")));
        var ids = golden.load("ids").longs();
        var mask = golden.load("mask").longs();
        prompts = IntStream.range(0, 2)
                .mapToObj(row -> IntStream.range(row * 40, row * 40 + 40)
                        .filter(i -> mask[i] == 1)
                        .mapToLong(i -> ids[i])
                        .toArray())
                .toList();
    }

    @AfterEach
    void close() throws Exception {
        scope.close();
        for (var resource : open) {
            resource.close();
        }
    }

    @Test
    void the_embeddings_and_every_layer_equal_the_reference() {
        var encoder = encoder(Arithmetic.F32);
        var x = encoder.embed(prompts);
        equal(x, "embeddings", 0);
        for (int i = 0; i < config.layers(); i++) {
            var block = encoder.block(i);
            equal(block.attention(x, prompts), "block." + i + ".attention", EXACT);
            x = block.forward(x, prompts);
            equal(x, "block." + i, EXACT);
        }
    }

    @Test
    void true_tokens_equal_those_of_the_padded_and_masked_reference_and_the_padding_is_zero() {
        var y = encoder(Arithmetic.F32).encode(prompts, 512);
        assertThat(y.shape()).containsExactly(2, 512, 32);
        equal(trimmed(y), "final", EXACT);
        assertThat(y.select(0, 0).narrow(0, 40, 472).abs().largest().item()).isZero();
        assertThat(y.select(0, 1).narrow(0, 26, 486).abs().largest().item()).isZero();
    }

    @Test
    void in_bf16_it_is_as_near_to_the_fp32_reference_as_the_reference_in_bf16() {
        var y = trimmed(encoder(Arithmetic.all(DataType.BF16)).encode(prompts, 40));
        equal(y, "final.bf16", 0.06);
        assertThat(distance(y, reference("final")))
                .isLessThanOrEqualTo(distance(reference("final.bf16"), reference("final")));
    }

    @Test
    void a_file_in_bf16_gives_the_same_under_either_names() {
        var checkpoints = FIXTURES.resolve("checkpoints");
        var y = encoder(checkpoints.resolve("wan-i2v-tiny/text_encoder"), Residency.mapped(), Arithmetic.F32)
                .encode(prompts, 40);
        equal(trimmed(y), "final", 0.03);
        var original = checkpoints.resolve("wan-i2v-original-tiny/models_t5_umt5-xxl-enc-bf16.safetensors");
        assertThat(encoder(original, Residency.mapped(), Arithmetic.F32)
                        .encode(prompts, 40)
                        .bytes())
                .isEqualTo(y.bytes());
    }

    @Test
    void a_file_without_a_configuration_is_measured(@TempDir Path folder) {
        var huge = folder.resolve("umt5-xxl.safetensors");
        var forms = Weights.forms(
                DataType.BF16, weights -> new Umt5Encoder(weights, Umt5Configuration.XXL, Arithmetic.F32));
        BlankCheckpoint.write(huge, forms);
        var original = FIXTURES.resolve("checkpoints/wan-i2v-original-tiny/models_t5_umt5-xxl-enc-bf16.safetensors");
        var expected = Map.of(FOLDER, config, original, config, huge, Umt5Configuration.XXL);
        expected.forEach((path, dimensions) -> {
            try (var source = Safetensors.open(path)) {
                assertThat(Umt5Configuration.of(source)).isEqualTo(dimensions);
            }
        });
    }

    @Test
    void streaming_and_holding_the_weights_change_nothing() {
        var mapped = encoder(Arithmetic.F32).encode(prompts, 40);
        for (var residency : List.of(Residency.streamed(), Residency.resident(DataType.F32))) {
            var encoder = encoder(FOLDER, residency, Arithmetic.F32);
            assertThat(encoder.encode(prompts, 40).bytes()).isEqualTo(mapped.bytes());
            assertThat(encoder.encode(prompts, 40).bytes()).isEqualTo(mapped.bytes());
        }
    }

    @Test
    void prompts_do_not_touch_one_another() {
        var encoder = encoder(Arithmetic.F32);
        var both = encoder.encode(prompts, 40);
        var second = encoder.encode(prompts.subList(1, 2), 40);
        assertThat(distance(second.select(0, 0), both.select(0, 1))).isLessThan(EXACT);
    }

    @Test
    void the_position_bias_equals_the_reference_in_each_layer() {
        var source = Safetensors.open(FOLDER);
        open.addFirst(source);
        for (int layer : new int[] {0, 2}) {
            var table = source.load("encoder.block." + layer + ".layer.0.SelfAttention.relative_attention_bias.weight");
            var bias = new RelativeBias(table, config).of(40);
            assertThat(distance(bias.squeeze(0), golden.load("bias." + layer))).isZero();
        }
    }

    @Test
    void distances_fall_into_the_buckets_of_the_reference() {
        assertThat(RelativeBias.buckets(config, 301))
                .isEqualTo(golden.load("buckets").longs());
    }

    @Test
    void tokens_outside_the_vocabulary_and_prompts_that_do_not_fit_are_refused() {
        var encoder = encoder(Arithmetic.F32);
        assertThatThrownBy(() -> encoder.encode(List.of(new long[] {1100, 1}), 512))
                .isInstanceOf(ShotwrightException.class)
                .hasMessageContaining("token 1100")
                .hasMessageContaining("1100 tokens");
        assertThatThrownBy(() -> encoder.encode(List.of(new long[] {3, 4, 1}), 2))
                .hasMessage("prompt is 3 tokens long; accepted is 1 to 2 tokens");
        assertThatThrownBy(() -> encoder.encode(List.of(new long[0]), 2)).hasMessageContaining("0 tokens long");
    }

    @Test
    void an_encoder_whose_layers_share_one_table_of_biases_is_refused_as_a_t5(@TempDir Path folder) {
        var source = Safetensors.open(FOLDER);
        open.addFirst(source);
        var tensors = new TreeMap<String, Tensor>();
        for (var name : source.names()) {
            if (!name.contains("relative_attention_bias") || name.contains("block.0.")) {
                tensors.put(name, source.load(name));
            }
        }
        var t5 = folder.resolve("t5.safetensors");
        SafetensorsWriter.write(t5, tensors, Map.of());
        assertThatThrownBy(() -> encoder(t5, Residency.mapped(), Arithmetic.F32))
                .isInstanceOf(ShotwrightException.class)
                .hasMessageContaining("t5.safetensors is a T5: its 3 layers share one table")
                .hasMessageContaining("UMT5");
        tensors.put(
                "encoder.block.1.layer.0.SelfAttention.relative_attention_bias.weight",
                source.load("encoder.block.1.layer.0.SelfAttention.relative_attention_bias.weight"));
        var broken = folder.resolve("broken.safetensors");
        SafetensorsWriter.write(broken, tensors, Map.of());
        assertThatThrownBy(() -> encoder(broken, Residency.mapped(), Arithmetic.F32))
                .hasMessageContaining("1 missing: encoder.block.2.");
    }

    private Umt5Encoder encoder(Arithmetic arithmetic) {
        return encoder(FOLDER, Residency.mapped(), arithmetic);
    }

    private Umt5Encoder encoder(Path path, Residency residency, Arithmetic arithmetic) {
        var source = Safetensors.open(path);
        open.addFirst(source);
        var loaded = Umt5Encoder.load(source, residency, config, arithmetic);
        open.addFirst(loaded);
        return loaded.model();
    }

    private Tensor reference(String name) {
        return trimmed(golden.load(name));
    }

    private Tensor trimmed(Tensor padded) {
        return Tensor.cat(
                0,
                padded.select(0, 0).narrow(0, 0, prompts.get(0).length),
                padded.select(0, 1).narrow(0, 0, prompts.get(1).length));
    }

    private void equal(Tensor given, String name, double tolerance) {
        assertThat(distance(given, reference(name))).as(name).isLessThanOrEqualTo(tolerance);
    }

    private static double distance(Tensor given, Tensor expected) {
        assertThat(given.shape()).isEqualTo(expected.shape());
        double most = expected.abs().largest().item();
        return given.sub(expected).abs().largest().item() / most;
    }
}
