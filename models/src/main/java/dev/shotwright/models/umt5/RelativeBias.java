package dev.shotwright.models.umt5;

import dev.shotwright.tensor.DataType;
import dev.shotwright.tensor.Scope;
import dev.shotwright.tensor.Tensor;

/**
 * What the distance between two tokens adds to their attention: one number for each head and class of distance.
 *
 * <p>Half of the classes are for keys behind the query and half for those at it or before it. In each half, the first half
 * holds one distance each, the rest grow with the logarithm of the distance.
 */
final class RelativeBias {
    private final Tensor table; // (buckets, heads)
    private final Umt5Configuration config;

    RelativeBias(Tensor table, Umt5Configuration config) {
        this.table = table;
        this.config = config;
    }

    /** {@code (1, heads, query, key)} for {@code length} tokens. */
    Tensor of(long length) {
        return Scope.tidy(() -> {
            var distances = table.rows(
                    Tensor.of(buckets(config, length), 2 * length - 1).to(table.device())); // (distance, heads)
            var byHead = distances.to(DataType.F32).transpose(0, 1).contiguous(); // (heads, distance)
            return byHead.windows(1, length).reverse(1).unsqueeze(0); // the window of the last query is the first
        });
    }

    /** The class of each distance, key minus query, from {@code 1 − length} to {@code length − 1}. */
    static long[] buckets(Umt5Configuration config, long length) {
        int half = config.buckets() / 2;
        int exact = half / 2;
        var large = new float[1][];
        Scope.run(() ->
                large[0] = Tensor.arange(length, DataType.F32) // in the reference's own steps, rounding included
                        .div(exact)
                        .log()
                        .div(Math.log((double) config.farthest() / exact))
                        .mul(half - exact)
                        .floats());
        var buckets = new long[Math.toIntExact(2 * length - 1)];
        for (int i = 0; i < buckets.length; i++) {
            int distance = (int) (i - length + 1);
            int far = Math.abs(distance);
            int bucket = far < exact ? far : Math.min(exact + (int) large[0][far], half - 1);
            buckets[i] = distance > 0 ? half + bucket : bucket;
        }
        return buckets;
    }
}
