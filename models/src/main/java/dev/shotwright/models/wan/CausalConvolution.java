package dev.shotwright.models.wan;

import dev.shotwright.models.wan.WanVaeWeights.Laid;
import dev.shotwright.tensor.DataType;
import dev.shotwright.tensor.Device;
import dev.shotwright.tensor.Scope;
import dev.shotwright.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A convolution of 3×3×3 that sees the frame at hand and the two before it.
 *
 * <p>Two or four frames at a time are computed with Winograd's minimal filtering along time, in 4 or 6 flat convolutions
 * instead of 6 or 12: sums of frames are convolved with sums of the weight's taps (Lavin and Gray, "Fast Algorithms for
 * Convolutional Neural Networks", arXiv 1509.09308, with the points 0, ±1, ±2 and ∞). The first frame of a video has nothing
 * before it and takes one flat convolution. Weights are summed in 64-bit floats when they are loaded. On other devices than
 * the CPU each frame is the sum of three flat convolutions.
 */
final class CausalConvolution implements WanVaeLayer {
    private static final double[][] ONE = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
    private static final double[][] TWO = {{1, 0, 0}, {0.5, 0.5, 0.5}, {0.5, -0.5, 0.5}, {0, 0, 1}};
    private static final double[][] FOUR = {
        {1 / 4.0, 0, 0},
        {-1 / 6.0, -1 / 6.0, -1 / 6.0},
        {-1 / 6.0, 1 / 6.0, -1 / 6.0},
        {1 / 24.0, 1 / 12.0, 1 / 6.0},
        {1 / 24.0, -1 / 12.0, 1 / 6.0},
        {0, 0, 1}
    };
    private static final int PAST = 2;

    private final List<Laid> weights = new ArrayList<>();
    private final Laid bias;
    private final DataType compute;
    private final int piece;

    /**
     * @param compute the type that products are taken in; 32-bit floats come out
     * @param frames how many frames a chunk has here, but for the first
     */
    CausalConvolution(WanVaeWeights weights, long in, long out, DataType compute, int frames) {
        this.compute = compute;
        this.piece = compute != DataType.F32 || weights.device() != Device.CPU
                ? 1
                : frames % 4 == 0 ? 4 : frames % 2 == 0 ? 2 : 1;
        this.bias = weights.vector("bias", compute, out);
        for (var sum : piece == 4 ? FOUR : piece == 2 ? TWO : ONE) {
            this.weights.add(weights.take("weight", parameter -> flat(parameter, sum), out, in, 3, 3, 3));
        }
    }

    private Tensor flat(Tensor weight, double[] factors) {
        if (factors[PAST] == 1) {
            return Planes.laid(weight.select(2, PAST).to(compute));
        }
        var sum =
                Tensor.zeros(DataType.F64, weight.size(0), weight.size(1), 3, 3).to(weight.device());
        for (int k = 0; k < factors.length; k++) {
            sum.addInPlace(weight.select(2, k).to(DataType.F64), factors[k]);
        }
        return Planes.laid(sum.to(compute));
    }

    @Override
    public Tensor forward(Tensor x, WanVaeStream stream) {
        var memory = stream.of(this);
        var past = memory.frames();
        long t = x.size(0);
        int each = past == null ? 1 : weights.size();
        int pieces = past == null ? 1 : (int) (t / piece);
        var window = WanVaeWindow.of(stream, memory, x, (long) pieces * each, 1, 0);
        if (past == null) {
            window.place(0).copyInPlace(x.select(0, 0));
        } else {
            for (int i = 0; i < pieces; i++) {
                transform(x, past, i, window);
            }
        }
        memory.remember(x, PAST);
        long rows = Math.max(0, window.rows() - 2);
        window.keep(stream, memory, rows);
        var y = Tensor.emptyLike(x, t, rows, x.size(2), bias.get().size(0));
        if (rows == 0) {
            return y;
        }
        if (past == null) {
            y.copyInPlace(plane(window, 0, weights.size() - 1, bias.get()).unsqueeze(0));
            return y;
        }
        for (int i = 0; i < pieces; i++) {
            combine(window, i * each, y.narrow(0, (long) i * piece, piece));
        }
        return y;
    }

    /** Writes the sums of frames that are convolved for the {@code index}th piece. */
    private void transform(Tensor x, Tensor past, int index, WanVaeWindow window) {
        var d = new Tensor[piece + PAST];
        for (int i = 0; i < d.length; i++) {
            long at = (long) index * piece + i;
            d[i] = at < PAST ? past.select(0, at) : x.select(0, at - PAST);
        }
        var v = new Tensor[weights.size()];
        for (int i = 0; i < v.length; i++) {
            v[i] = window.place((long) index * v.length + i);
        }
        switch (piece) {
            case 4 ->
                Scope.run(() -> {
                    v[0].setToSum(d[4], d[2], -5).addInPlace(d[0], 4);
                    v[5].setToSum(d[5], d[3], -5).addInPlace(d[1], 4);
                    v[1].setToSum(d[4], d[2], -4);
                    v[3].setToSum(d[4], d[2], -1);
                    var odd = Tensor.emptyLike(x, v[0].shape()).setToSum(d[3], d[1], -4);
                    v[2].setToSum(v[1], odd, -1);
                    v[1].addInPlace(odd);
                    odd.setToSum(d[3], d[1], -1);
                    v[4].setToSum(v[3], odd, -2);
                    v[3].addInPlace(odd, 2);
                });
            case 2 -> {
                v[0].setToSum(d[0], d[2], -1);
                v[1].setToSum(d[1], d[2], 1);
                v[2].setToSum(d[2], d[1], -1);
                v[3].setToSum(d[1], d[3], -1);
            }
            default -> {
                for (int i = 0; i < v.length; i++) {
                    v[i].copyInPlace(d[i]);
                }
            }
        }
    }

    /** Writes the frames of a piece: sums of the convolved sums. */
    private void combine(WanVaeWindow window, int from, Tensor piece) {
        var y = new Tensor[this.piece];
        for (int i = 0; i < y.length; i++) {
            y[i] = piece.select(0, i);
        }
        switch (y.length) {
            case 4 -> {
                Scope.run(() -> {
                    var m1 = plane(window, from, 1);
                    var m2 = plane(window, from, 2);
                    y[2].setToSum(m1, m2, 1);
                    y[1].setToSum(m1, m2, -1);
                });
                Scope.run(() -> y[0].setToSum(plane(window, from, 0), y[2], 1));
                Scope.run(() -> y[3].setToSum(plane(window, from, 5), y[1], 1));
                Scope.run(() -> {
                    var m3 = plane(window, from, 3);
                    var m4 = plane(window, from, 4);
                    var sum = m3.add(m4);
                    y[0].addInPlace(sum);
                    y[2].addInPlace(sum, 4);
                    var difference = m3.addInPlace(m4, -1);
                    y[1].addInPlace(difference, 2);
                    y[3].addInPlace(difference, 8);
                });
            }
            case 2 -> {
                Scope.run(() -> {
                    var m1 = plane(window, from, 1);
                    var m2 = plane(window, from, 2);
                    y[0].setToSum(m1, m2, 1);
                    y[1].setToSum(m1, m2, -1);
                });
                Scope.run(() -> y[0].addInPlace(plane(window, from, 0)));
                Scope.run(() -> y[1].addInPlace(plane(window, from, 3), -1));
            }
            default -> {
                Scope.run(() -> y[0].setToSum(plane(window, from, 0), plane(window, from, 1), 1));
                Scope.run(() -> y[0].addInPlace(plane(window, from, 2)));
            }
        }
    }

    private Tensor plane(WanVaeWindow window, int from, int index) { // (rows, w, out)
        return plane(window, from + index, index, index == 1 ? bias.get() : null);
    }

    private Tensor plane(WanVaeWindow window, int plane, int weight, @Nullable Tensor b) {
        return Planes.convolve(
                window.planes().select(0, plane), weights.get(weight).get(), b, 1, 0, 1);
    }
}
