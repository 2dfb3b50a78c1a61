package dev.shotwright.engine.hub;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.Progress;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoints that are kept on this machine: {@code owner/name} below one folder, each with the files of its repository
 * under their own names. A folder's own {@code .shotwright} says whether it is whole, and holds what has not fully arrived.
 */
public final class ModelStore {
    private static final int HASHES_AT_A_TIME = 2;
    private static final int BLOCK = 1 << 20;

    private final Path folder;

    /** @param folder where checkpoints are kept; it need not exist */
    public ModelStore(Path folder) {
        this.folder = folder;
    }

    /** How much of a checkpoint is there. */
    public enum Completeness {
        WHOLE,
        UNFINISHED
    }

    /**
     * One checkpoint.
     *
     * @param hub the hub's word and where it answered
     * @param revision what the hub called the state that was fetched
     * @param bytes what all its files have together
     * @param present how many of them are there
     */
    public record Stored(
            RepositoryName repository,
            Path folder,
            String hub,
            String revision,
            Completeness completeness,
            int files,
            long bytes,
            long present) {}

    /** What is wrong with a file. */
    public enum Damage {
        MISSING,
        WRONG_LENGTH,
        WRONG_BYTES
    }

    /** A file that is not what the hub gave. */
    public record Fault(FilePath path, Damage damage) {}

    /** Where the files of a repository are kept, whether it was fetched or not. */
    public Path folder(RepositoryName repository) {
        return folder.resolve(repository.owner()).resolve(repository.name());
    }

    /** Where the files of a model lie, whichever hub they came from; null if they were not fetched whole. */
    public @Nullable Path whole(Catalogue.Entry model) {
        for (var hub : HubKind.values()) {
            var stored = find(model.repository(hub));
            if (stored != null && stored.completeness() == Completeness.WHOLE) {
                return stored.folder();
            }
        }
        return null;
    }

    /** The checkpoint of a repository as far as it is there, or null if nothing of it is. */
    public @Nullable Stored find(RepositoryName repository) {
        var place = folder(repository);
        try {
            var whole = Manifest.whole(place);
            if (whole != null) {
                return stored(repository, whole, Completeness.WHOLE, whole.bytes());
            }
            var wanted = Manifest.wanted(place);
            return wanted == null ? null : stored(repository, wanted, Completeness.UNFINISHED, present(place, wanted));
        } catch (IOException e) {
            throw Storage.failed(place, e);
        }
    }

    Stored found(RepositoryName repository) {
        var stored = find(repository);
        if (stored == null) {
            throw absent(repository);
        }
        return stored;
    }

    private Stored stored(RepositoryName repository, Manifest manifest, Completeness completeness, long present) {
        return new Stored(
                repository,
                folder(repository),
                manifest.hub(),
                manifest.revision(),
                completeness,
                manifest.files().size(),
                manifest.bytes(),
                present);
    }

    private static long present(Path place, Manifest manifest) {
        return manifest.listed().stream()
                .mapToLong(file -> Math.max(length(file.path().under(place)), length(Part.path(place, file))))
                .sum();
    }

    /** The bytes of a file, 0 if it is none. */
    static long length(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    /** All checkpoints, by name. */
    public List<Stored> list() {
        var all = new ArrayList<Stored>();
        for (var owner : folders(folder)) {
            for (var place : folders(owner)) {
                var stored = find(new RepositoryName(
                        owner.getFileName().toString(), place.getFileName().toString()));
                if (stored != null) {
                    all.add(stored);
                }
            }
        }
        all.sort(Comparator.comparing(stored -> stored.repository().toString()));
        return List.copyOf(all);
    }

    private static List<Path> folders(Path parent) {
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        DirectoryStream.Filter<Path> named =
                path -> Files.isDirectory(path) && path.getFileName().toString().matches("[A-Za-z0-9].*");
        try (var entries = Files.newDirectoryStream(parent, named)) {
            var found = new ArrayList<Path>();
            entries.forEach(found::add);
            return found;
        } catch (IOException e) {
            throw Storage.failed(parent, e);
        }
    }

    /**
     * Reads every byte of a whole checkpoint again. One that is found damaged counts as unfinished from then on, so that the
     * next pull mends it.
     *
     * @return what is wrong, by path; nothing if all is well
     */
    public List<Fault> verify(RepositoryName repository, Progress progress) {
        var place = folder(repository);
        var manifest = kept(repository);
        var read = new AtomicLong();
        var faults = new ConcurrentSkipListMap<FilePath, Fault>();
        var tasks = manifest.listed().stream()
                .map(file -> (Work.Task) () -> {
                    var damage = damage(place, file, read);
                    if (damage != null) {
                        faults.put(file.path(), new Fault(file.path(), damage));
                    }
                })
                .toList();
        Work.run(tasks, HASHES_AT_A_TIME, progress, "verify", read::get, manifest.bytes(), () -> {});
        if (!faults.isEmpty()) {
            try (var _ = Occupation.of(place)) {
                manifest.without(faults.keySet()).begin(place);
            } catch (IOException e) {
                throw Storage.failed(place, e);
            }
        }
        return List.copyOf(faults.values());
    }

    private Manifest kept(RepositoryName repository) {
        try {
            var manifest = Manifest.whole(folder(repository));
            if (manifest == null) {
                throw absent(repository);
            }
            return manifest;
        } catch (IOException e) {
            throw Storage.failed(folder(repository), e);
        }
    }

    private ShotwrightException absent(RepositoryName repository) {
        return new ShotwrightException(
                ErrorCode.FILE_NOT_FOUND,
                "model",
                "%s is not %s; accepted is what models pull %s fetches"
                        .formatted(repository, find(repository) == null ? "here" : "here in whole", repository));
    }

    /** What is wrong with a file, or null. */
    static @Nullable Damage damage(Path place, ListedFile file, AtomicLong read) throws InterruptedException {
        var path = file.path().under(place);
        if (!Files.isRegularFile(path)) {
            read.addAndGet(file.bytes());
            return Damage.MISSING;
        }
        if (length(path) != file.bytes()) {
            read.addAndGet(file.bytes());
            return Damage.WRONG_LENGTH;
        }
        var digest = file.checksum().begin(file.bytes());
        try (var stream = Files.newInputStream(path)) {
            var block = new byte[BLOCK];
            int count;
            while ((count = stream.read(block)) > 0) {
                digest.update(block, 0, count);
                read.addAndGet(count);
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
        } catch (IOException e) {
            throw Storage.failed(path, e);
        }
        return file.checksum().matches(digest) ? null : Damage.WRONG_BYTES;
    }

    /**
     * Takes a checkpoint away, whole or not.
     *
     * @return what was taken away
     * @throws ShotwrightException with {@link ErrorCode#FILE_NOT_FOUND} if nothing of it is here
     */
    public Stored remove(RepositoryName repository) {
        var stored = found(repository);
        var place = folder(repository);
        try {
            Occupation.of(place).close();
            Storage.remove(place);
            if (folders(folder.resolve(repository.owner())).isEmpty()) {
                Storage.remove(folder.resolve(repository.owner()));
            }
            return stored;
        } catch (IOException e) {
            throw Storage.failed(place, e);
        }
    }

    /**
     * The folder of a whole checkpoint.
     *
     * @throws ShotwrightException with {@link ErrorCode#FILE_NOT_FOUND}, naming the command that fetches it
     */
    public Path checkpoint(RepositoryName repository) {
        kept(repository);
        return folder(repository);
    }
}
