package dev.shotwright.media;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A file or a folder that is written under a hidden name beside its final one, and takes the final name when it is whole.
 *
 * <p>Both names are in one folder, so that the last step is a rename: it needs no space and cannot be seen half done.
 */
final class Target implements AutoCloseable {
    private static final int MOST_LEFT_OVERS = 1000;
    private static final Pattern OWN_FRAME = Pattern.compile("frame-\\d{6,}\\.png");

    private enum Kind {
        FILE,
        FOLDER
    }

    private final Path path;
    private final Path hidden;
    private final Kind kind;
    private final Existing existing;

    private Target(Path path, Path hidden, Kind kind, Existing existing) {
        this.path = path;
        this.hidden = hidden;
        this.kind = kind;
        this.existing = existing;
    }

    /** Claims a hidden file; the final name is refused at once if it is taken and must not be replaced. */
    static Target file(Path path, Existing existing) {
        if (Files.isDirectory(path)) {
            throw new ShotwrightException(
                    ErrorCode.FILE_EXISTS,
                    "out",
                    "out is '%s', a folder; accepted is the name of a file".formatted(path));
        }
        return claim(path, Kind.FILE, existing);
    }

    /** Claims a hidden folder; a folder is replaced only if it holds nothing but frames that we wrote. */
    static Target folder(Path path, Existing existing) {
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new ShotwrightException(
                    ErrorCode.FILE_EXISTS,
                    "out",
                    "out is '%s', a file; accepted is the name of a folder".formatted(path));
        }
        if (existing == Existing.REPLACE && Files.isDirectory(path)) {
            refuseForeign(path);
        }
        return claim(path, Kind.FOLDER, existing);
    }

    /** The hidden file or folder to write to; it exists and is empty at first. */
    Path hidden() {
        return hidden;
    }

    /** Gives what was written its final name. */
    void publish() {
        try {
            if (kind == Kind.FILE) {
                try (var channel = FileChannel.open(hidden, StandardOpenOption.WRITE)) {
                    channel.force(true);
                }
            }
            if (existing == Existing.REFUSE) {
                Files.move(hidden, path);
            } else if (kind == Kind.FILE) {
                replaceFile();
            } else {
                replaceFolder();
            }
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException e) {
            throw taken(path);
        } catch (IOException e) {
            throw storageFailed(path, e);
        }
    }

    /** Removes what was written if it was not published. */
    @Override
    public void close() {
        try {
            delete(hidden);
        } catch (IOException e) {
            throw storageFailed(hidden, e);
        }
    }

    static ShotwrightException storageFailed(Path path, IOException cause) {
        var reason = String.valueOf(cause.getMessage());
        return new ShotwrightException(
                reason.contains("No space left") ? ErrorCode.STORAGE_FULL : ErrorCode.STORAGE_FAILED,
                "out",
                "'%s' cannot be written: %s".formatted(path, reason),
                cause);
    }

    private void replaceFile() throws IOException {
        try {
            Files.move(hidden, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(hidden, path, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private void replaceFolder() throws IOException {
        if (!Files.isDirectory(path)) {
            Files.move(hidden, path);
            return;
        }
        refuseForeign(path);
        var old = freeName(path, Kind.FOLDER);
        Files.move(path, old, StandardCopyOption.REPLACE_EXISTING);
        Files.move(hidden, path);
        delete(old);
    }

    private static Target claim(Path path, Kind kind, Existing existing) {
        var absolute = path.toAbsolutePath().normalize();
        var folder = absolute.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new ShotwrightException(
                    ErrorCode.FILE_NOT_FOUND,
                    "out",
                    "out is '%s', but the folder '%s' does not exist; accepted is a name in an existing folder"
                            .formatted(path, folder));
        }
        if (existing == Existing.REFUSE && Files.exists(absolute, LinkOption.NOFOLLOW_LINKS)) {
            throw taken(path);
        }
        return new Target(absolute, freeName(absolute, kind), kind, existing);
    }

    private static Path freeName(Path path, Kind kind) {
        for (var number = 1; number <= MOST_LEFT_OVERS; number++) {
            var candidate = path.resolveSibling(".%s.%d.part".formatted(path.getFileName(), number));
            if (created(candidate, kind)) {
                return candidate;
            }
        }
        throw new ShotwrightException(
                ErrorCode.STORAGE_FAILED,
                "out",
                "there are %d unfinished '.%s.*.part' beside '%s'; remove those that nobody is writing"
                        .formatted(MOST_LEFT_OVERS, path.getFileName(), path));
    }

    private static boolean created(Path candidate, Kind kind) {
        try {
            switch (kind) {
                case FILE -> Files.createFile(candidate);
                case FOLDER -> Files.createDirectory(candidate);
            }
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (IOException e) {
            throw storageFailed(candidate, e);
        }
    }

    private static void refuseForeign(Path folder) {
        for (var file : list(folder)) {
            if (!OWN_FRAME.matcher(file.getFileName().toString()).matches()) {
                throw new ShotwrightException(
                        ErrorCode.FILE_EXISTS,
                        "out",
                        "out is '%s', a folder that holds '%s'; only a folder of nothing but frame-000001.png and so on is replaced"
                                .formatted(folder, file.getFileName()));
            }
        }
    }

    private static void delete(Path path) throws IOException {
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            for (var file : list(path)) {
                Files.delete(file);
            }
        }
        Files.deleteIfExists(path);
    }

    private static List<Path> list(Path folder) {
        try (var files = Files.list(folder)) {
            return files.toList();
        } catch (IOException e) {
            throw storageFailed(folder, e);
        }
    }

    private static ShotwrightException taken(Path path) {
        return new ShotwrightException(
                ErrorCode.FILE_EXISTS,
                "out",
                "out is '%s', which exists; accepted is a new name, or an order to overwrite".formatted(path));
    }
}
