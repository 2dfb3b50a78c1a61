package dev.shotwright.engine.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;

/** Writes a file, syncs it, has the system forget it where it can, and reads it again. */
final class DiskProbe {
    private static final int BYTES = 64 << 20;
    private static final int BLOCK = 1 << 20;

    private final LongSupplier nanoseconds;

    DiskProbe(LongSupplier nanoseconds) {
        this.nanoseconds = nanoseconds;
    }

    Disk measure(Path folder) {
        try {
            Files.createDirectories(folder);
            var file = Files.createTempFile(folder, "disk", ".probe");
            try {
                double written = write(file);
                var reading = PageCache.drop(file) ? Disk.Reading.UNCACHED : Disk.Reading.CACHED;
                return new Disk(written, read(file), reading);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private double write(Path file) throws IOException {
        var noise = new byte[BLOCK];
        new SplittableRandom(1).nextBytes(noise);
        var block = ByteBuffer.allocateDirect(BLOCK).put(noise);
        long start = nanoseconds.getAsLong();
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            for (int i = 0; i < BYTES; i += BLOCK) {
                channel.write(block.rewind());
            }
            channel.force(true);
        }
        return megabytes(start);
    }

    private double read(Path file) throws IOException {
        var block = ByteBuffer.allocateDirect(BLOCK);
        long start = nanoseconds.getAsLong();
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            while (channel.read(block.clear()) > 0) {}
        }
        return megabytes(start);
    }

    private double megabytes(long start) {
        return BYTES / 1e6 / Math.max(1e-9, (nanoseconds.getAsLong() - start) / 1e9);
    }
}
