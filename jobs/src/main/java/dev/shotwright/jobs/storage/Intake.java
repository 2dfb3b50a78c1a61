package dev.shotwright.jobs.storage;

import dev.shotwright.jobs.outbound.Outbound;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.UUID;

/** The way of a request's media into files of this machine: bounded, told by their first bytes, never decoded here. */
public final class Intake {
    private final FileShelf shelf;
    private final MediaStore store;
    private final Outbound outbound;
    private final long largest;

    /** @param largest bytes that a medium may have */
    public Intake(FileShelf shelf, MediaStore store, Outbound outbound, long largest) {
        this.shelf = shelf;
        this.store = store;
        this.outbound = outbound;
        this.largest = largest;
    }

    /** A medium that has been brought. */
    public record Brought(Path file, MediaForm form) {}

    /**
     * Brings a medium of an account's request into a new file of a folder, with the ending that its first bytes ask for.
     *
     * @param name of the file without its ending
     * @throws ShotwrightException with {@link ErrorCode#NOT_FOUND}, {@link ErrorCode#REFUSED} for a closed address,
     *     {@link ErrorCode#NETWORK_FAILED}, {@link ErrorCode#MEDIA_TOO_LARGE}, {@link ErrorCode#UNSUPPORTED_FORMAT}
     */
    public Brought bring(UUID account, MediaSource source, Path folder, String name) {
        try {
            var raw = Files.createTempFile(folder, "coming", "");
            try {
                switch (source) {
                    case MediaSource.Uploaded(var file) ->
                        store.copyTo(shelf.use(account, file).place(), raw);
                    case MediaSource.Remote(var address) -> outbound.fetch(address, raw, largest);
                    case MediaSource.Inline(var text) -> decode(text, raw);
                }
                var form = form(raw);
                var file = folder.resolve(name + "." + form.ending());
                Files.move(raw, file);
                return new Brought(file, form);
            } finally {
                Files.deleteIfExists(raw);
            }
        } catch (IOException e) {
            throw new ShotwrightException(
                    ErrorCode.STORAGE_FAILED, null, "a medium cannot be brought into " + folder, e);
        }
    }

    private void decode(String text, Path target) throws IOException {
        if (text.length() / 4 * 3L > largest) {
            throw new ShotwrightException(
                    ErrorCode.MEDIA_TOO_LARGE,
                    "source",
                    "the medium is larger than the %d bytes that are accepted".formatted(largest));
        }
        try {
            Files.write(target, Base64.getMimeDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            throw ShotwrightException.invalid("source", "no base64", "data:…;base64,…");
        }
    }

    private static MediaForm form(Path file) throws IOException {
        try (var stream = Files.newInputStream(file)) {
            var form = MediaForm.of(stream.readNBytes(MediaForm.ENOUGH));
            if (form == null) {
                throw new ShotwrightException(
                        ErrorCode.UNSUPPORTED_FORMAT,
                        "source",
                        "the first bytes are those of no medium; accepted are " + MediaForm.accepted());
            }
            return form;
        }
    }
}
