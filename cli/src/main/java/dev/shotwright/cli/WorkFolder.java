package dev.shotwright.cli;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Where a worker keeps what it works on, for as long as it lives. What the dead have left is removed by the next. */
final class WorkFolder implements AutoCloseable {
    private static final String LOCK = ".lock";

    private final Path path;
    private final FileChannel lock;

    private WorkFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * A new folder beside those of other workers.
     *
     * @throws ShotwrightException with {@link ErrorCode#STORAGE_FAILED} if it cannot be made
     */
    static WorkFolder in(Path parent, String name) {
        try {
            Files.createDirectories(parent);
            try (var door = open(parent);
                    var _ = door.lock()) {
                removeTheDeads(parent);
                var path = Files.createTempDirectory(parent, name.replaceAll("[^A-Za-z0-9-]", "_") + "-");
                var own = open(path);
                if (held(own) == null) {
                    throw new IOException("its new folder is another's: " + path);
                }
                return new WorkFolder(path, own);
            }
        } catch (IOException e) {
            throw new ShotwrightException(
                    ErrorCode.STORAGE_FAILED, "--data", "%s cannot be used: %s".formatted(parent, e), e);
        }
    }

    private static FileChannel open(Path folder) throws IOException {
        return FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /** The lock of a folder that nobody has; null where somebody lives. */
    private static @Nullable FileChannel held(FileChannel channel) throws IOException {
        try {
            return channel.tryLock() == null ? null : channel;
        } catch (OverlappingFileLockException _) {
            return null;
        }
    }

    private static void removeTheDeads(Path parent) throws IOException {
        try (var folders = Files.list(parent)) {
            for (var folder : folders.filter(Files::isDirectory).toList()) {
                try (var left = open(folder)) {
                    if (held(left) != null) {
                        remove(folder);
                    }
                }
            }
        }
    }

    private static void remove(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        try (lock) {
            remove(path);
        } catch (IOException e) {
            throw new ShotwrightException(
                    ErrorCode.STORAGE_FAILED, "--data", "%s cannot be removed: %s".formatted(path, e), e);
        }
    }
}
