package dev.shotwright.bench;

/**
 * A size of video to measure with.
 *
 * @param word as it is asked for, {@code WIDTHxHEIGHTxFRAMES} in pixels
 * @param f latent frames
 * @param h latent rows
 * @param w latent columns
 */
record Clip(String word, int f, int h, int w) {
    static Clip of(String word) {
        var parts = word.split("x", -1);
        return new Clip(
                word,
                (Integer.parseInt(parts[2]) - 1) / 4 + 1,
                Integer.parseInt(parts[1]) / 8,
                Integer.parseInt(parts[0]) / 8);
    }

    /** The size of the latents, as the programs in {@code bench/peers} take it. */
    String latents() {
        return "%dx%dx%d".formatted(f, h, w);
    }

    /** How many tokens the transformer makes of it. */
    long tokens() {
        return (long) f * (h / 2) * (w / 2);
    }
}
