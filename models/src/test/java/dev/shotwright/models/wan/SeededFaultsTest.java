package dev.shotwright.models.wan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.models.Configuration;
import dev.shotwright.models.Fault;
import dev.shotwright.tensor.Scope;
import dev.shotwright.tensor.Tensor;
import dev.shotwright.tensor.compute.Arithmetic;
import dev.shotwright.tensor.safetensors.Safetensors;
import dev.shotwright.tensor.weights.Residency;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Wiring faults, each made by exchanging or turning parameters so that a right model computes what a wrong one would: every
 * one must move the output far beyond what {@link WanTransformerTest} allows.
 */
class SeededFaultsTest {
    private static final Path FIXTURES = Path.of(System.getProperty("fixtures"));
    private static final double ALLOWED = 2e-5;
    private static final int HEAD = 20;
    private static final int HEADS = 2;

    static Stream<Fault> faults() {
        return Stream.of(
                Fault.of("queries and keys exchanged", Fault.swap("attn1.to_q.", "attn1.to_k.")),
                Fault.of("norms of queries and keys exchanged", Fault.swap("attn1.norm_q.", "attn1.norm_k.")),
                Fault.of("keys and values of the text exchanged", Fault.swap("attn2.to_k.", "attn2.to_v.")),
                Fault.of("keys and values of the picture exchanged", Fault.swap("add_k_proj.", "add_v_proj.")),
                Fault.of("text and picture projections exchanged", Fault.swap("attn2.to_k.", "attn2.add_k_proj.")),
                Fault.of("blocks in the wrong order", Fault.swap("blocks.0.", "blocks.1.")),
                Fault.of(
                        "norms of the picture exchanged",
                        Fault.swap("image_embedder.norm1.bias", "image_embedder.norm1.weight")),
                Fault.of(
                        "shift and scale exchanged",
                        ".*blocks\\.0\\.scale_shift_table.*",
                        t -> rows(t, 1, 0, 2, 3, 4, 5)),
                Fault.of("gates exchanged", ".*blocks\\.0\\.scale_shift_table.*", t -> rows(t, 0, 1, 5, 3, 4, 2)),
                Fault.of(
                        "last shift and scale exchanged",
                        ".*scale_shift_table.*",
                        t -> t.size(1) == 2 ? rows(t, 1, 0) : t),
                Fault.of(
                        "sines before cosines",
                        ".*time_embedder\\.linear_1\\.weight.*",
                        t -> Tensor.cat(1, t.narrow(1, 32, 32), t.narrow(1, 0, 32))),
                Fault.of(
                        "axes of the rotation exchanged",
                        ".*attn1\\.(to_q|to_k|norm_q|norm_k)\\..*",
                        t -> channels(
                                t,
                                IntStream.concat(
                                                IntStream.range(6, 14),
                                                IntStream.concat(IntStream.range(0, 6), IntStream.range(14, 20)))
                                        .toArray())),
                Fault.of(
                        "rotation by halves",
                        ".*attn1\\.(to_q|to_k|norm_q|norm_k)\\..*",
                        t -> channels(
                                t,
                                IntStream.range(0, HEAD)
                                        .map(i -> i % 2 * (HEAD / 2) + i / 2)
                                        .toArray())),
                Fault.of("patch transposed", ".*patch_embedding\\.weight.*", t -> t.transpose(3, 4)),
                Fault.of("padding not embedded", ".*text_embedder\\.linear_1\\.bias.*", t -> t.mul(0)),
                Fault.of("positions of two pictures left out", ".*pos_embed.*", t -> t.mul(0)),
                Fault.of("feed forward bias left out", ".*ffn\\.net\\.0\\.proj\\.bias.*", t -> t.mul(0)),
                Fault.of("norm before the prompt not affine", ".*norm2\\.bias.*", t -> t.mul(0)));
    }

    private static Tensor rows(Tensor table, int... order) {
        return Tensor.cat(
                1, IntStream.of(order).mapToObj(row -> table.narrow(1, row, 1)).toList());
    }

    /** The channels of each head of what queries and keys are made by in another order; values and outputs stay. */
    private static Tensor channels(Tensor parameter, int... order) {
        if (parameter.size(0) != HEAD * HEADS) {
            return parameter;
        }
        var lines = IntStream.range(0, HEADS)
                .boxed()
                .flatMap(head -> IntStream.of(order).mapToObj(c -> parameter.narrow(0, (long) head * HEAD + c, 1)))
                .toList();
        return Tensor.cat(0, lines);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void a_fault_is_seen(Fault fault) {
        try (var _ = Scope.open();
                var checkpoint = Safetensors.open(FIXTURES.resolve("checkpoints/wan-flf2v-tiny/transformer"));
                var golden = Safetensors.open(FIXTURES.resolve("golden/dit-flf2v.safetensors"))) {
            var config = WanConfig.read(
                    Configuration.read(FIXTURES.resolve("checkpoints/wan-flf2v-tiny/transformer/config.json")));
            var altered = fault.in(checkpoint);
            try (var loaded = WanTransformer.load(altered, Residency.mapped(), config, Arithmetic.F32);
                    var prompt = loaded.model()
                            .prompt(golden.load("text"), golden.load("image").reshape(2, -1, 24))) {
                var output = loaded.model()
                        .forward(
                                golden.load("latents"), golden.load("timesteps").doubles(), prompt);
                var expected = golden.load("output");
                double error = output.sub(expected).abs().largest().item()
                        / expected.abs().largest().item();
                assertThat(error).isGreaterThan(20 * ALLOWED);
            }
        }
    }
}
