package dev.shotwright.engine.hub;

import dev.shotwright.vocabulary.document.Documents;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a checkpoint's folder holds, or is to hold, and where it came from.
 *
 * @param hub the hub's word and endpoint
 * @param revision what the hub called this state of the repository
 */
record Manifest(String repository, String hub, String revision, List<Entry> files) {
    private static final String WANTED = "wanted.json";
    private static final String WHOLE = "whole.json";

    /** A file; a path that leads elsewhere is refused wherever it was written. */
    record Entry(String path, long bytes, Checksum.Kind kind, String hex) {
        static Entry of(ListedFile file) {
            return new Entry(
                    file.path().text(),
                    file.bytes(),
                    file.checksum().kind(),
                    file.checksum().hex());
        }

        ListedFile file() {
            return new ListedFile(new FilePath(path), bytes, new Checksum(kind, hex));
        }
    }

    Manifest {
        files = List.copyOf(files);
    }

    List<ListedFile> listed() {
        return files.stream().map(Entry::file).toList();
    }

    long bytes() {
        return files.stream().mapToLong(Entry::bytes).sum();
    }

    /** The same with fewer files. */
    Manifest without(Set<FilePath> left) {
        return new Manifest(
                repository,
                hub,
                revision,
                files.stream()
                        .filter(entry -> !left.contains(entry.file().path()))
                        .toList());
    }

    static Path ownFolder(Path folder) {
        return folder.resolve(FilePath.OWN_FOLDER);
    }

    /** The manifest of a folder whose files are all there, or null. */
    static @Nullable Manifest whole(Path folder) throws IOException {
        return read(ownFolder(folder).resolve(WHOLE));
    }

    /** The manifest of a folder that is being filled, or null. */
    static @Nullable Manifest wanted(Path folder) throws IOException {
        return read(ownFolder(folder).resolve(WANTED));
    }

    private static @Nullable Manifest read(Path file) throws IOException {
        return Files.exists(file) ? Documents.json().read(Manifest.class, Files.readString(file)) : null;
    }

    /** Says of a folder that it is being filled, and no longer whole. */
    void begin(Path folder) throws IOException {
        var own = Files.createDirectories(ownFolder(folder));
        var written = own.resolve("wanted.part");
        Files.writeString(written, Documents.json().write(this));
        sync(written);
        Files.deleteIfExists(own.resolve(WHOLE));
        Files.move(written, own.resolve(WANTED), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Says of a folder that it is whole. */
    void finish(Path folder) throws IOException {
        var own = ownFolder(folder);
        Files.move(own.resolve(WANTED), own.resolve(WHOLE), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void sync(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }
}
