package dev.shotwright.models;

import dev.shotwright.tensor.DataType;
import dev.shotwright.tensor.Tensor;
import dev.shotwright.vocabulary.ShotwrightException;
import java.util.Arrays;

/**
 * Resizing of 8-bit pictures that gives the same bytes as Pillow's {@code Image.resize}.
 *
 * <p>Reference: {@code src/libImaging/Resample.c} of Pillow 13.0.0 (MIT-CMU). Each output pixel is a weighted sum over the
 * input pixels that its filter covers, widened by the scale when shrinking. Weights are whole numbers of 2⁻²². What comes out
 * of the first of two passes is rounded to bytes: that is the vertical pass where the height shrinks by more than twice as
 * many pixels as the width, and the horizontal one elsewhere (and always before Pillow 13, which differs by the rounding).
 */
public enum Resampling {
    /** The cubic of Catmull and Rom. */
    BICUBIC(2) {
        @Override
        double weight(double distance) {
            double x = Math.abs(distance);
            if (x < 1) {
                return (1.5 * x - 2.5) * x * x + 1;
            }
            return x < 2 ? (((x - 5) * x + 8) * x - 4) * -0.5 : 0;
        }
    },
    /** A windowed sinc, three lobes on each side. */
    LANCZOS(3) {
        @Override
        double weight(double distance) {
            return distance >= -3 && distance < 3 ? sinc(distance) * sinc(distance / 3) : 0;
        }
    };

    private static final int PRECISION = 22;

    private final double reach;

    Resampling(double reach) {
        this.reach = reach;
    }

    abstract double weight(double distance);

    /**
     * A picture stretched to another size, from {@code (h, w, c)} to {@code (height, width, c)} bytes.
     *
     * @param picture bytes of interleaved channels
     */
    public Tensor resize(Tensor picture, int height, int width) {
        if (picture.rank() != 3 || picture.type() != DataType.U8) {
            throw ShotwrightException.invalid("picture", picture, "u8 (height, width, channels)");
        }
        if (height < 1 || width < 1) {
            throw ShotwrightException.invalid("size", width + "x" + height, "1x1 and more");
        }
        var bytes = picture.bytes();
        int h = Math.toIntExact(picture.size(0));
        int w = Math.toIntExact(picture.size(1));
        int c = Math.toIntExact(picture.size(2));
        if (h > height && h - height > 2 * (w - width)) {
            bytes = along(bytes, 1, h, height, w * c);
            bytes = along(bytes, height, w, width, c);
        } else {
            bytes = along(bytes, h, w, width, c);
            bytes = along(bytes, 1, h, height, width * c);
        }
        return Tensor.of(bytes, height, width, c);
    }

    /** Resizes the middle dimension of {@code (outer, from, inner)} to {@code (outer, to, inner)}. */
    private byte[] along(byte[] input, int outer, int from, int to, int inner) {
        if (from == to) {
            return input;
        }
        var kernels = kernels(from, to);
        var output = new byte[Math.multiplyExact(Math.multiplyExact(outer, to), inner)];
        var sums = new int[inner];
        for (int o = 0; o < outer; o++) {
            for (int t = 0; t < to; t++) {
                var kernel = kernels[t];
                Arrays.fill(sums, 1 << (PRECISION - 1));
                for (int k = 0; k < kernel.weights.length; k++) {
                    int weight = kernel.weights[k];
                    int at = (o * from + kernel.first + k) * inner;
                    for (int i = 0; i < inner; i++) {
                        sums[i] += (input[at + i] & 0xff) * weight;
                    }
                }
                int at = (o * to + t) * inner;
                for (int i = 0; i < inner; i++) {
                    output[at + i] = (byte) Math.clamp(sums[i] >> PRECISION, 0, 255);
                }
            }
        }
        return output;
    }

    private Kernel[] kernels(int from, int to) {
        double scale = (double) from / to;
        double stretch = Math.max(scale, 1);
        var kernels = new Kernel[to];
        for (int i = 0; i < to; i++) {
            double centre = (i + 0.5) * scale;
            int first = Math.max((int) (centre - reach * stretch + 0.5), 0);
            int end = Math.min((int) (centre + reach * stretch + 0.5), from);
            var exact = new double[end - first];
            double sum = 0;
            for (int k = 0; k < exact.length; k++) {
                exact[k] = weight((k + first - centre + 0.5) * (1 / stretch));
                sum += exact[k];
            }
            kernels[i] = new Kernel(first, rounded(exact, sum));
        }
        return kernels;
    }

    private static int[] rounded(double[] exact, double sum) {
        var weights = new int[exact.length];
        for (int k = 0; k < weights.length; k++) {
            double weight = (sum == 0 ? exact[k] : exact[k] / sum) * (1 << PRECISION);
            weights[k] = (int) (weight < 0 ? weight - 0.5 : weight + 0.5);
        }
        return weights;
    }

    private static double sinc(double x) {
        double angle = x * Math.PI;
        return angle == 0 ? 1 : StrictMath.sin(angle) / angle;
    }

    /** The weights of the input pixels from {@code first} on for one output pixel. */
    private static final class Kernel {
        private final int first;
        private final int[] weights;

        Kernel(int first, int[] weights) {
            this.first = first;
            this.weights = weights;
        }
    }
}
