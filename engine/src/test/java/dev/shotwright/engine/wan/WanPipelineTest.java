package dev.shotwright.engine.wan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.engine.checkpoint.Checkpoint;
import dev.shotwright.engine.checkpoint.Overrides;
import dev.shotwright.engine.checkpoint.SamplerSettings;
import dev.shotwright.engine.machine.Precision;
import dev.shotwright.engine.machine.Rates;
import dev.shotwright.engine.memory.ByteSize;
import dev.shotwright.tensor.Device;
import dev.shotwright.tensor.Scope;
import dev.shotwright.tensor.Tensor;
import dev.shotwright.tensor.safetensors.Safetensors;
import dev.shotwright.vocabulary.ClipFormat;
import dev.shotwright.vocabulary.ClipSink;
import dev.shotwright.vocabulary.FrameRate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whole runs against those of the reference: from the prompt as it was typed to rounded frames. */
class WanPipelineTest {
    private static final Path FIXTURES = Path.of(System.getProperty("fixtures"));
    private static final Rates RATES = new Rates(100, 10, 100, 50, 10, 100, 10);

    static Stream<JsonNode> cases() throws IOException {
        return JsonMapper.shared()
                .readTree(Files.readString(FIXTURES.resolve("cases.json")))
                .valueStream()
                .filter(one -> one.get("prompt").isString());
    }

    private static @Nullable Path picture(JsonNode one, String field) {
        return one.has(field)
                ? FIXTURES.resolve("pictures").resolve(one.get(field).stringValue() + ".png")
                : null;
    }

    private static WanCall call(JsonNode one) {
        var kind = one.get("scheduler").stringValue().equals("unipc")
                ? SamplerSettings.Kind.UNIPC
                : SamplerSettings.Kind.EULER;
        return new WanCall(
                one.get("prompt").stringValue(),
                one.get("negative").isNull() ? "" : one.get("negative").stringValue(),
                one.get("width").intValue(),
                one.get("height").intValue(),
                one.get("frames").intValue(),
                FrameRate.parse("16"),
                one.get("steps").intValue(),
                one.get("guidance").doubleValue(),
                new SamplerSettings(kind, one.get("shift").doubleValue()),
                one.get("seed").longValue(),
                picture(one, "first"),
                picture(one, "last"));
    }

    private static Checkpoint checkpoint(JsonNode one) {
        var folder =
                FIXTURES.resolve("checkpoints").resolve(one.get("checkpoint").stringValue());
        if (!one.has("transformer")) {
            return Checkpoint.open(folder, Overrides.NONE);
        }
        var rest = FIXTURES.resolve("checkpoints").resolve(one.get("rest").stringValue());
        return Checkpoint.open(
                folder.resolve(one.get("transformer").stringValue()),
                new Overrides(rest.resolve("text_encoder"), rest.resolve("vae"), rest.resolve("tokenizer"), null));
    }

    /** A folder in the original layout; its picture encoder, whose heads are not 80 wide, is named with its configuration. */
    private static Checkpoint original(JsonNode one, Path folder) throws IOException {
        var checkpoints = FIXTURES.resolve("checkpoints");
        var tiny = one.get("checkpoint").stringValue();
        copy(checkpoints.resolve("wan-i2v-original-tiny"), folder);
        copy(checkpoints.resolve(tiny.replace("-tiny", "-original-tiny")), folder);
        copy(checkpoints.resolve(tiny).resolve("tokenizer"), folder.resolve("google/umt5-xxl"));
        return Checkpoint.open(
                folder,
                new Overrides(null, null, null, checkpoints.resolve(tiny).resolve("image_encoder")));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static final class Collected implements ClipSink {
        private final List<int[]> frames = new ArrayList<>();
        private @Nullable ClipFormat format;

        @Override
        public void begin(ClipFormat format) {
            this.format = format;
        }

        @Override
        public void frame(int[] pixels) {
            frames.add(pixels.clone());
        }
    }

    /** Peak signal-to-noise ratio in dB of the frames against every second row and column of the reference's. */
    private static double psnr(List<int[]> frames, Tensor thin, int width) {
        var expected = thin.bytes();
        int h = Math.toIntExact(thin.size(2));
        int w = Math.toIntExact(thin.size(3));
        double squares = 0;
        int at = 0;
        for (var frame : frames) {
            for (int y = 0; y < h; y++) {
                for (int x = 0; x < w; x++) {
                    int pixel = frame[2 * y * width + 2 * x + 1];
                    for (int shift = 16; shift >= 0; shift -= 8) {
                        double difference = (pixel >> shift & 0xff) - (expected[at++] & 0xff);
                        squares += difference * difference;
                    }
                }
            }
        }
        assertThat(at).isEqualTo(expected.length);
        return squares == 0 ? Double.POSITIVE_INFINITY : 10 * Math.log10(255.0 * 255 * at / squares);
    }

    private static double cosine(Tensor a, Tensor b) {
        return a.mul(b).sum().item()
                / Math.sqrt(a.square().sum().item() * b.square().sum().item());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void a_run_gives_the_frames_of_the_reference(JsonNode one, @TempDir Path folder) {
        compare(one, checkpoint(one), folder);
    }

    @ParameterizedTest
    @ValueSource(strings = {"i2v-17", "flf2v-9"})
    void a_folder_in_the_original_layout_gives_the_same_frames(String name, @TempDir Path folder) throws IOException {
        var one = cases().filter(each -> each.get("case").stringValue().equals(name))
                .findFirst()
                .orElseThrow();
        compare(one, original(one, folder.resolve("original")), folder);
    }

    private static void compare(JsonNode one, Checkpoint checkpoint, Path folder) {
        boolean half = one.has("precision");
        var precision = half ? Precision.BF16 : Precision.FP32;
        var parts = WanParts.of(checkpoint);
        var call = call(one);
        var sink = new Collected();
        var latents = folder.resolve("latents.safetensors");
        var arithmetic = precision.arithmetic(RATES, Device.CPU);
        var plan = WanMemory.plan(call, checkpoint, parts, precision, arithmetic, new ByteSize(8L << 30));
        var texts = new TextEncoding(checkpoint, parts.text(), arithmetic, new EmbeddingCache(null));
        new WanPipeline(checkpoint, parts, plan, arithmetic, texts).generate(call, sink, (_, _, _) -> {}, latents);
        try (var _ = Scope.open();
                var golden = Safetensors.open(
                        FIXTURES.resolve("golden/pipeline-" + one.get("case").stringValue() + ".safetensors"));
                var written = Safetensors.open(latents)) {
            var steps = golden.load("latents.steps");
            var last = steps.select(0, (int) steps.size(0) - 1);
            assertThat(cosine(written.load("latents"), last)).isGreaterThan(half ? 0.98 : 0.999);
            assertThat(sink.frames).hasSize(call.frames());
            assertThat(sink.format).isEqualTo(new ClipFormat(call.width(), call.height(), call.fps(), call.frames()));
            double psnr = psnr(sink.frames, golden.load("frames.thin"), call.width());
            assertThat(psnr).isGreaterThan(half ? 35 : 60);
        }
    }
}
