package dev.shotwright.tensor.compute;

import dev.shotwright.tensor.DataType;
import dev.shotwright.tensor.Device;
import dev.shotwright.tensor.Scope;
import dev.shotwright.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Scaled dot-product attention, cut over its heads and then over its queries, which is exact.
 *
 * <p>In 32-bit floats on a CPU libtorch runs its own threads and calls OpenBLAS from each: OpenBLAS is held to the number of
 * threads that was measured to be the fastest, mostly one. It takes 256 queries at a time where it is given at least 768, and
 * only 64 of fewer, which is why heads are parted first; and it takes the keys and values of a head fastest where they lie
 * together.
 */
public final class Attention {
    private Attention() {}

    /**
     * {@code softmax(q · kᵀ · scale + mask) · v} as {@code (b, n, heads · e)}.
     *
     * @param q {@code (b, heads, n, d)}
     * @param k {@code (b, heads, m, d)}
     * @param v {@code (b, heads, m, e)}
     * @param mask added to the scores, broadcast to {@code (b, heads, n, m)}
     * @param compute the type that it computes in and that comes out
     * @param threads of OpenBLAS
     */
    public static Tensor of(
            Tensor q, Tensor k, Tensor v, @Nullable Tensor mask, double scale, DataType compute, int threads) {
        return Scope.tidy(() -> {
            var query = q.to(compute);
            var key = k.to(compute);
            var value = v.to(compute);
            var added = mask == null ? null : mask.to(compute);
            long heads = q.size(1);
            long n = q.size(2);
            long e = v.size(3);
            double each = 4.0 * q.size(0) * k.size(2) * q.size(3); // of one query of one head
            long width = Stride.of(heads, each * n);
            long step = Stride.of(n, each * width);
            if (width == heads && step == n) {
                return joined(whole(query, key, value, added, scale, threads));
            }
            var out = Tensor.emptyLike(query, q.size(0), n, heads * e);
            for (long head = 0; head < heads; head += width) {
                long first = head;
                long count = Math.min(width, heads - head);
                for (long from = 0; from < n; from += step) {
                    long start = from;
                    long length = Math.min(step, n - from);
                    Scope.run(() -> out.narrow(1, start, length)
                            .narrow(2, first * e, count * e)
                            .copyInPlace(joined(whole(
                                    query.narrow(1, first, count).narrow(2, start, length),
                                    key.narrow(1, first, count),
                                    value.narrow(1, first, count),
                                    part(part(added, 1, first, count), 2, start, length),
                                    scale,
                                    threads))));
                }
            }
            return out;
        });
    }

    private static @Nullable Tensor part(@Nullable Tensor mask, int dimension, long from, long length) {
        return mask == null || mask.size(dimension) == 1 ? mask : mask.narrow(dimension, from, length);
    }

    private static Tensor joined(Tensor heads) { // (b, heads, n, e) → (b, n, heads · e)
        return heads.transpose(1, 2).flatten(2, 3);
    }

    private static Tensor whole(Tensor q, Tensor k, Tensor v, @Nullable Tensor mask, double scale, int threads) {
        Scope.pause();
        if (q.device() != Device.CPU || q.type() != DataType.F32) {
            return q.attention(k, v, mask, scale);
        }
        return OpenBlas.withThreads(threads, () -> q.attention(k, v, mask, scale));
    }
}
