package dev.shotwright.media;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * A file that is written under a hidden name beside its final one, and takes the final name when it is whole.
 *
 * <p>Both names are in one folder, so that the last step is a rename: it needs no space and cannot be seen half done.
 */
final class Target implements AutoCloseable {
    private static final int MOST_LEFT_OVERS = 1000;

    private final Path path;
    private final Path hidden;
    private final Existing existing;

    private Target(Path path, Path hidden, Existing existing) {
        this.path = path;
        this.hidden = hidden;
        this.existing = existing;
    }

    /** Claims the hidden name; the final name is refused at once if it is taken and must not be replaced. */
    static Target file(Path path, Existing existing) {
        var absolute = path.toAbsolutePath().normalize();
        var folder = absolute.getParent();
        if (folder == null || Files.isDirectory(absolute)) {
            throw new ShotwrightException(
                    ErrorCode.FILE_EXISTS,
                    "out",
                    "out is '%s', a folder; accepted is the name of a file".formatted(path));
        }
        if (!Files.isDirectory(folder)) {
            throw new ShotwrightException(
                    ErrorCode.FILE_NOT_FOUND,
                    "out",
                    "out is '%s', but the folder '%s' does not exist; accepted is a name in an existing folder"
                            .formatted(path, folder));
        }
        if (existing == Existing.REFUSE && Files.exists(absolute, LinkOption.NOFOLLOW_LINKS)) {
            throw taken(path);
        }
        return new Target(absolute, claim(folder, absolute.getFileName().toString()), existing);
    }

    /** The hidden file to write to; it exists and is empty at first. */
    Path hidden() {
        return hidden;
    }

    /** Gives the hidden file its final name. */
    void publish() {
        try {
            if (existing == Existing.REFUSE) {
                Files.move(hidden, path);
                return;
            }
            try {
                Files.move(hidden, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(hidden, path, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (FileAlreadyExistsException e) {
            throw taken(path);
        } catch (IOException e) {
            throw storageFailed(path, e);
        }
    }

    /** Removes the hidden file if it was not published. */
    @Override
    public void close() {
        try {
            Files.deleteIfExists(hidden);
        } catch (IOException e) {
            throw storageFailed(hidden, e);
        }
    }

    private static Path claim(Path folder, String name) {
        for (var number = 1; number <= MOST_LEFT_OVERS; number++) {
            var candidate = folder.resolve(".%s.%d.part".formatted(name, number));
            if (created(candidate)) {
                return candidate;
            }
        }
        throw new ShotwrightException(
                ErrorCode.STORAGE_FAILED,
                "out",
                "'%s' holds %d unfinished files '.%s.*.part'; remove those that nobody is writing"
                        .formatted(folder, MOST_LEFT_OVERS, name));
    }

    private static boolean created(Path candidate) {
        try {
            Files.createFile(candidate);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (IOException e) {
            throw storageFailed(candidate, e);
        }
    }

    static ShotwrightException taken(Path path) {
        return new ShotwrightException(
                ErrorCode.FILE_EXISTS,
                "out",
                "out is '%s', which exists; accepted is a new name, or an order to overwrite".formatted(path));
    }

    static ShotwrightException storageFailed(Path path, IOException cause) {
        return new ShotwrightException(
                ErrorCode.STORAGE_FAILED, "out", "'%s' cannot be written: %s".formatted(path, cause), cause);
    }
}
