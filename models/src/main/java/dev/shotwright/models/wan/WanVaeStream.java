package dev.shotwright.models.wan;

import dev.shotwright.tensor.Scope;
import dev.shotwright.tensor.Tensor;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the layers of a coder remember while a video runs through them: each the last frames of its own input, so that a video
 * is computed a chunk of frames at a time, and the last rows of the chunk, so that a chunk is computed a band of rows at a
 * time. Both are exact.
 *
 * <p>Every chunk is cut into the same bands. A layer that needs the row below gives one row less than it was given, and the
 * missing ones with the next band.
 */
final class WanVaeStream implements AutoCloseable {
    private final Scope scope = Scope.detached();
    private final WanVaeSlabs slabs = new WanVaeSlabs(scope);
    private final IdentityHashMap<Object, Memory> memories = new IdentityHashMap<>();
    private @Nullable Tensor room;
    private int chunk;
    private int band;
    private boolean last;

    /** Announces the next band of rows; {@code ends} if it ends the picture. */
    void begin(int chunkIndex, int bandIndex, boolean ends) {
        chunk = chunkIndex;
        band = bandIndex;
        last = ends;
    }

    /** Whether this is the first chunk of the video, which is one frame. */
    boolean first() {
        return chunk == 0;
    }

    /** Whether the rows end the picture. */
    boolean last() {
        return last;
    }

    /** Room for {@code shape}, of the type and on the device of {@code like}, until the next call. */
    Tensor room(Tensor like, long... shape) {
        long count = 1;
        for (long length : shape) {
            count *= length;
        }
        var old = room;
        if (old == null || old.count() < count || old.type() != like.type()) {
            if (old != null) {
                old.close();
            }
            long wanted = count;
            old = scope.within(() -> Tensor.emptyLike(like, wanted));
            room = old;
        }
        return old.narrow(0, 0, count).reshape(shape);
    }

    /** What {@code layer} remembers. */
    Memory of(Object layer) {
        return memories.computeIfAbsent(layer, _ -> new Memory());
    }

    @Override
    public void close() {
        scope.close();
    }

    /** What one layer remembers. */
    final class Memory {
        private final List<@Nullable Tensor> frames = new ArrayList<>();
        private @Nullable Tensor rows;

        /** The frames that are remembered for the rows of this band; null while there are none. */
        @Nullable
        Tensor frames() {
            return band < frames.size() ? frames.get(band) : null;
        }

        /** Remembers {@code count} frames that end with those of {@code x (t, r, w, c)}; what lies before them is zero. */
        void remember(Tensor x, long count) {
            long t = x.size(0);
            var past = frames();
            if (past == null) {
                past = slabs.zeros(x, count, x.size(1), x.size(2), x.size(3));
                while (frames.size() <= band) {
                    frames.add(null);
                }
                frames.set(band, past);
            }
            for (long i = 0; i < count; i++) {
                long from = t - count + i;
                past.select(0, i).copyInPlace(from < 0 ? past.select(0, count + from) : x.select(0, from));
            }
        }

        /** The rows of this chunk that are still needed; null before the first band. */
        @Nullable
        Tensor rows() {
            return rows;
        }

        /** Keeps {@code value}, a tensor of its own, until the next band; null to forget. */
        void rows(@Nullable Tensor value) {
            if (rows != null) {
                rows.close();
            }
            rows = value == null ? null : scope.keep(value);
        }
    }
}
