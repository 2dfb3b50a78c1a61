package dev.shotwright.jobs.storage;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Media in a folder, which many machines may share. A medium is written beside its place, synced, then renamed. */
public final class FolderStore implements MediaStore {
    private static final long LEAST_ROOM = 64L << 20;

    private final Path root;
    private final Path beside;

    public FolderStore(Path root) {
        this.root = root.toAbsolutePath().normalize();
        this.beside = this.root.resolve(".beside");
        try {
            Files.createDirectories(beside);
            clearLeftovers();
        } catch (IOException e) {
            throw failed("the folder %s cannot be made".formatted(this.root), e);
        }
    }

    /** What writers left beside that died at least a day ago. */
    private void clearLeftovers() throws IOException {
        var old = System.currentTimeMillis() - Duration.ofDays(1).toMillis();
        try (var files = Files.list(beside)) {
            for (var file : files.toList()) {
                if (file.toFile().lastModified() < old) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    @Override
    public void put(Place place, Path file) {
        var target = path(place);
        var copy = beside.resolve(UUID.randomUUID().toString());
        try {
            write(file, copy);
            rename(copy, target);
        } catch (IOException | ShotwrightException e) {
            var _ = copy.toFile().delete();
            throw e instanceof ShotwrightException known
                    ? known
                    : failed("%s cannot be kept".formatted(place), (IOException) e);
        }
    }

    private void write(Path file, Path copy) throws IOException {
        try (var source = FileChannel.open(file, StandardOpenOption.READ);
                var target = FileChannel.open(copy, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            refuseWhereFull(source.size());
            for (long done = 0, size = source.size(); done < size; ) {
                done += source.transferTo(done, size - done, target);
            }
            target.force(true);
        }
    }

    /** A folder that is emptied at this moment may vanish between its making and the renaming. */
    private void rename(Path copy, Path target) throws IOException {
        var folder = parent(target);
        for (int attempt = 0; ; attempt++) {
            var fresh = !Files.isDirectory(folder);
            Files.createDirectories(folder);
            try {
                Files.move(copy, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (NoSuchFileException e) {
                if (attempt == 3) {
                    throw e;
                }
                continue;
            }
            sync(folder);
            for (var above = parent(folder); fresh && above.startsWith(root); above = parent(above)) {
                sync(above);
            }
            return;
        }
    }

    private static void sync(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private void refuseWhereFull(long bytes) throws IOException {
        var room = Files.getFileStore(root).getUsableSpace();
        if (room < bytes + LEAST_ROOM) {
            throw new ShotwrightException(
                    ErrorCode.STORAGE_FULL,
                    null,
                    "%d bytes are to be kept and %d are free; %d stay free always".formatted(bytes, room, LEAST_ROOM));
        }
    }

    @Override
    public InputStream read(Place place, long from, long count) {
        try {
            var channel = FileChannel.open(path(place), StandardOpenOption.READ);
            channel.position(from);
            return new Slice(Channels.newInputStream(channel), count);
        } catch (NoSuchFileException e) {
            throw MediaStore.absent(place);
        } catch (IOException e) {
            throw failed("%s cannot be read".formatted(place), e);
        }
    }

    @Override
    public @Nullable Kept find(Place place) {
        try {
            var path = path(place);
            if (!Files.isRegularFile(path)) {
                return null;
            }
            var bytes = Files.size(path);
            var written = Files.getLastModifiedTime(path).toMillis();
            return new Kept(bytes, Long.toHexString(bytes) + "-" + Long.toHexString(written));
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw failed("%s cannot be read".formatted(place), e);
        }
    }

    @Override
    public void delete(Place place) {
        try {
            Files.deleteIfExists(path(place));
        } catch (IOException e) {
            throw failed("%s cannot be removed".formatted(place), e);
        }
    }

    @Override
    public void deleteUnder(Place place) {
        var folder = path(place);
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (var all = Files.walk(folder)) {
            for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        } catch (IOException e) {
            throw failed("what lies under %s cannot be removed".formatted(place), e);
        }
    }

    @Override
    public List<Place> under(Place place) {
        var folder = path(place);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .map(path -> root.relativize(path).toString().replace('\\', '/'))
                    .sorted()
                    .map(Place::new)
                    .toList();
        } catch (IOException e) {
            throw failed("%s cannot be listed".formatted(place), e);
        }
    }

    @Override
    public void prove() {
        var probe = beside.resolve("probe-" + UUID.randomUUID());
        try {
            Files.write(probe, new byte[] {1});
            Files.delete(probe);
        } catch (IOException e) {
            throw failed("the folder %s takes no files".formatted(root), e);
        }
    }

    @Override
    public void close() {}

    private Path path(Place place) {
        return root.resolve(place.text());
    }

    private static Path parent(Path path) {
        var parent = path.getParent();
        if (parent == null) {
            throw new IllegalStateException(path + " has no parent");
        }
        return parent;
    }

    private static ShotwrightException failed(String message, IOException cause) {
        var full = cause instanceof FileSystemException fault
                && fault.getReason() != null
                && fault.getReason().toLowerCase(Locale.ROOT).contains("space");
        return new ShotwrightException(full ? ErrorCode.STORAGE_FULL : ErrorCode.STORAGE_FAILED, null, message, cause);
    }

    /** The first bytes of a stream. */
    private static final class Slice extends FilterInputStream {
        private long left;

        Slice(InputStream source, long count) {
            super(source);
            left = count;
        }

        @Override
        public int read() throws IOException {
            if (left <= 0) {
                return -1;
            }
            var value = super.read();
            left -= value < 0 ? 0 : 1;
            return value;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (left <= 0) {
                return length == 0 ? 0 : -1;
            }
            var count = super.read(target, offset, (int) Math.min(length, left));
            left -= Math.max(0, count);
            return count;
        }

        @Override
        public long skip(long count) throws IOException {
            var skipped = super.skip(Math.min(count, left));
            left -= skipped;
            return skipped;
        }

        @Override
        public int available() throws IOException {
            return (int) Math.min(left, super.available());
        }
    }
}
