package dev.shotwright.engine.hub;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The right of one process to change a checkpoint's folder, given up with the process. */
final class Occupation implements AutoCloseable {
    private final FileChannel channel;

    private Occupation(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws ShotwrightException with {@link ErrorCode#REFUSED} if another process has it */
    static Occupation of(Path folder) throws IOException {
        var file = Files.createDirectories(Manifest.ownFolder(folder)).resolve("lock");
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var taken = false;
        try {
            taken = channel.tryLock() != null;
        } catch (OverlappingFileLockException e) {
            taken = false;
        } finally {
            if (!taken) {
                channel.close();
            }
        }
        if (!taken) {
            throw new ShotwrightException(
                    ErrorCode.REFUSED,
                    "model",
                    "another process is at work on %s; accepted is one at a time".formatted(folder));
        }
        return new Occupation(channel);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
