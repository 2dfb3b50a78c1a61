package dev.shotwright.models.wan;

import dev.shotwright.tensor.DataType;
import dev.shotwright.tensor.Device;
import dev.shotwright.tensor.Scope;
import dev.shotwright.tensor.Tensor;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * Memory for what is kept long, taken in large pieces: single tensors would lie scattered among those that live shortly, and
 * leave holes that are too small for the next ones.
 */
final class WanVaeSlabs {
    private static final long SLAB = 1L << 26;
    private static final long ALIGNMENT = 64;

    private final Arena arena = Arena.ofShared();
    private final Scope scope;
    private @Nullable MemorySegment slab;
    private long used;

    /** Memory that lives as long as {@code scope}. */
    WanVaeSlabs(Scope scope) {
        this.scope = scope;
        scope.onClose(arena::close);
    }

    /** Zeros of the type and on the device of {@code like}. */
    Tensor zeros(Tensor like, long... shape) {
        return scope.within(() -> like.device() == Device.CPU
                ? onCpu(like.type(), shape)
                : Tensor.emptyLike(like, shape).fillInPlace(0));
    }

    private Tensor onCpu(DataType type, long... shape) {
        long bytes = type.bytes();
        for (long length : shape) {
            bytes *= length;
        }
        var memory = slab;
        if (memory == null || used + bytes > memory.byteSize()) {
            memory = arena.allocate(Math.max(SLAB, bytes), ALIGNMENT);
            slab = memory;
            used = 0;
        }
        var part = memory.asSlice(used, bytes);
        used += (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        return Tensor.over(part, type, shape);
    }
}
