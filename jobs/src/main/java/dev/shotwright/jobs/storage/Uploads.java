package dev.shotwright.jobs.storage;

import dev.shotwright.jobs.Ids;
import dev.shotwright.jobs.database.Database;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Files on their way in: in one go, or in appends that go on where the last one was cut.
 *
 * <p>An append is kept in pieces, each an object of the store, so that any server can take the next one; the row of the
 * upload says which pieces count. The last byte makes them one file, which an account has once however often it sends it.
 */
public final class Uploads {
    private static final int MOST_PIECES = 2000;
    private static final int BUFFER = 1 << 16;

    private final Database database;
    private final UploadStore uploads;
    private final FileShelf shelf;
    private final MediaStore store;
    private final Path spool;
    private final Ids ids;
    private final InstantSource clock;
    private final UploadLimits limits;

    /** Where an upload stands. */
    public sealed interface Standing {
        /** More is to come. */
        record Open(Upload upload) implements Standing {}

        /** All is there. */
        record Done(StoredFile file) implements Standing {}
    }

    /** @param spool a folder of this machine for what is passing through */
    public Uploads(
            Database database,
            FileShelf shelf,
            MediaStore store,
            Path spool,
            Ids ids,
            InstantSource clock,
            UploadLimits limits) {
        this.database = database;
        this.uploads = new UploadStore(database, limits);
        this.shelf = shelf;
        this.store = store;
        this.spool = spool;
        this.ids = ids;
        this.clock = clock;
        this.limits = limits;
        try {
            Files.createDirectories(spool);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /**
     * Takes a whole file.
     *
     * @throws ShotwrightException with {@link ErrorCode#MEDIA_TOO_LARGE}, {@link ErrorCode#UNSUPPORTED_FORMAT},
     *     {@link ErrorCode#NETWORK_FAILED} if the stream breaks off
     */
    public StoredFile receive(UUID account, @Nullable String name, InputStream body) {
        var file = temporary();
        try {
            Spooled spooled;
            try (var target = Files.newOutputStream(file)) {
                spooled = spool(body, target, limits.largest());
            }
            if (spooled.fault() != null) {
                throw broken(spooled.fault());
            }
            refuseMore(body, limits.largest());
            if (spooled.bytes() == 0) {
                throw ShotwrightException.invalid("body", "empty", "a picture, a video or a sound");
            }
            return keep(account, name, file);
        } catch (IOException e) {
            throw failed(e);
        } finally {
            delete(file);
        }
    }

    /** Takes a whole file that lies on this machine; the file itself stays. */
    public StoredFile keep(UUID account, @Nullable String name, Path file) {
        try {
            var contents = contents(List.of(), file);
            var known = shelf.reuse(account, contents.sha256());
            if (known != null) {
                return known;
            }
            var wish = new Upload.Wish(contents.bytes(), contents.sha256(), name);
            var upload = new Upload(ids.next(), account, wish, contents.bytes(), List.of(), clock.instant());
            uploads.enter(upload);
            return finish(upload, contents, file);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Begins an upload, or finds the file if the account has one with the hash that is going to be uploaded. */
    public Standing begin(UUID account, Upload.Wish wish) {
        if (wish.bytes() > limits.largest()) {
            throw tooLarge(limits.largest());
        }
        var known = wish.sha256() == null ? null : shelf.reuse(account, wish.sha256());
        if (known != null) {
            return new Standing.Done(known);
        }
        var upload = new Upload(ids.next(), account, wish, 0, List.of(), clock.instant());
        uploads.enter(upload);
        return new Standing.Open(upload);
    }

    /** @throws ShotwrightException with {@link ErrorCode#NOT_FOUND} if the account has no such unfinished upload */
    public Upload get(UUID account, UUID id) {
        return uploads.get(account, id);
    }

    /**
     * Appends bytes. What came before a stream broke off is kept; with the last byte the upload becomes a file. An upload
     * whose last byte has come, and whose server died then, becomes one with an append of nothing.
     *
     * @throws ShotwrightException with {@link ErrorCode#CONFLICT} if the upload has not arrived at this offset
     */
    public Standing append(UUID account, UUID id, long offset, InputStream body) {
        var upload = uploads.get(account, id);
        if (upload.received() != offset) {
            throw elsewhere(offset, upload.received());
        }
        var piece = temporary();
        try {
            while (upload.received() < upload.wish().bytes()) {
                var left = Math.min(limits.piece(), upload.wish().bytes() - upload.received());
                Spooled spooled;
                try (var target = Files.newOutputStream(piece)) {
                    spooled = spool(body, target, left);
                }
                if (spooled.bytes() > 0) {
                    add(upload, piece, spooled.bytes());
                    upload = uploads.get(account, id);
                }
                if (spooled.fault() != null) {
                    throw broken(spooled.fault());
                }
                if (spooled.bytes() < left) {
                    return new Standing.Open(upload);
                }
            }
            refuseMore(body, upload.wish().bytes());
            return new Standing.Done(assemble(upload, piece));
        } catch (IOException e) {
            throw failed(e);
        } finally {
            delete(piece);
        }
    }

    /** Gives an unfinished upload up. */
    public void abandon(UUID account, UUID id) {
        drop(uploads.get(account, id));
    }

    /** Gives up uploads that have waited too long; how many. */
    public int sweep(int most) {
        var stale = uploads.stale(clock.instant().minus(limits.unfinished()), most);
        stale.forEach(this::drop);
        return stale.size();
    }

    private void drop(Upload upload) {
        store.deleteUnder(Place.pieces(upload.id()));
        if (!uploads.becameFile(upload.id())) {
            store.delete(Place.file(upload.account(), upload.id()));
        }
        uploads.remove(upload.id());
    }

    private void add(Upload upload, Path piece, long bytes) throws IOException {
        if (upload.pieces().size() >= MOST_PIECES) {
            throw new ShotwrightException(
                    ErrorCode.CONFLICT,
                    null,
                    "the upload came in %d pieces; begin anew and append more at a time".formatted(MOST_PIECES));
        }
        if (upload.received() == 0 && bytes >= MediaForm.ENOUGH) {
            try (var stream = Files.newInputStream(piece)) {
                form(stream.readNBytes(MediaForm.ENOUGH));
            } catch (ShotwrightException e) {
                drop(upload);
                throw e;
            }
        }
        var place = Place.piece(upload.id(), upload.received(), ids.next());
        store.put(place, piece);
        if (!uploads.add(upload.id(), upload.received(), place, bytes)) {
            store.delete(place);
            throw elsewhere(
                    upload.received(),
                    uploads.get(upload.account(), upload.id()).received());
        }
    }

    private StoredFile assemble(Upload upload, Path whole) throws IOException {
        Contents contents;
        try {
            contents = contents(upload.pieces(), whole);
        } catch (ShotwrightException e) {
            if (e.code() == ErrorCode.UNSUPPORTED_FORMAT) {
                drop(upload);
            }
            throw e;
        }
        var hash = upload.wish().sha256();
        if (hash != null && !hash.equals(contents.sha256())) {
            drop(upload);
            throw ShotwrightException.invalid(
                    "sha256", hash, "that of the bytes that came, which is " + contents.sha256() + "; begin anew");
        }
        return finish(upload, contents, whole);
    }

    private StoredFile finish(Upload upload, Contents contents, Path file) {
        var place = Place.file(upload.account(), upload.id());
        store.put(place, file);
        var entered = database.transaction(transaction -> {
            var row = shelf.enter(
                    transaction,
                    new StoredFile(
                            upload.id(),
                            upload.account(),
                            contents.sha256(),
                            contents.bytes(),
                            contents.form().type(),
                            upload.wish().name(),
                            null,
                            place,
                            clock.instant(),
                            shelf.expiry()));
            uploads.remove(transaction, upload.id());
            return row;
        });
        if (!entered.id().equals(upload.id())) {
            store.delete(place);
        }
        store.deleteUnder(Place.pieces(upload.id()));
        return entered;
    }

    private record Contents(String sha256, long bytes, MediaForm form) {}

    /** What is in pieces, brought together in a file; or in a file, where there are none. */
    private Contents contents(List<Place> pieces, Path file) throws IOException {
        if (!pieces.isEmpty()) {
            try (var target = Files.newOutputStream(file)) {
                for (var piece : pieces) {
                    var kept = store.find(piece);
                    if (kept == null) {
                        throw MediaStore.absent(piece);
                    }
                    try (var source = store.read(piece, 0, kept.bytes())) {
                        source.transferTo(target);
                    }
                }
            }
        }
        try (var source = Files.newInputStream(file)) {
            var digest = MessageDigest.getInstance("SHA-256");
            var start = source.readNBytes(MediaForm.ENOUGH);
            digest.update(start);
            long bytes = start.length;
            var buffer = new byte[BUFFER];
            for (int count = source.read(buffer); count >= 0; count = source.read(buffer)) {
                digest.update(buffer, 0, count);
                bytes += count;
            }
            return new Contents(HexFormat.of().formatHex(digest.digest()), bytes, form(start));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static MediaForm form(byte[] start) {
        var form = MediaForm.of(start);
        if (form == null) {
            throw new ShotwrightException(
                    ErrorCode.UNSUPPORTED_FORMAT,
                    "body",
                    "the first bytes are those of no medium; accepted are " + MediaForm.accepted());
        }
        return form;
    }

    /**
     * What of a stream has arrived.
     *
     * @param fault why it broke off, if it did
     */
    private record Spooled(long bytes, @Nullable IOException fault) {}

    private static Spooled spool(InputStream source, OutputStream target, long most) throws IOException {
        var buffer = new byte[BUFFER];
        long done = 0;
        while (done < most) {
            int count;
            try {
                count = source.read(buffer, 0, (int) Math.min(buffer.length, most - done));
            } catch (IOException e) {
                return new Spooled(done, e);
            }
            if (count < 0) {
                break;
            }
            target.write(buffer, 0, count);
            done += count;
        }
        return new Spooled(done, null);
    }

    private static void refuseMore(InputStream body, long most) {
        int next;
        try {
            next = body.read();
        } catch (IOException e) {
            throw broken(e);
        }
        if (next >= 0) {
            throw tooLarge(most);
        }
    }

    private Path temporary() {
        try {
            return Files.createTempFile(spool, "upload", "");
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private static ShotwrightException elsewhere(long given, long received) {
        return new ShotwrightException(
                ErrorCode.CONFLICT,
                "Upload-Offset",
                "Upload-Offset is %d; accepted is %d, the number of bytes that are kept".formatted(given, received));
    }

    private static ShotwrightException tooLarge(long most) {
        return new ShotwrightException(
                ErrorCode.MEDIA_TOO_LARGE,
                "body",
                "the file has more bytes than the %d that are accepted".formatted(most));
    }

    private static ShotwrightException broken(IOException cause) {
        return new ShotwrightException(ErrorCode.NETWORK_FAILED, "body", "the upload broke off", cause);
    }

    private static ShotwrightException failed(IOException cause) {
        return new ShotwrightException(ErrorCode.STORAGE_FAILED, null, "the upload cannot be kept", cause);
    }
}
