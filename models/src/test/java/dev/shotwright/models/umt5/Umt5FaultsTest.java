package dev.shotwright.models.umt5;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.models.Configuration;
import dev.shotwright.models.Fault;
import dev.shotwright.tensor.Scope;
import dev.shotwright.tensor.Tensor;
import dev.shotwright.tensor.compute.Arithmetic;
import dev.shotwright.tensor.safetensors.Safetensors;
import dev.shotwright.tensor.safetensors.TensorSource;
import dev.shotwright.tensor.weights.Residency;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Faults of wiring in the text encoder: every one must move its rows far beyond what {@link Umt5EncoderTest} allows. */
class Umt5FaultsTest {
    private static final Path FIXTURES = Path.of(System.getProperty("fixtures"));
    private static final Path FOLDER = FIXTURES.resolve("checkpoints/wan-t2v-tiny/text_encoder");
    private static final double ALLOWED = 1e-5;
    private static final String BIAS = ".*relative_attention_bias.*";

    static Stream<Fault> faults() {
        return Stream.of(
                Fault.of("queries and keys exchanged", Fault.swap("SelfAttention.q.", "SelfAttention.k.")),
                Fault.of("keys and values exchanged", Fault.swap("SelfAttention.k.", "SelfAttention.v.")),
                Fault.of(
                        "position bias of another layer",
                        Fault.swap("block.0.layer.0.SelfAttention.relative", "block.2.layer.0.SelfAttention.relative")),
                Fault.of(
                        "position bias of the first layer in all",
                        name -> name.replaceFirst("block\\.\\d+\\.(.*relative_attention_bias)", "block.0.$1")),
                Fault.of("position bias left out", BIAS, t -> t.mul(0)),
                Fault.of(
                        "what is ahead taken for what is behind",
                        BIAS,
                        t -> Tensor.cat(0, t.narrow(0, 16, 16), t.narrow(0, 0, 16))),
                Fault.of("distances off by one", BIAS, t -> Tensor.cat(0, t.narrow(0, 1, 31), t.narrow(0, 0, 1))),
                Fault.of("attention scaled", ".*SelfAttention\\.q\\.weight", t -> t.div(Math.sqrt(12))),
                Fault.of("GELU on the other branch", Fault.swap("wi_0", "wi_1")),
                Fault.of("norms of a layer exchanged", Fault.swap("layer.0.layer_norm", "layer.1.layer_norm")),
                Fault.of(
                        "last norm without its weight",
                        ".*final_layer_norm.*",
                        t -> t.mul(0).add(1)),
                Fault.of("blocks in the wrong order", Fault.swap("block.0.", "block.1.")),
                Fault.of(
                        "tokens off by one",
                        "shared.weight",
                        t -> Tensor.cat(0, t.narrow(0, 1, t.size(0) - 1), t.narrow(0, 0, 1))));
    }

    private static List<long[]> prompts(TensorSource golden) {
        var ids = golden.load("ids").longs();
        var mask = golden.load("mask").longs();
        return IntStream.range(0, 2)
                .mapToObj(row -> IntStream.range(row * 40, row * 40 + 40)
                        .filter(i -> mask[i] == 1)
                        .mapToLong(i -> ids[i])
                        .toArray())
                .toList();
    }

    /** How far the rows of the second prompt are from the reference's, as {@link Umt5EncoderTest} takes it. */
    private static double error(TensorSource checkpoint, TensorSource golden, List<long[]> prompts, long tokens) {
        var config = Umt5Configuration.of(Configuration.read(FOLDER.resolve("config.json")));
        try (var loaded = Umt5Encoder.load(checkpoint, Residency.mapped(), config, Arithmetic.F32)) {
            var expected = golden.load("final").select(0, 1).narrow(0, 0, tokens);
            var given = loaded.model().encode(prompts, 40).select(0, 1).narrow(0, 0, tokens);
            return given.sub(expected).abs().largest().item()
                    / expected.abs().largest().item();
        }
    }

    @ParameterizedTest
    @MethodSource("faults")
    void a_fault_is_seen(Fault fault) {
        try (var _ = Scope.open();
                var checkpoint = Safetensors.open(FOLDER);
                var golden = Safetensors.open(FIXTURES.resolve("golden/umt5.safetensors"))) {
            var prompts = prompts(golden);
            int tokens = prompts.get(1).length;
            assertThat(error(checkpoint, golden, prompts, tokens)).isLessThan(ALLOWED);
            assertThat(error(fault.in(checkpoint), golden, prompts, tokens)).isGreaterThan(20 * ALLOWED);
        }
    }

    @Test
    void padding_that_is_attended_to_is_seen() {
        try (var _ = Scope.open();
                var checkpoint = Safetensors.open(FOLDER);
                var golden = Safetensors.open(FIXTURES.resolve("golden/umt5.safetensors"))) {
            var prompts = prompts(golden);
            var unmasked = List.of(prompts.get(0), Arrays.copyOf(prompts.get(1), 40));
            assertThat(error(checkpoint, golden, unmasked, prompts.get(1).length))
                    .isGreaterThan(20 * ALLOWED);
        }
    }
}
