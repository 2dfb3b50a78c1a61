package dev.shotwright.tensor.safetensors;

import dev.shotwright.tensor.Device;
import dev.shotwright.tensor.Scope;
import dev.shotwright.tensor.Tensor;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Writes a safetensors file tensor by tensor.
 *
 * <p>The file is written beside its target under a hidden name and renamed by {@link #finish}, so that the target is whole or
 * absent; a writer that closes unfinished leaves nothing behind. What the file shall hold is said first, because its header
 * comes first; the tensors may follow in any order.
 *
 * <p>{@snippet :
 * try (var writer = SafetensorsWriter.open(target, forms, Map.of("format", "pt"))) {
 *     forms.keySet().forEach(name -> Scope.run(() -> writer.put(name, compute(name))));
 *     writer.finish();
 * }
 * }
 */
public final class SafetensorsWriter implements AutoCloseable {
    private static final long CHUNK = 64 << 20;

    private final Path target;
    private final Path hidden;
    private final FileChannel channel;
    private final Header header;
    private final Set<String> open;
    private boolean finished;

    private SafetensorsWriter(Path target, Path hidden, FileChannel channel, Header header) {
        this.target = target;
        this.hidden = hidden;
        this.channel = channel;
        this.header = header;
        this.open = new LinkedHashSet<>(header.slots().keySet());
    }

    /**
     * Begins a file.
     *
     * @param forms the tensors that will be put, by their names
     * @throws ShotwrightException with {@link ErrorCode#STORAGE_FAILED} or {@link ErrorCode#STORAGE_FULL}, as do the other methods
     */
    public static SafetensorsWriter open(Path target, Map<String, TensorForm> forms, Map<String, String> metadata) {
        var header = Header.of(forms, metadata);
        for (int i = 0; ; ) {
            var hidden = target.resolveSibling("." + target.getFileName() + "." + i + ".part");
            try {
                var channel = FileChannel.open(hidden, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                var writer = new SafetensorsWriter(target, hidden, channel, header);
                writer.begin();
                return writer;
            } catch (FileAlreadyExistsException e) {
                i++;
            } catch (IOException e) {
                throw failed(target, e);
            }
        }
    }

    /** Writes a whole file of tensors that exist. */
    public static void write(Path target, Map<String, Tensor> tensors, Map<String, String> metadata) {
        var forms = new LinkedHashMap<String, TensorForm>();
        tensors.forEach((name, tensor) -> forms.put(name, TensorForm.of(tensor)));
        try (var writer = open(target, forms, metadata)) {
            tensors.forEach(writer::put);
            writer.finish();
        }
    }

    /**
     * Writes one tensor to its place.
     *
     * @throws IllegalArgumentException if it was not announced with this form, or was put before
     */
    public void put(String name, Tensor tensor) {
        var slot = header.slots().get(name);
        if (slot == null || !slot.form().equals(TensorForm.of(tensor)) || !open.remove(name)) {
            throw new IllegalArgumentException("%s %s was put before, or announced as %s"
                    .formatted(name, tensor, slot == null ? "none" : slot.form()));
        }
        Scope.run(() -> write(tensor.to(Device.CPU).contiguous().memory(), header.start() + slot.begin()));
    }

    /** Gives the file its name, in place of one that has it. All tensors must have been put. */
    public void finish() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("tensors that were announced and not put: " + open);
        }
        try {
            channel.force(true);
            channel.close();
            Files.move(hidden, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            finished = true;
        } catch (IOException e) {
            throw failed(target, e);
        }
    }

    @Override
    public void close() {
        if (finished) {
            return;
        }
        try {
            channel.close();
            Files.deleteIfExists(hidden);
        } catch (IOException e) {
            throw failed(hidden, e);
        }
    }

    /** Writes the header. */
    private void begin() {
        try {
            write(MemorySegment.ofBuffer(header.bytes()), 0);
        } catch (ShotwrightException e) {
            close();
            throw e;
        }
    }

    private void write(MemorySegment memory, long position) {
        try {
            for (long at = 0; at < memory.byteSize(); at += CHUNK) {
                var chunk = memory.asSlice(at, Math.min(CHUNK, memory.byteSize() - at))
                        .asByteBuffer();
                for (long to = position + at; chunk.hasRemaining(); ) {
                    to += channel.write(chunk, to);
                }
            }
        } catch (IOException e) {
            throw failed(target, e);
        }
    }

    static ShotwrightException failed(Path path, IOException cause) {
        var reason = String.valueOf(cause.getMessage());
        return new ShotwrightException(
                reason.contains("No space left") ? ErrorCode.STORAGE_FULL : ErrorCode.STORAGE_FAILED,
                "out",
                "'%s' cannot be written: %s".formatted(path, reason),
                cause);
    }
}
