package dev.shotwright.engine.hub;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.Progress;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.IOException;
import java.net.ProxySelector;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The fetch of one checkpoint from a hub into a {@link ModelStore}.
 *
 * <p>First the hub's list is taken and checked, then the disk's room, then what is already there is told from what is not, and
 * then the files come, several at a time. A process that ends half-way loses nothing that has reached the disk: the next pull
 * goes on at the byte where it ended.
 */
public final class Pull {
    /** What a disk must have left besides the files. */
    private static final long MARGIN = 64L << 20;

    private static final int MOST_FILES = 100_000;

    private final ModelStore store;
    private final HubAddress hub;
    private final ProxySelector proxies;
    private final Patience patience;
    private final Room room;
    private final int atATime;

    /** How many bytes a folder's disk can still take. */
    @FunctionalInterface
    public interface Room {
        long bytes(Path folder) throws IOException;
    }

    /**
     * What a pull came to.
     *
     * @param fetched how many bytes this pull brought; the others were there
     */
    public record Result(ModelStore.Stored stored, long fetched) {}

    /** A pull of so many files at a time. */
    public Pull(ModelStore store, HubAddress hub, ProxySelector proxies, int atATime) {
        this(
                store,
                hub,
                proxies,
                atATime,
                Patience.usual(),
                folder -> Files.getFileStore(folder).getUsableSpace());
    }

    public Pull(ModelStore store, HubAddress hub, ProxySelector proxies, int atATime, Patience patience, Room room) {
        if (atATime < 1 || atATime > 64) {
            throw ShotwrightException.invalid("parallel", atATime, "1 to 64 files at a time");
        }
        this.store = store;
        this.hub = hub;
        this.proxies = proxies;
        this.atATime = atATime;
        this.patience = patience;
        this.room = room;
    }

    /**
     * Fetches what is needed of a repository and is not there.
     *
     * @throws ShotwrightException with {@link ErrorCode#REFUSED}, {@link ErrorCode#UNKNOWN_MODEL},
     *     {@link ErrorCode#NETWORK_FAILED}, {@link ErrorCode#STORAGE_FULL}, {@link ErrorCode#STORAGE_FAILED} or
     *     {@link ErrorCode#CANCELLED}
     */
    public Result run(RepositoryName repository, FileChoice choice, Progress progress) {
        var folder = store.folder(repository);
        try (var wire = new Wire(hub, repository, proxies, patience)) {
            progress.advance("list", 0, 0);
            var source = Hub.of(hub, repository, wire);
            var listing = source.list();
            var files = choice.of(repository, listing.files());
            refuseDoubles(files);
            progress.advance("list", 0, 0);
            Files.createDirectories(folder);
            try (var _ = Occupation.of(folder)) {
                var tally = new Tally();
                var missing = missing(folder, files, progress);
                var total = files.stream().mapToLong(ListedFile::bytes).sum();
                tally.found(
                        total - missing.stream().mapToLong(ListedFile::bytes).sum());
                refuseTooLarge(folder, missing);
                var manifest = new Manifest(
                        repository.toString(),
                        hub.toString(),
                        listing.revision(),
                        files.stream().map(Manifest.Entry::of).toList());
                manifest.begin(folder);
                var transfers = missing.stream()
                        .map(file -> new Transfer(
                                wire, source.location(listing.revision(), file.path()), file, folder, tally))
                        .toList();
                Work.run(
                        transfers.stream()
                                .map(transfer -> (Work.Task) transfer::run)
                                .toList(),
                        atATime,
                        progress,
                        "fetch",
                        tally::present,
                        total,
                        () -> transfers.forEach(Transfer::endSilence));
                Storage.remove(Part.parts(folder));
                manifest.finish(folder);
                return new Result(store.found(repository), tally.fetched());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ShotwrightException(ErrorCode.CANCELLED, null, "cancelled", e);
        } catch (IOException e) {
            throw Storage.failed(folder, e);
        }
    }

    /** Two paths that are one on a disk that does not tell upper case from lower would overwrite each other. */
    private static void refuseDoubles(List<ListedFile> files) {
        var seen = new HashSet<String>();
        for (var file : files) {
            if (!seen.add(file.path().text().toLowerCase(Locale.ROOT)) || seen.size() > MOST_FILES) {
                throw new ShotwrightException(
                        ErrorCode.REFUSED,
                        "files",
                        "the hub's list names %s twice, or too many files; accepted are %d different ones"
                                .formatted(file.path(), MOST_FILES));
            }
        }
    }

    /**
     * The files that are not there, the largest first. A file of the length and checksum that an earlier manifest promised was
     * checked when it got its name; any other that has the right length is read again; what is wrong is taken away.
     */
    private List<ListedFile> missing(Path folder, List<ListedFile> files, Progress progress)
            throws IOException, InterruptedException {
        var promised = promised(folder);
        var missing = new ArrayList<ListedFile>();
        for (var file : files) {
            progress.advance("look", 0, 0);
            var path = file.path().under(folder);
            var there = Files.isRegularFile(path)
                    && ModelStore.length(path) == file.bytes()
                    && (file.equals(promised.get(file.path()))
                            || ModelStore.damage(folder, file, new AtomicLong()) == null);
            if (!there) {
                Files.deleteIfExists(path);
                missing.add(file);
            }
        }
        missing.sort(Comparator.comparingLong(ListedFile::bytes).reversed());
        return missing;
    }

    private static Map<FilePath, ListedFile> promised(Path folder) throws IOException {
        var manifest = Manifest.whole(folder);
        if (manifest == null) {
            manifest = Manifest.wanted(folder);
        }
        var promised = new HashMap<FilePath, ListedFile>();
        if (manifest != null) {
            manifest.listed().forEach(file -> promised.put(file.path(), file));
        }
        return promised;
    }

    private void refuseTooLarge(Path folder, List<ListedFile> missing) throws IOException {
        var needed = missing.stream()
                .mapToLong(file -> file.bytes() - Math.min(file.bytes(), ModelStore.length(Part.path(folder, file))))
                .sum();
        var free = room.bytes(folder);
        if (needed > 0 && needed + MARGIN > free) {
            throw new ShotwrightException(
                    ErrorCode.STORAGE_FULL,
                    "models",
                    "%s more are needed in %s, whose disk has %s free; accepted is another disk by SHOTWRIGHT_HOME, or more room"
                            .formatted(Bytes.text(needed + MARGIN), folder, Bytes.text(free)));
        }
    }
}
