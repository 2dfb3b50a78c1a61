package dev.shotwright.engine.wan;

import dev.shotwright.engine.checkpoint.SamplerSettings;
import dev.shotwright.vocabulary.FrameRate;
import dev.shotwright.vocabulary.ShotwrightException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One clip to be made.
 *
 * @param prompt as the user wrote it
 * @param negative what the guidance leads away from; empty for none
 * @param width a multiple of 16
 * @param height a multiple of 16
 * @param frames 1, 5, 9 …
 * @param steps of the sampler
 * @param guidance how strongly the prompt is followed; 1 or less asks the model once a step and not twice
 * @param seed of the noise
 * @param first the picture that the clip begins with
 * @param last the picture that it ends on
 */
public record WanCall(
        String prompt,
        String negative,
        int width,
        int height,
        int frames,
        FrameRate fps,
        int steps,
        double guidance,
        SamplerSettings sampler,
        long seed,
        @Nullable Path first,
        @Nullable Path last) {
    /** How many pixels a token spans: 8 of the autoencoder by 2 of the transformer. */
    static final int GRAIN = 16;

    /** How many frames a latent frame spans, after the first. */
    static final int PACE = 4;

    static final int LATENT = 8;

    public WanCall {
        multiple("width", width);
        multiple("height", height);
        if (frames < 1 || frames % PACE != 1) {
            int below = Math.max(1, (frames - 1) / PACE * PACE + 1);
            throw ShotwrightException.invalid(
                    "frames", frames, "4n + 1, such as %d or %d".formatted(below, below + PACE));
        }
        if (!Double.isFinite(guidance)) {
            throw ShotwrightException.invalid("guidance", guidance, "a number; 1 for none");
        }
        if (first == null && last != null) {
            throw ShotwrightException.invalid("--last-frame", last, "a last frame beside a first one");
        }
    }

    /** The same clip in another size and length. */
    WanCall sized(int otherWidth, int otherHeight, int otherFrames) {
        return new WanCall(
                prompt,
                negative,
                otherWidth,
                otherHeight,
                otherFrames,
                fps,
                steps,
                guidance,
                sampler,
                seed,
                first,
                last);
    }

    /** Whether each step asks the model for the negative prompt too. */
    public boolean guided() {
        return guidance > 1;
    }

    public int latentFrames() {
        return (frames - 1) / PACE + 1;
    }

    public int latentHeight() {
        return height / LATENT;
    }

    public int latentWidth() {
        return width / LATENT;
    }

    /** How many tokens the transformer sees. */
    public long tokens() {
        return (long) latentFrames() * (height / GRAIN) * (width / GRAIN);
    }

    private static void multiple(String field, int side) {
        if (side < GRAIN || side % GRAIN != 0) {
            int below = Math.max(GRAIN, side / GRAIN * GRAIN);
            throw ShotwrightException.invalid(
                    field, side, "a multiple of 16, such as %d or %d".formatted(below, below + GRAIN));
        }
    }
}
