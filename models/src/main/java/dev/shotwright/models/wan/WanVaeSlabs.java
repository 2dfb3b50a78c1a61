package dev.shotwright.models.wan;

import dev.shotwright.tensor.DataType;
import dev.shotwright.tensor.Scope;
import dev.shotwright.tensor.Tensor;
import java.util.EnumMap;
import java.util.Map;

/**
 * Memory for what is kept long, taken in large pieces: single tensors would lie scattered among those that live shortly, and
 * leave holes that are too small for the next ones. What is left of a piece is never touched and takes no memory.
 */
final class WanVaeSlabs {
    private static final long SLAB = 1L << 26; // bytes
    private static final long ALIGNMENT = 64; // elements

    private final Map<DataType, Slab> slabs = new EnumMap<>(DataType.class);
    private final Scope scope;

    /** The rest of a piece: {@code (elements)}. */
    private record Slab(Tensor memory, long used) {}

    /** Memory that lives as long as {@code scope}. */
    WanVaeSlabs(Scope scope) {
        this.scope = scope;
    }

    /** Zeros of the type and on the device of {@code like}. */
    Tensor zeros(Tensor like, long... shape) {
        long count = 1;
        for (long length : shape) {
            count *= length;
        }
        long wanted = count;
        return scope.within(() -> part(like, wanted).reshape(shape).fillInPlace(0));
    }

    private Tensor part(Tensor like, long count) {
        var slab = slabs.get(like.type());
        if (slab == null || slab.used() + count > slab.memory().count()) {
            slab = new Slab(Tensor.emptyLike(like, Math.max(SLAB / like.type().bytes(), count)), 0);
        }
        long end = (slab.used() + count + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        slabs.put(like.type(), new Slab(slab.memory(), end));
        return slab.memory().narrow(0, slab.used(), count);
    }
}
