package dev.shotwright.cli;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The right to serve a data folder, which one process has at a time and loses with its life. */
final class FolderLock implements AutoCloseable {
    private final Path folder;
    private final FileChannel channel;

    private FolderLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /** @throws ShotwrightException with {@link ErrorCode#CONFLICT} if another process serves the folder */
    static FolderLock of(Path folder) {
        try {
            var channel =
                    FileChannel.open(folder.resolve("serve.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                if (channel.tryLock() != null) {
                    return new FolderLock(folder, channel);
                }
            } catch (OverlappingFileLockException _) {
                channel.close();
                throw taken(folder);
            }
            channel.close();
            throw taken(folder);
        } catch (IOException e) {
            throw new ShotwrightException(
                    ErrorCode.STORAGE_FAILED, "--data", "%s cannot be locked: %s".formatted(folder, e), e);
        }
    }

    private static ShotwrightException taken(Path folder) {
        return new ShotwrightException(
                ErrorCode.CONFLICT,
                "--data",
                "--data is %s, which another process serves already; accepted is another folder, or to stop that one"
                        .formatted(folder));
    }

    Path folder() {
        return folder;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
