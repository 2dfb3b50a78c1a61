package dev.shotwright.tensor.safetensors;

import dev.shotwright.tensor.DataType;
import dev.shotwright.tensor.Tensor;
import dev.shotwright.vocabulary.ShotwrightException;
import java.util.Map;
import java.util.Set;

/**
 * Named tensors that lie outside of this process until they are used: a file, shards of one, or a view of another source.
 *
 * <p>A name that the source lacks is refused with {@link dev.shotwright.vocabulary.ErrorCode#BROKEN_CHECKPOINT} by every method
 * that takes one. A source may be read by several threads, but not while it closes.
 */
public interface TensorSource extends AutoCloseable {
    /** The names of all tensors, in the order of the files. */
    Set<String> names();

    /** What one element of the tensor is. */
    DataType type(String name);

    /** The length of every dimension of the tensor. */
    long[] shape(String name);

    /** How many bytes the tensor takes in its file. */
    long bytes(String name);

    /**
     * The tensor, in the innermost {@link dev.shotwright.tensor.Scope}: a view of mapped memory, or a copy where
     * its place in the file allows no view.
     *
     * <p>A view is valid while the source is open, and to be read only: writing to it ends the process.
     *
     * @throws ShotwrightException if the source has no such tensor
     */
    Tensor load(String name);

    /** Whether {@link #load} gives a view: not for a tensor whose place in the file does not suit its type. */
    boolean isMapped(String name);

    /** Drops the tensor's pages from this process; they come back from the file, or its cache, when they are next read. */
    void release(String name);

    /** Asks the operating system to read the tensor's pages ahead. */
    void prefetch(String name);

    /** The file that the tensor lies in, for messages. */
    String origin(String name);

    /** What the files say of themselves under {@code __metadata__}. */
    Map<String, String> metadata();

    /** Unmaps the files: tensors that view them must not be used any more. */
    @Override
    void close();
}
