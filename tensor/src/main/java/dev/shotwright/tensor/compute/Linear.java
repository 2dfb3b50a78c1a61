package dev.shotwright.tensor.compute;

import dev.shotwright.tensor.DataType;
import dev.shotwright.tensor.Device;
import dev.shotwright.tensor.Scope;
import dev.shotwright.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * A linear layer whose weight is stored in one type and computed in another.
 *
 * <p>A weight of another type is converted a tile at a time while it is used, so that memory holds it only as it is stored:
 * 2.9 GB instead of 5.7 GB for 1.4 billion parameters in bf16. For few rows a tile stays in the cache between its conversion
 * and its product, and is high rather than wide, since a product begins with rearranging its input; and products are written
 * column by column, for which OpenBLAS rearranges the weight in its faster way. For many rows neither pays: there a long
 * product is cut over the columns of the weight, so that nothing is rearranged twice, and a weight is converted as much at a
 * time. Only what is longer still is cut over its rows. A weight that lies on another device than its input is moved there in
 * the same way.
 */
public final class Linear {
    private static final long FEW = 1000; // rows of the input
    private static final long TILE = 3 << 20; // elements
    private static final long WHOLE = 1 << 26;
    private static final long HEIGHT = 2048;
    private static final long DEPTH = 512; // columns of the weight that a product is worth

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
            var shape = x.shape();
            shape[shape.length - 1] = weight.size(0);
            return product(rows(x), null).reshape(shape);
        });
    }

    /** Writes {@link #forward} of {@code x} over {@code y}, which is contiguous, of its shape and of the type that this computes in. */
    public Tensor into(Tensor y, Tensor x) {
        Scope.run(() -> {
            var out = y.reshape(-1, weight.size(0));
            var product = product(rows(x), out);
            if (product != out) {
                out.copyInPlace(product);
            }
        });
        return y;
    }

    private Tensor rows(Tensor x) {
        return x.to(compute).reshape(-1, weight.size(1)); // (n, in)
    }

    private Tensor product(Tensor rows, @Nullable Tensor room) {
        var b = bias == null ? null : bias.to(compute);
        boolean ready = weight.type() == compute && weight.device() == rows.device();
        boolean rounds = compute.bytes() < DataType.F32.bytes(); // and would round the sum of each piece
        if (rounds || (rows.size(0) <= FEW && rows.device() == Device.CPU)) {
            return ready ? direct(rows, b) : converting(rows, b, rounds);
        }
        return deep(room == null ? Tensor.emptyLike(rows, rows.size(0), weight.size(0)) : room, rows, b, ready);
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

    private Tensor deep(Tensor y, Tensor rows, @Nullable Tensor b, boolean ready) {
        long n = rows.size(0);
        long in = weight.size(1);
        long out = weight.size(0);
        long most = ready ? in : Math.max(1, Math.min(in, WHOLE / out));
        long width = Math.min(most, Math.max(DEPTH, Stride.of(in, 2.0 * n * out)));
        var memory = ready ? null : Tensor.emptyLike(rows, out * width);
        for (long left = 0; left < in; left += width) {
            long from = left;
            long wide = Math.min(width, in - left);
            Scope.run(() -> {
                var part = weight.narrow(1, from, wide);
                var w = memory == null
                        ? part
                        : memory.narrow(0, 0, out * wide).reshape(out, wide).copyInPlace(part);
                add(y, rows.narrow(1, from, wide), from == 0 ? b : y, w.transpose(0, 1));
            });
        }
        return y;
    }

    private Tensor converting(Tensor rows, @Nullable Tensor b, boolean rounds) {
        long n = rows.size(0);
        long in = weight.size(1);
        long out = weight.size(0);
        boolean cached = rows.device() == Device.CPU && n <= FEW;
        long elements = cached ? TILE : WHOLE;
        long height = Math.clamp(elements / in, rounds ? 1 : Math.min(HEIGHT, out), out);
        long pieces = (height * in + elements - 1) / elements;
        long width = (in + pieces - 1) / pieces;
        var y = !cached || 8 * n > in
                ? Tensor.emptyLike(rows, n, out)
                : Tensor.emptyLike(rows, out, n).transpose(0, 1);
        var tile = Tensor.emptyLike(rows, height * width);
        for (long top = 0; top < out; top += height) {
            for (long left = 0; left < in; left += width) {
                long first = top;
                long from = left;
                Scope.run(() -> addTile(
                        y, rows, b, tile, first, Math.min(height, out - first), from, Math.min(width, in - from)));
            }
        }
        return y.contiguous();
    }

    /** Adds the product with a tile of the weight, {@code high} rows from {@code top} by {@code wide} columns from {@code left}. */
    private void addTile(
            Tensor y, Tensor rows, @Nullable Tensor b, Tensor memory, long top, long high, long left, long wide) {
        var w = memory.narrow(0, 0, high * wide)
                .reshape(high, wide)
                .copyInPlace(weight.narrow(0, top, high).narrow(1, left, wide))
                .transpose(0, 1); // (wide, high)
        var columns = y.narrow(1, top, high); // (n, high)
        var input = rows.narrow(1, left, wide); // (n, wide)
        add(columns, input, left > 0 ? columns : b == null ? null : b.narrow(0, top, high), w);
    }

    /** Sets {@code y (n, high)} to {@code start + input · w}, some rows at a time; {@code start} is a row, {@code y} or null. */
    private static void add(Tensor y, Tensor input, @Nullable Tensor start, Tensor w) {
        long n = input.size(0);
        long step = Stride.of(n, 2.0 * w.count());
        for (long from = 0; from < n; from += step) {
            long length = Math.min(step, n - from);
            Scope.pause();
            var part = y.narrow(0, from, length);
            part.setToProduct(start == y ? part : start, input.narrow(0, from, length), w);
        }
    }
}
