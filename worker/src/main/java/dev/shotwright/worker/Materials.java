package dev.shotwright.worker;

import dev.shotwright.jobs.Ids;
import dev.shotwright.jobs.Prefix;
import dev.shotwright.jobs.database.Database;
import dev.shotwright.jobs.outbound.AddressGuard;
import dev.shotwright.jobs.outbound.Outbound;
import dev.shotwright.jobs.queue.Lease;
import dev.shotwright.jobs.storage.MediaStore;
import dev.shotwright.jobs.storage.Place;
import dev.shotwright.media.MediaProbe;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.request.MediaItem;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.UUID;

/**
 * The media of requests, brought to this machine: files of the account's own, media that the request carries in itself, and
 * for models that draw here what lies on the net. A request never names a file of the machine itself.
 */
final class Materials {
    private static final long LONGEST = 2L << 30;

    private final Database database;
    private final MediaStore store;
    private final Outbound outbound;

    Materials(Database database, MediaStore store, Outbound outbound) {
        this.database = database;
        this.store = store;
        this.outbound = outbound;
    }

    /**
     * A job's request with its media in a folder and probed.
     *
     * @throws ShotwrightException if a medium is not there, is none, or is not the account's
     */
    VideoRequest brought(Lease lease, ModelCard card, Path folder) {
        var request = lease.request().read();
        var media = new ArrayList<MediaItem>();
        for (var item : request.media()) {
            media.add(brought(lease.account(), item, card, folder, "media[%d].source".formatted(media.size())));
        }
        return media.isEmpty()
                ? request
                : MediaProbe.probed(request.toBuilder().media(media).build());
    }

    private MediaItem brought(UUID account, MediaItem item, ModelCard card, Path folder, String field) {
        var source = item.source();
        if (source.startsWith(Prefix.FILE.text())) {
            var target = fresh(folder);
            store.copyTo(place(account, field, source), target);
            return at(item, target);
        }
        if (!item.fromAddress()) {
            throw ShotwrightException.invalid(field, "a path", "a file of this service (file_…), or an address");
        }
        if (source.startsWith("data:")) {
            return at(item, unpacked(source, field, fresh(folder)));
        }
        if (!card.vendor().equals("local")) {
            return item;
        }
        var target = fresh(folder);
        outbound.fetch(AddressGuard.form(field, source), target, LONGEST);
        return at(item, target);
    }

    private static MediaItem at(MediaItem item, Path file) {
        return new MediaItem(item.kind(), item.role(), file.toString(), item.at(), null);
    }

    private Place place(UUID account, String field, String source) {
        return database.sql()
                .sql("select place from file where id = ? and account = ?")
                .params(Ids.read(Prefix.FILE, field, source), account)
                .query((row, _) -> new Place(row.getString(1)))
                .optional()
                .orElseThrow(() -> new ShotwrightException(
                        ErrorCode.FILE_NOT_FOUND,
                        field,
                        "%s is %s, which is not there; accepted is a file that was uploaded and has not expired"
                                .formatted(field, source)));
    }

    private static Path unpacked(String source, String field, Path target) {
        var comma = source.indexOf(',');
        try {
            return Files.write(target, Base64.getMimeDecoder().decode(source.substring(comma + 1)));
        } catch (IllegalArgumentException e) {
            throw new ShotwrightException(
                    ErrorCode.UNREADABLE_MEDIA,
                    field,
                    "%s is no base64; accepted is data:TYPE;base64,…".formatted(field),
                    e);
        } catch (IOException e) {
            throw unkept(target, e);
        }
    }

    private static Path fresh(Path folder) {
        try {
            return Files.createTempFile(Files.createDirectories(folder), "medium-", "");
        } catch (IOException e) {
            throw unkept(folder, e);
        }
    }

    private static ShotwrightException unkept(Path file, IOException fault) {
        return new ShotwrightException(
                ErrorCode.STORAGE_FAILED, null, "%s cannot be written: %s".formatted(file, fault), fault);
    }
}
