package dev.shotwright.tensor.compute;

import dev.shotwright.tensor.DataType;
import dev.shotwright.tensor.Scope;
import dev.shotwright.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A linear layer whose weight is stored in one type and computed in another.
 *
 * <p>A weight of another type is converted a tile at a time while it is used, so that memory holds it only as it is stored:
 * 2.9 GB instead of 5.7 GB for 1.4 billion parameters in bf16. A tile stays in the cache between its conversion and its
 * product, and is high rather than wide: a product begins with rearranging its input, which a low tile does not pay back.
 * Long inputs are cut over their rows.
 */
public final class Linear {
    private static final long TILE = 1 << 26;

    private final Tensor weight;
    private final @Nullable Tensor bias;
    private final DataType compute;

    /**
     * @param weight {@code (out, in)}, of any floating type
     * @param bias {@code (out)}
     * @param compute the type that products are taken in and that comes out
     */
    public Linear(Tensor weight, @Nullable Tensor bias, DataType compute) {
        this.weight = weight;
        this.bias = bias;
        this.compute = compute;
    }

    /** {@code (…, in) → (…, out)}, of the type that it computes in. */
    public Tensor forward(Tensor x) {
        return Scope.tidy(() -> {
            long in = weight.size(1);
            long out = weight.size(0);
            var rows = x.to(compute).reshape(-1, in); // (n, in)
            var b = bias == null ? null : bias.to(compute);
            var y = weight.type() == compute ? direct(rows, b) : converting(rows, b);
            var shape = x.shape();
            shape[shape.length - 1] = out;
            return y.reshape(shape);
        });
    }

    private Tensor direct(Tensor rows, @Nullable Tensor b) {
        long n = rows.size(0);
        long step = Stride.of(n, 2.0 * weight.count());
        if (step == n) {
            Scope.pause();
            return rows.linear(weight, b);
        }
        var y = Tensor.emptyLike(rows, n, weight.size(0));
        var w = weight.transpose(0, 1);
        for (long from = 0; from < n; from += step) {
            long length = Math.min(step, n - from);
            Scope.pause();
            y.narrow(0, from, length).setToProduct(b, rows.narrow(0, from, length), w);
        }
        return y;
    }

    private Tensor converting(Tensor rows, @Nullable Tensor b) {
        long n = rows.size(0);
        long in = weight.size(1);
        long out = weight.size(0);
        long height = Math.clamp(TILE / in, 1, out);
        long step = Stride.of(n, 2.0 * height * in);
        if (height == out && step == n) {
            Scope.pause();
            return rows.linear(weight.to(compute), b);
        }
        var y = Tensor.emptyLike(rows, n, out);
        for (long top = 0; top < out; top += height) {
            long first = top;
            long high = Math.min(height, out - top);
            Scope.run(() -> {
                var w = weight.narrow(0, first, high).to(compute).transpose(0, 1); // (in, high)
                var part = b == null ? null : b.narrow(0, first, high);
                var columns = y.narrow(1, first, high); // (n, high)
                for (long from = 0; from < n; from += step) {
                    long length = Math.min(step, n - from);
                    Scope.pause();
                    columns.narrow(0, from, length).setToProduct(part, rows.narrow(0, from, length), w);
                }
            });
        }
        return y;
    }
}
