package dev.shotwright.tensor.compute;

import dev.shotwright.tensor.DataType;
import dev.shotwright.tensor.Device;
import dev.shotwright.tensor.Scope;
import dev.shotwright.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Scaled dot-product attention, cut over its queries, which is exact.
 *
 * <p>In 32-bit floats on a CPU libtorch runs its own threads and calls OpenBLAS from each: OpenBLAS is held to the number of
 * threads that was measured to be the fastest, mostly one.
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
            long n = q.size(2);
            long step = Stride.of(n, 4.0 * q.size(0) * q.size(1) * k.size(2) * q.size(3));
            if (step == n) {
                return joined(whole(query, key, value, mask == null ? null : mask.to(compute), scale, threads));
            }
            var out = Tensor.emptyLike(query, q.size(0), n, q.size(1) * v.size(3));
            for (long from = 0; from < n; from += step) {
                long start = from;
                long length = Math.min(step, n - from);
                Scope.run(() -> {
                    var part = mask == null ? null : mask.size(2) == 1 ? mask : mask.narrow(2, start, length);
                    var y = whole(
                            query.narrow(2, start, length),
                            key,
                            value,
                            part == null ? null : part.to(compute),
                            scale,
                            threads);
                    out.narrow(1, start, length).copyInPlace(joined(y));
                });
            }
            return out;
        });
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
