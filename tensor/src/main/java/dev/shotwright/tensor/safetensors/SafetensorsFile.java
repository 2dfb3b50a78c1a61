package dev.shotwright.tensor.safetensors;

import dev.shotwright.tensor.DataType;
import dev.shotwright.tensor.Tensor;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.Map;
import java.util.Set;

/**
 * One safetensors file, mapped whole.
 *
 * <p>Opening reads and checks the header alone and costs neither time nor memory for the tensors. The file must not be
 * shortened while it is open: reading what was cut off ends the process.
 */
public final class SafetensorsFile implements TensorSource {
    private final Path path;
    private final Arena arena;
    private final MemorySegment file;
    private final Header header;
    private volatile boolean closed;

    private SafetensorsFile(Path path, Arena arena, MemorySegment file, Header header) {
        this.path = path;
        this.arena = arena;
        this.file = file;
        this.header = header;
    }

    /**
     * Maps a file.
     *
     * @throws ShotwrightException with {@link ErrorCode#FILE_NOT_FOUND}, {@link ErrorCode#BROKEN_CHECKPOINT}, or
     *     {@link ErrorCode#UNSUPPORTED_FORMAT} for pickles and for types that are not among {@link DataType}
     */
    public static SafetensorsFile open(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new ShotwrightException(ErrorCode.FILE_NOT_FOUND, "checkpoint", path + " is no file");
        }
        var arena = Arena.ofShared();
        try (var channel = FileChannel.open(path, StandardOpenOption.READ)) {
            var file = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            Pickle.refuse(path, file);
            return new SafetensorsFile(path, arena, file, Header.read(file, path));
        } catch (IOException e) {
            arena.close();
            throw new ShotwrightException(
                    ErrorCode.STORAGE_FAILED, "checkpoint", path + " cannot be read: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    @Override
    public Set<String> names() {
        return Collections.unmodifiableSet(header.slots().keySet());
    }

    @Override
    public DataType type(String name) {
        return slot(name).form().type();
    }

    @Override
    public long[] shape(String name) {
        return slot(name).form().lengths();
    }

    @Override
    public long bytes(String name) {
        return slot(name).bytes();
    }

    @Override
    public Tensor load(String name) {
        var slot = slot(name);
        var memory = memory(slot);
        var form = slot.form();
        if (isMapped(name)) {
            return Tensor.over(memory, form.type(), form.lengths());
        }
        var copy = Tensor.empty(form.type(), form.lengths());
        copy.memory().copyFrom(memory);
        return copy;
    }

    @Override
    public boolean isMapped(String name) {
        var slot = slot(name);
        return (header.start() + slot.begin()) % slot.form().type().bytes() == 0;
    }

    @Override
    public void release(String name) {
        Pages.drop(memory(slot(name)));
    }

    @Override
    public void prefetch(String name) {
        Pages.fetch(memory(slot(name)));
    }

    @Override
    public String origin(String name) {
        return path.toString();
    }

    @Override
    public Map<String, String> metadata() {
        return Collections.unmodifiableMap(header.metadata());
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            arena.close();
        }
    }

    private MemorySegment memory(Slot slot) {
        if (closed) {
            throw new IllegalStateException(path + " is closed");
        }
        return file.asSlice(header.start() + slot.begin(), slot.bytes());
    }

    private Slot slot(String name) {
        var slot = header.slots().get(name);
        if (slot == null) {
            throw Refusal.absent(path, name, names());
        }
        return slot;
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
