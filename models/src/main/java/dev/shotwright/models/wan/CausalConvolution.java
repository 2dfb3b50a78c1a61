package dev.shotwright.models.wan;

import dev.shotwright.models.wan.WanVaeWeights.Laid;
import dev.shotwright.tensor.DataType;
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
 * before it and takes one flat convolution. Weights are summed in 64-bit floats when they are loaded.
 */
final class CausalConvolution {
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
        this.piece = compute != DataType.F32 ? 1 : frames % 4 == 0 ? 4 : frames % 2 == 0 ? 2 : 1;
        this.bias = weights.vector("bias", compute, out);
        for (var sum : piece == 4 ? FOUR : piece == 2 ? TWO : ONE) {
            this.weights.add(weights.take("weight", parameter -> flat(parameter, sum), out, in, 3, 3, 3));
        }
    }

    private Tensor flat(Tensor weight, double[] factors) {
        var sum = Tensor.zeros(DataType.F64, weight.size(0), weight.size(1), 3, 3);
        for (int k = 0; k < factors.length; k++) {
            if (factors[k] != 0) {
                sum.addInPlace(weight.select(2, k).to(DataType.F64), factors[k]);
            }
        }
        return sum.to(compute).channelsLast();
    }

    /** {@code (t, r, w, in) → (t, r', w, out)} */
    Tensor forward(Tensor x, WanVaeStream stream) {
        var memory = stream.of(this);
        var past = memory.frames();
        long t = x.size(0);
        var planes = past == null ? List.of(x.select(0, 0)) : transformed(x, past);
        var window = WanVaeWindow.of(stream, memory, x, planes.size(), 1, 0);
        for (int i = 0; i < planes.size(); i++) {
            window.place(i).copyInPlace(planes.get(i));
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
        int each = weights.size();
        for (int i = 0; i < t / piece; i++) {
            int first = i;
            Scope.run(() -> combine(window, first * each, y.narrow(0, (long) first * piece, piece)));
        }
        return y;
    }

    private List<Tensor> transformed(Tensor x, Tensor past) {
        long t = x.size(0);
        var planes = new ArrayList<Tensor>();
        for (long from = 0; from < t; from += piece) {
            var d = new Tensor[piece + PAST];
            for (int i = 0; i < d.length; i++) {
                long at = from + i;
                d[i] = at < PAST ? past.select(0, at) : x.select(0, at - PAST);
            }
            switch (piece) {
                case 4 -> {
                    var even = sum(d[4], d[2], -4);
                    var odd = sum(d[3], d[1], -4);
                    var far = sum(d[4], d[2], -1);
                    var near = sum(d[3], d[1], -1);
                    planes.add(sum(d[4], d[2], -5).addInPlace(d[0], 4));
                    planes.add(sum(even, odd, 1));
                    planes.add(sum(even, odd, -1));
                    planes.add(sum(far, near, 2));
                    planes.add(sum(far, near, -2));
                    planes.add(sum(d[5], d[3], -5).addInPlace(d[1], 4));
                }
                case 2 -> {
                    planes.add(sum(d[0], d[2], -1));
                    planes.add(sum(d[1], d[2], 1));
                    planes.add(sum(d[2], d[1], -1));
                    planes.add(sum(d[1], d[3], -1));
                }
                default -> planes.addAll(List.of(d));
            }
        }
        return planes;
    }

    private void combine(WanVaeWindow window, int from, Tensor y) {
        var m = new Tensor[weights.size()];
        for (int i = 0; i < m.length; i++) {
            m[i] = plane(window, from + i, i, i == 1 ? bias.get() : null);
        }
        switch (piece) {
            case 4 -> {
                var sum = sum(m[1], m[2], 1);
                var difference = sum(m[1], m[2], -1);
                var wideSum = sum(m[3], m[4], 1);
                var wideDifference = sum(m[3], m[4], -1);
                y.select(0, 0).setToSum(m[0], sum, 1).addInPlace(wideSum);
                y.select(0, 1).setToSum(difference, wideDifference, 2);
                y.select(0, 2).setToSum(sum, wideSum, 4);
                y.select(0, 3).setToSum(m[5], difference, 1).addInPlace(wideDifference, 8);
            }
            case 2 -> {
                y.select(0, 0).setToSum(m[0], m[1], 1).addInPlace(m[2]);
                y.select(0, 1).setToSum(m[1], m[2], -1).addInPlace(m[3], -1);
            }
            default -> y.select(0, 0).setToSum(m[0], m[1], 1).addInPlace(m[2]);
        }
    }

    private Tensor plane(WanVaeWindow window, int plane, int weight, @Nullable Tensor b) { // (rows, w, out)
        return Planes.convolve(
                window.planes().select(0, plane), weights.get(weight).get(), b, 1, 0, 1);
    }

    private static Tensor sum(Tensor a, Tensor b, double factor) {
        return Tensor.emptyLike(a, a.shape()).setToSum(a, b, factor);
    }
}
