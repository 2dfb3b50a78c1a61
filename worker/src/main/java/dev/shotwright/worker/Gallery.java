package dev.shotwright.worker;

import dev.shotwright.jobs.queue.Lease;
import dev.shotwright.jobs.queue.StoredClip;
import dev.shotwright.jobs.storage.MediaStore;
import dev.shotwright.jobs.storage.Place;
import dev.shotwright.jobs.storage.Still;
import dev.shotwright.media.ContactSheet;
import dev.shotwright.media.Existing;
import dev.shotwright.media.Inspection;
import dev.shotwright.media.Limits;
import dev.shotwright.media.PictureWriter;
import dev.shotwright.media.Thumbnail;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.request.Pixels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where finished clips are kept: each under its job and the fence of the lease, so that a worker that lost it changes nothing. */
final class Gallery {
    private static final String ENDING = "mp4";
    private static final String TYPE = "video/mp4";
    private static final Thumbnail THUMBNAIL = new Thumbnail(640);
    private static final ContactSheet SHEET = new ContactSheet(4, new ContactSheet.Spread(12), 320);

    private final MediaStore store;

    Gallery(MediaStore store) {
        this.store = store;
    }

    /** Keeps a finished file as the clip of a job. */
    StoredClip keep(Lease lease, Path file, @Nullable Long seed) {
        var found = Inspection.of("clip", file, Limits.standard());
        var pictures = found.pictures();
        var place = new Place("clips/%s/1-%d.%s".formatted(lease.job(), lease.fence(), ENDING));
        var digest = digest(file);
        store.put(place, file);
        var stills = keepStills(place, file);
        return new StoredClip(
                place.text(),
                found.bytes(),
                TYPE,
                pictures == null ? null : new Pixels(pictures.width(), pictures.height()),
                found.duration(),
                pictures == null ? null : pictures.fps(),
                seed,
                digest,
                stills);
    }

    /** What the clip looks like, beside it: the pictures that are there then. A clip that was drawn and paid for does not fail for want of its pictures. */
    private List<Still> keepStills(Place clip, Path file) {
        var kept = new ArrayList<Still>();
        try {
            for (var still : Still.values()) {
                var picture = switch (still) {
                    case THUMBNAIL -> THUMBNAIL.draw("clip", file, Limits.standard());
                    case SHEET -> SHEET.draw("clip", file, Limits.standard());
                };
                var drawn = file.resolveSibling(file.getFileName() + ".png");
                new PictureWriter(Existing.REPLACE, Map.of()).write(picture, drawn);
                store.put(still.of(clip), drawn);
                Files.delete(drawn);
                kept.add(still);
            }
        } catch (ShotwrightException | IOException e) {
            Log.hindered("the clip has not all pictures beside it: " + e.getMessage());
        }
        return kept;
    }

    private static String digest(Path file) {
        try (var stream = Files.newInputStream(file)) {
            var digest = MessageDigest.getInstance("SHA-256");
            var piece = new byte[1 << 16];
            for (var count = stream.read(piece); count >= 0; count = stream.read(piece)) {
                digest.update(piece, 0, count);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new ShotwrightException(
                    ErrorCode.STORAGE_FAILED, null, "%s cannot be read: %s".formatted(file, e), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
