package dev.shotwright.models.wan;

import dev.shotwright.models.wan.WanVae.Half;
import dev.shotwright.models.wan.WanVaeBands.Cut;

/**
 * The memory that one half of a VAE takes in 32-bit floats, whatever the length of the video: in bytes, reckoned layer by layer
 * as {@link WanVaeEncoder} and {@link WanVaeDecoder} put them together.
 */
public final class WanVaeRoom {
    private static final int FLOAT = 4;
    private static final int PAST = 2;
    private static final double COPIES = 8;
    private static final double HELD = 1.3;
    private static final double SCATTER = 1.3;

    private final long height;
    private final long width;
    private long weights;
    private long remembered;
    private double widest;
    private double waiting;

    private WanVaeRoom(long height, long width) {
        this.height = height;
        this.width = width;
    }

    /**
     * The room for pictures that are coded whole, or for one tile.
     *
     * @param height in pixels
     * @param width in pixels
     */
    public static WanVaeRoom of(WanVaeConfig config, Half half, long height, long width) {
        var room = new WanVaeRoom(height, width);
        switch (half) {
            case ENCODER -> room.encoder(config);
            case DECODER -> room.decoder(config);
        }
        return room;
    }

    /** The parameters in the form that they are computed in: exact. */
    public long weights() {
        return FLOAT * weights;
    }

    /** The frames that layers remember: exact. */
    public long remembered() {
        return FLOAT * remembered;
    }

    /** Everything: what comes and goes is an estimate. */
    public long bytes() {
        return weights() + (long) (HELD * remembered() + SCATTER * FLOAT * (waiting + widest));
    }

    private void decoder(WanVaeConfig config) {
        long z = config.zDim();
        var multiples = config.dimMult().reversed();
        long base = config.decoderBaseDim();
        long c = base * multiples.getFirst();
        int scale = config.spatialScale();
        int frames = 1;
        weights += z * z + z;
        convolution(z, c, frames, scale);
        middle(c, frames, scale);
        for (int i = 0; i < config.levels(); i++) {
            long in = i == 0 ? c : c / 2;
            c = base * multiples.get(i);
            for (int j = 0; j <= config.numResBlocks(); j++) {
                residual(j == 0 ? in : c, c, frames, scale);
            }
            if (i < config.levels() - 1) {
                boolean temporal = config.temporalDownsample().reversed().get(i);
                weights += 16 * c * (c / 2) + c / 2;
                if (temporal) {
                    weights += 6 * c * c + 2 * c;
                    remembered += PAST * c * places(scale);
                    frames *= 2;
                }
                scale /= 2;
                waiting += 4 * band(2 * scale) * frames * (c / 2);
            } else {
                weights += c;
                convolution(c, config.outChannels(), frames, scale);
            }
        }
    }

    private void encoder(WanVaeConfig config) {
        long c = config.baseDim();
        int scale = 1;
        int frames = config.temporalScale();
        double attention = 1;
        convolution(config.inChannels(), c, frames, scale);
        for (int i = 0; i < config.levels(); i++) {
            long in = c;
            c = (long) config.baseDim() * config.dimMult().get(i);
            for (int j = 0; j < config.numResBlocks(); j++) {
                residual(j == 0 ? in : c, c, frames, scale);
                if (config.attnScales().contains(attention)) {
                    attention(c);
                }
            }
            if (i < config.levels() - 1) {
                scale *= 2;
                attention /= 2;
                weights += 9 * c * c + c;
                if (config.temporalDownsample().get(i)) {
                    weights += 3 * c * c + c;
                    remembered += c * places(scale);
                    frames /= 2;
                }
                waiting += (double) band(scale) * frames * c;
            }
        }
        middle(c, frames, scale);
        long moments = 2L * config.zDim();
        weights += c + moments * moments + moments;
        convolution(c, moments, frames, scale);
    }

    private void middle(long c, int frames, int scale) {
        residual(c, c, frames, scale);
        attention(c);
        residual(c, c, frames, scale);
        widest = Math.max(widest, COPIES * c * frames * places(scale));
    }

    private void attention(long c) {
        weights += 4 * c * c + 5 * c;
    }

    private void residual(long in, long out, int frames, int scale) {
        weights += in + out + (in == out ? 0 : in * out + out);
        convolution(in, out, frames, scale);
        convolution(out, out, frames, scale);
        widest = Math.max(widest, COPIES * Math.max(in, out) * frames * band(scale));
    }

    private void convolution(long in, long out, int frames, int scale) {
        int planes = frames % 4 == 0 ? 6 : frames % 2 == 0 ? 4 : 3;
        weights += planes * 9L * in * out + out;
        remembered += PAST * in * places(scale);
    }

    /** How many pixels there are where one stands for {@code scale × scale}. */
    private long places(int scale) {
        return height / scale * (width / scale);
    }

    private long band(int scale) {
        return Math.min(places(scale), Math.max(Cut.USUAL.pixels(), Cut.USUAL.rows() * width / scale));
    }
}
