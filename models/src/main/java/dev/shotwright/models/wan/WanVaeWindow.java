package dev.shotwright.models.wan;

import dev.shotwright.models.wan.WanVaeStream.Memory;
import dev.shotwright.tensor.Tensor;

/**
 * The rows that a spatial convolution looks at: those kept from the band before, the new ones, and zeros where the picture
 * ends.
 *
 * @param planes {@code (p, kept + fresh + padding, w, c)}, of which only the kept and the padding are written
 * @param kept where the new rows begin
 * @param fresh how many new rows there are
 */
record WanVaeWindow(Tensor planes, long kept, long fresh) {
    /**
     * @param like gives type, rows, width and channels
     * @param above how many rows of zeros lie above the picture
     * @param right how many columns of zeros lie to its right
     */
    static WanVaeWindow of(WanVaeStream stream, Memory memory, Tensor like, long planes, long above, long right) {
        var tail = memory.rows();
        long kept = tail == null ? above : tail.size(1);
        long fresh = like.size(1);
        long below = stream.last() ? 1 : 0;
        long width = like.size(2) + right;
        var all = stream.room(like, planes, kept + fresh + below, width, like.size(3));
        if (tail != null) {
            all.narrow(1, 0, kept).copyInPlace(tail);
        } else if (kept > 0) {
            all.narrow(1, 0, kept).fillInPlace(0);
        }
        if (below > 0) {
            all.narrow(1, kept + fresh, below).fillInPlace(0);
        }
        if (right > 0) {
            all.narrow(1, kept, fresh).narrow(2, like.size(2), right).fillInPlace(0);
        }
        return new WanVaeWindow(all, kept, fresh);
    }

    /** The place of the new rows of one plane: {@code (fresh, w, c)}. */
    Tensor place(long plane) {
        return planes.select(0, plane).narrow(0, kept, fresh);
    }

    /** How many rows there are in all. */
    long rows() {
        return planes.size(1);
    }

    /** Keeps all rows but the first {@code consumed} for the next band. */
    void keep(WanVaeStream stream, Memory memory, long consumed) {
        long left = rows() - consumed;
        memory.rows(stream.last() ? null : planes.narrow(1, consumed, left).copy());
    }
}
