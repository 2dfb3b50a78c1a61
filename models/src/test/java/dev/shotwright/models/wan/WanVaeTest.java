package dev.shotwright.models.wan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.models.Configuration;
import dev.shotwright.models.wan.WanVae.Half;
import dev.shotwright.models.wan.WanVaeBands.Cut;
import dev.shotwright.tensor.DataType;
import dev.shotwright.tensor.Scope;
import dev.shotwright.tensor.Tensor;
import dev.shotwright.tensor.compute.Arithmetic;
import dev.shotwright.tensor.safetensors.BlankCheckpoint;
import dev.shotwright.tensor.safetensors.Safetensors;
import dev.shotwright.tensor.safetensors.TensorSource;
import dev.shotwright.tensor.weights.Loaded;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The VAE against tensors that the reference computed. */
class WanVaeTest {
    private static final Path FIXTURES = Path.of(System.getProperty("fixtures"));
    private static final WanVaeTiles TILES = new WanVaeTiles(32, 32, 24, 24);
    private static final double EXACT = 5e-5;

    private static Loaded<WanVae> load(String checkpoint) {
        return load(checkpoint, Cut.USUAL);
    }

    private static Loaded<WanVae> load(String checkpoint, Cut cut) {
        var folder = FIXTURES.resolve("checkpoints").resolve(checkpoint).resolve("vae");
        try (var source = Safetensors.open(folder)) {
            var config = WanVaeConfig.of(Configuration.read(folder.resolve("config.json")));
            return WanVae.load(source, config, Arithmetic.F32, EnumSet.allOf(Half.class), cut);
        }
    }

    private static TensorSource golden(String name) {
        return Safetensors.open(FIXTURES.resolve("golden/" + name + ".safetensors"));
    }

    private static Tensor decoded(WanVae vae, Tensor latents, @Nullable WanVaeTiles tiles) {
        var frames = Tensor.zeros(
                DataType.F32,
                latents.size(0),
                3,
                1 + 4 * (latents.size(2) - 1),
                8 * latents.size(3),
                8 * latents.size(4));
        long[] at = {0};
        vae.decode(latents, tiles, chunk -> {
            frames.narrow(2, at[0], chunk.size(2)).copyInPlace(chunk);
            at[0] += chunk.size(2);
        });
        assertThat(at[0]).isEqualTo(frames.size(2));
        return frames;
    }

    private static Tensor encoded(WanVae vae, Tensor video, long count, @Nullable WanVaeTiles tiles) {
        var signed = video.to(DataType.F32).div(127.5).sub(1);
        return vae.encode(count, tiles, (first, n) -> signed.narrow(2, first, n));
    }

    private static Tensor thin(Tensor x) {
        return x.every(-2, 0, 2).every(-1, 1, 2);
    }

    private static double apart(Tensor given, Tensor expected) {
        assertThat(given.shape()).isEqualTo(expected.shape());
        return given.sub(expected).abs().largest().item();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 4, 5, 7})
    void frames_are_the_references(int latentFrames) {
        try (var _ = Scope.open();
                var vae = load("wan-t2v-tiny");
                var golden = golden("vae-decode")) {
            var latents = golden.load("latents").narrow(2, 0, latentFrames);
            var frames = decoded(vae.model(), latents, null);
            long n = frames.size(2);
            assertThat(apart(thin(frames), golden.load("frames.all.thin").narrow(2, 0, n)))
                    .isLessThan(EXACT);
        }
    }

    @Test
    void a_batch_is_decoded_row_by_row() {
        try (var _ = Scope.open();
                var vae = load("wan-t2v-tiny");
                var golden = golden("vae-decode")) {
            var frames = decoded(vae.model(), golden.load("pair.latents"), null);
            assertThat(apart(thin(frames), golden.load("pair.frames.thin"))).isLessThan(EXACT);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 9, 13, 17, 25})
    void latents_are_the_references(int frames) {
        try (var _ = Scope.open();
                var vae = load("wan-t2v-tiny");
                var golden = golden("vae-encode")) {
            var latents = encoded(vae.model(), golden.load("video"), frames, null);
            assertThat(apart(latents, golden.load("latents." + frames))).isLessThan(EXACT);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7})
    void bands_of_rows_change_nothing(int rows) {
        try (var _ = Scope.open();
                var vae = load("wan-t2v-tiny", new Cut(1, rows));
                var decoding = golden("vae-decode");
                var encoding = golden("vae-encode")) {
            var frames = decoded(vae.model(), decoding.load("latents").narrow(2, 0, 3), null);
            var expected = decoding.load("frames.all.thin").narrow(2, 0, 9);
            assertThat(apart(thin(frames), expected)).isLessThan(EXACT);
            assertThat(apart(encoded(vae.model(), encoding.load("video"), 9, null), encoding.load("latents.9")))
                    .isLessThan(EXACT);
        }
    }

    @Test
    void tiles_are_the_references() {
        try (var _ = Scope.open();
                var vae = load("wan-t2v-tiny");
                var golden = golden("vae-tiled")) {
            var frames = decoded(vae.model(), golden.load("latents"), TILES);
            assertThat(apart(thin(frames).every(2, 0, 4), golden.load("decoded.tiled.thin")))
                    .isLessThan(EXACT);
            assertThat(apart(encoded(vae.model(), golden.load("video"), 5, TILES), golden.load("encoded.tiled")))
                    .isLessThan(EXACT);
        }
    }

    @Test
    void a_file_without_a_configuration_is_measured(@TempDir Path folder) {
        var checkpoints = FIXTURES.resolve("checkpoints");
        var tiny = WanVaeConfig.of(Configuration.read(checkpoints.resolve("wan-i2v-tiny/vae/config.json")));
        var full = folder.resolve("Wan2.1_VAE.safetensors");
        BlankCheckpoint.write(full, WanVae.forms(DataType.F32, WanVaeConfig.wan21()));
        var expected = Map.of(
                checkpoints.resolve("wan-i2v-tiny/vae"),
                tiny,
                checkpoints.resolve("wan-i2v-original-tiny/Wan2.1_VAE.safetensors"),
                tiny,
                full,
                WanVaeConfig.wan21());
        expected.forEach((path, dimensions) -> {
            try (var source = Safetensors.open(path)) {
                assertThat(WanVaeConfig.of(source)).isEqualTo(dimensions);
            }
        });
    }
}
