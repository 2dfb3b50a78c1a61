package dev.shotwright.engine.wan;

import dev.shotwright.engine.checkpoint.Checkpoint;
import dev.shotwright.engine.memory.MemoryPlan;
import dev.shotwright.models.clip.ClipVisionEncoder;
import dev.shotwright.models.wan.WanTransformer;
import dev.shotwright.models.wan.WanVae;
import dev.shotwright.tensor.DataType;
import dev.shotwright.tensor.Device;
import dev.shotwright.tensor.RandomStream;
import dev.shotwright.tensor.Scope;
import dev.shotwright.tensor.Surplus;
import dev.shotwright.tensor.Tensor;
import dev.shotwright.tensor.compute.Arithmetic;
import dev.shotwright.tensor.safetensors.Safetensors;
import dev.shotwright.tensor.safetensors.SafetensorsWriter;
import dev.shotwright.tensor.weights.Residency;
import dev.shotwright.vocabulary.ClipFormat;
import dev.shotwright.vocabulary.ClipSink;
import dev.shotwright.vocabulary.Progress;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Wan 2.1 from a prompt, and pictures where there are any, to frames.
 *
 * <p>Reference: {@code WanPipeline} and {@code WanImageToVideoPipeline} of huggingface/diffusers 0.42.1 (Apache-2.0). One
 * part of the model is in memory at a time; frames leave as they are decoded. The encoder of pictures and the autoencoder
 * are always computed in 32-bit floats, as users of the reference do. What passes from one part to the next is in the memory
 * of the CPU, whatever the device.
 */
public final class WanPipeline {
    private static final int MASK = 4;

    private final Checkpoint checkpoint;
    private final WanParts parts;
    private final MemoryPlan plan;
    private final Arithmetic arithmetic;
    private final Arithmetic exact;
    private final TextEncoding texts;

    WanPipeline(Checkpoint checkpoint, WanParts parts, MemoryPlan plan, Arithmetic arithmetic, TextEncoding texts) {
        this.checkpoint = checkpoint;
        this.parts = parts;
        this.plan = plan;
        this.arithmetic = arithmetic;
        this.exact = Arithmetic.F32.withThreads(arithmetic.threads()).on(arithmetic.device());
        this.texts = texts;
    }

    /**
     * Makes one clip.
     *
     * @param latents where the latents are kept before they are decoded, as {@code latents} in a safetensors file; null for
     *     nowhere
     */
    public void generate(WanCall call, ClipSink sink, Progress progress, @Nullable Path latents) {
        var watch = new Watch(progress);
        try (var _ = Scope.open(watch::look)) {
            // 1. Prompts
            watch.begin("text", 1);
            var encoded = texts.encode(
                    call.guided() ? new String[] {call.prompt(), call.negative()} : new String[] {call.prompt()});
            watch.advance(1);

            // 2. Pictures
            var pictures = call.first() == null ? null : pictures(call.first(), call.last());
            var condition = call.first() == null ? null : condition(call, call.first(), call.last(), watch);

            // 3. Noise
            var noise = noise(call);

            // 4. Steps
            var denoised = denoise(call, encoded, pictures, condition, noise, watch);
            if (latents != null) {
                SafetensorsWriter.write(latents, Map.of("latents", denoised), Map.of());
            }

            // 5. Frames
            decode(call, denoised, sink, watch);
        }
    }

    private Tensor noise(WanCall call) {
        try (var random = RandomStream.of(call.seed())) {
            return random.normal(1, parts.vae().zDim(), call.latentFrames(), call.latentHeight(), call.latentWidth());
        }
    }

    /** The picture encoder's tokens of the first frame, and of the last behind it: {@code (1, tokens, width)}. */
    private @Nullable Tensor pictures(Path firstFrame, @Nullable Path lastFrame) {
        var vision = checkpoint.imageEncoder();
        var clip = parts.clip();
        var preparation = parts.clipPicture();
        if (vision == null || clip == null || preparation == null) {
            return null;
        }
        return Scope.tidy(() -> {
            var first = preparation.pixels(Pictures.read("--first-frame", firstFrame));
            var pixels = lastFrame == null
                    ? first
                    : Tensor.cat(0, first, preparation.pixels(Pictures.read("--last-frame", lastFrame)));
            try (var source = Safetensors.open(vision.weights());
                    var encoder = ClipVisionEncoder.load(source, Residency.mapped(), clip, exact)) {
                var tokens = encoder.model().encode(pixels);
                return tokens.reshape(1, -1, tokens.size(2)).copy();
            }
        });
    }

    /** What the transformer sees of the pictures beside the noise: {@code (1, 4 + z, f, h, w)}, which latents are given and what. */
    private Tensor condition(WanCall call, Path firstFrame, @Nullable Path lastFrame, Watch watch) {
        watch.begin("picture", call.frames());
        return Scope.tidy(() -> {
            var first = Pictures.stretched("--first-frame", firstFrame, call.height(), call.width());
            var last = lastFrame == null
                    ? null
                    : Pictures.stretched("--last-frame", lastFrame, call.height(), call.width());
            Tensor seen;
            try (var source = Safetensors.open(checkpoint.vae().weights());
                    var vae = WanVae.load(source, parts.vae(), exact, Set.of(WanVae.Half.ENCODER))) {
                seen = vae.model().encode(call.frames(), plan.tiles(), (from, count) -> {
                    watch.advance(count);
                    return Pictures.frames(first, last, from, count, call.frames());
                });
                seen = parts.vae().normalise(seen);
            }
            var mask =
                    Tensor.zeros(DataType.F32, 1, MASK, call.latentFrames(), call.latentHeight(), call.latentWidth());
            mask.narrow(2, 0, 1).addInPlace(1);
            if (last != null) {
                mask.narrow(2, call.latentFrames() - 1, 1)
                        .narrow(1, MASK - 1, 1)
                        .addInPlace(1);
            }
            return Tensor.cat(1, mask, seen);
        });
    }

    private Tensor denoise(
            WanCall call,
            TextEncoding.Encoded encoded,
            @Nullable Tensor pictures,
            @Nullable Tensor condition,
            Tensor noise,
            Watch watch) {
        watch.begin("denoise", call.steps());
        try (var inner = Scope.open();
                var source = Safetensors.open(checkpoint.transformer().weights());
                var loaded = WanTransformer.load(source, plan.transformer(), parts.transformer(), arithmetic);
                var sampler = call.sampler().start(call.steps())) {
            var model = loaded.model();
            try (var towards = model.prompt(encoded.rows(0), pictures);
                    var away = call.guided() ? model.prompt(encoded.rows(1), pictures) : null) {
                var guidance = new Guidance(model, towards, away, call.guidance());
                var start = noise.to(arithmetic.device());
                var seen = condition == null ? null : condition.to(arithmetic.device());
                var x = start;
                for (double timestep : sampler.timesteps()) {
                    var before = x;
                    x = Scope.tidy(() -> sampler.step(guidance.flow(before, seen, timestep), before));
                    if (before != start) {
                        before.close();
                    }
                    watch.advance(1);
                }
                return inner.leave(x.to(Device.CPU));
            }
        }
    }

    private void decode(WanCall call, Tensor latents, ClipSink sink, Watch watch) {
        watch.begin("decode", call.frames());
        sink.begin(new ClipFormat(call.width(), call.height(), call.fps(), call.frames()));
        Scope.run(() -> {
            try (var source = Safetensors.open(checkpoint.vae().weights());
                    var vae = WanVae.load(source, parts.vae(), exact, Set.of(WanVae.Half.DECODER))) {
                vae.model().decode(parts.vae().denormalise(latents), plan.tiles(), video -> {
                    Frames.send(video, sink);
                    watch.advance(video.size(2));
                });
            }
        });
    }

    /** Where the work stands, told between native calls too, so that it can be stopped there. */
    private static final class Watch {
        private final Progress progress;
        private String phase = "";
        private long done;
        private long total;

        Watch(Progress progress) {
            this.progress = progress;
        }

        /** The next part finds the memory that the one before has left given back: that of tensors, and Java's own. */
        void begin(String next, long parts) {
            System.gc();
            Surplus.giveBack();
            phase = next;
            done = 0;
            total = parts;
            look();
        }

        void advance(long parts) {
            done = Math.min(done + parts, total);
            Surplus.giveBack();
            look();
        }

        void look() {
            progress.advance(phase, done, total);
        }
    }
}
