package dev.shotwright.models.wan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.models.Configuration;
import dev.shotwright.models.Fault;
import dev.shotwright.models.wan.WanVae.Half;
import dev.shotwright.tensor.DataType;
import dev.shotwright.tensor.Scope;
import dev.shotwright.tensor.Tensor;
import dev.shotwright.tensor.compute.Arithmetic;
import dev.shotwright.tensor.safetensors.Safetensors;
import dev.shotwright.tensor.safetensors.TensorSource;
import dev.shotwright.tensor.weights.Loaded;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Faults of wiring in the VAE: every one must move frames or latents far beyond what {@link WanVaeTest} allows. */
class WanVaeFaultsTest {
    private static final Path FIXTURES = Path.of(System.getProperty("fixtures"));
    private static final Path FOLDER = FIXTURES.resolve("checkpoints/wan-t2v-tiny/vae");
    private static final double ALLOWED = 5e-5;

    static Stream<Fault> faults() {
        return Stream.of(
                Fault.of("the two frames before exchanged", ".*conv\\d\\.weight", t -> taps(t, 1, 0, 2)),
                Fault.of("time runs backwards", ".*conv\\d\\.weight", t -> taps(t, 2, 1, 0)),
                Fault.of(
                        "padding on both sides: every frame sees the one after it as its own",
                        ".*conv\\d\\.weight",
                        t -> taps(t, 2, 0, 1)),
                Fault.of(
                        "height and width exchanged", ".*conv\\d\\.weight", t -> t.rank() == 5 ? t.transpose(3, 4) : t),
                Fault.of(
                        "the two frames of an upsampled one exchanged",
                        ".*upsamplers.*time_conv\\.(weight|bias)",
                        t -> parts(t, 2, 1, 0)),
                Fault.of(
                        "frames taken in the wrong order where time is halved",
                        ".*down_blocks.*time_conv\\.weight",
                        t -> taps(t, 1, 0, 2)),
                Fault.of("queries and values exchanged", ".*to_qkv\\.(weight|bias)", t -> parts(t, 3, 2, 1, 0)),
                Fault.of("keys and values exchanged", ".*to_qkv\\.(weight|bias)", t -> parts(t, 3, 0, 2, 1)),
                Fault.of("norm without the root of the channels", ".*gamma", t -> t.div(Math.sqrt((double) t.size(0)))),
                Fault.of("norm's channels shifted", ".*gamma", t -> rolled(t)),
                Fault.of("shortcut left out", ".*conv_shortcut\\.(weight|bias)", t -> t.mul(0)),
                Fault.of("norms of a block exchanged", ".*mid_block\\.resnets\\.0\\.norm1\\.gamma", t -> t.mul(1.01)),
                Fault.of("latents enlarged the wrong way", ".*resample\\.1\\.weight", t -> t.transpose(2, 3)),
                Fault.of("means and variances exchanged", "quant_conv\\.(weight|bias)", t -> parts(t, 2, 1, 0)),
                Fault.of("bias of the last layer left out", "decoder\\.conv_out\\.bias", t -> t.mul(0)));
    }

    private static Tensor taps(Tensor weight, int... order) {
        return weight.rank() == 5 && weight.size(2) == order.length
                ? Tensor.cat(
                        2,
                        IntStream.of(order)
                                .mapToObj(tap -> weight.narrow(2, tap, 1))
                                .toList())
                : weight;
    }

    private static Tensor parts(Tensor parameter, int count, int... order) {
        long length = parameter.size(0) / count;
        return Tensor.cat(
                0,
                IntStream.of(order)
                        .mapToObj(part -> parameter.narrow(0, part * length, length))
                        .toList());
    }

    private static Tensor rolled(Tensor gamma) {
        return Tensor.cat(0, gamma.narrow(0, 1, gamma.size(0) - 1), gamma.narrow(0, 0, 1));
    }

    private static Loaded<WanVae> load(TensorSource source) {
        var config = WanVaeConfig.of(Configuration.read(FOLDER.resolve("config.json")));
        return WanVae.load(source, config, Arithmetic.F32, EnumSet.allOf(Half.class));
    }

    private static Tensor decoded(WanVae vae, Tensor latents) {
        var parts = new ArrayList<Tensor>();
        try (var kept = Scope.detached()) {
            vae.decode(latents, null, chunk -> parts.add(kept.keep(chunk.copy())));
            return Tensor.cat(2, parts);
        }
    }

    private static double apart(Tensor given, Tensor expected) {
        return given.sub(expected).abs().largest().item();
    }

    private static Tensor thin(Tensor frames) {
        return frames.every(-2, 0, 2).every(-1, 1, 2);
    }

    private static double error(TensorSource source, TensorSource decoding, TensorSource encoding) {
        try (var vae = load(source)) {
            var frames = decoded(vae.model(), decoding.load("latents").narrow(2, 0, 3));
            double decoder =
                    apart(thin(frames), decoding.load("frames.all.thin").narrow(2, 0, 9));
            var video = encoding.load("video").to(DataType.F32).div(127.5).sub(1);
            var latents = vae.model().encode(9, null, (first, n) -> video.narrow(2, first, n));
            return Math.max(decoder, apart(latents, encoding.load("latents.9")));
        }
    }

    @ParameterizedTest
    @MethodSource("faults")
    void a_fault_is_seen(Fault fault) {
        try (var _ = Scope.open();
                var checkpoint = Safetensors.open(FOLDER);
                var decoding = Safetensors.open(FIXTURES.resolve("golden/vae-decode.safetensors"));
                var encoding = Safetensors.open(FIXTURES.resolve("golden/vae-encode.safetensors"))) {
            assertThat(error(checkpoint, decoding, encoding)).isLessThan(ALLOWED);
            assertThat(error(fault.in(checkpoint), decoding, encoding)).isGreaterThan(20 * ALLOWED);
        }
    }

    @Test
    void a_cache_that_is_forgotten_between_chunks_is_seen() {
        try (var _ = Scope.open();
                var checkpoint = Safetensors.open(FOLDER);
                var vae = load(checkpoint);
                var golden = Safetensors.open(FIXTURES.resolve("golden/vae-decode.safetensors"))) {
            var frames = decoded(vae.model(), golden.load("latents").narrow(2, 1, 2));
            var expected = golden.load("frames.all.thin").narrow(2, 5, 4);
            assertThat(apart(thin(frames.narrow(2, 1, 4)), expected)).isGreaterThan(20 * ALLOWED);
        }
    }

    @Test
    void chunks_that_begin_one_frame_too_early_are_seen() {
        try (var _ = Scope.open();
                var checkpoint = Safetensors.open(FOLDER);
                var vae = load(checkpoint);
                var golden = Safetensors.open(FIXTURES.resolve("golden/vae-encode.safetensors"))) {
            var video = golden.load("video").to(DataType.F32).div(127.5).sub(1);
            var latents = vae.model().encode(9, null, (first, n) -> video.narrow(2, Math.max(0, first - 1), n));
            assertThat(apart(latents, golden.load("latents.9"))).isGreaterThan(20 * ALLOWED);
        }
    }

    @Test
    void latents_are_normalised_by_mean_and_deviation_and_not_the_other_way_round() {
        var right = WanVaeConfig.wan21();
        try (var _ = Scope.open()) {
            var latents = Tensor.arange(16, DataType.F32).reshape(1, 16, 1, 1, 1);
            assertThat(apart(right.denormalise(right.normalise(latents)), latents))
                    .isLessThan(ALLOWED);
            assertThat(right.normalise(latents).floats()[5]).isEqualTo((5 - 0.9653f) / 1.7708f);
        }
    }
}
