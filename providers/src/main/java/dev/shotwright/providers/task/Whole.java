package dev.shotwright.providers.task;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Files that are there whole or not at all, whenever the power goes or the thread is interrupted. */
final class Whole {
    private Whole() {}

    /** Writes a file beside its name, brings it to the disk, and gives it its name. */
    static void write(Path file, byte[] bytes) throws IOException {
        var beside = file.resolveSibling("." + file.getFileName() + ".part");
        try (var stream = new FileOutputStream(beside.toFile())) {
            stream.write(bytes);
            stream.getFD().sync();
        }
        move(beside, file);
    }

    /** Brings a file that was written to the disk. */
    static void sync(Path file) throws IOException {
        try (var open = new RandomAccessFile(file.toFile(), "rw")) {
            open.getFD().sync();
        }
    }

    /** Renames a file that is on the disk, and brings its new name there. */
    static void move(Path from, Path to) throws IOException {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        syncFolder(to);
    }

    /** A folder can be brought to the disk on POSIX systems alone; an interrupted thread does it nonetheless. */
    private static void syncFolder(Path file) throws IOException {
        var folder = file.toAbsolutePath().getParent();
        if (folder == null
                || !folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        var interrupted = Thread.interrupted();
        try {
            for (var done = false; !done; ) {
                try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                    channel.force(true);
                    done = true;
                } catch (ClosedByInterruptException e) {
                    interrupted |= Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
