package dev.shotwright.jobs.storage;

import dev.shotwright.jobs.Ids;
import dev.shotwright.jobs.Prefix;
import dev.shotwright.jobs.outbound.AddressGuard;
import dev.shotwright.vocabulary.ShotwrightException;
import java.net.URI;
import java.util.UUID;
import java.util.regex.Pattern;

/** Where a medium of a request comes from when the request comes over the network. Paths of this machine are none of it. */
public sealed interface MediaSource {

    /** A file that was uploaded before: {@code file_…}. */
    record Uploaded(UUID file) implements MediaSource {}

    /** An address of the Internet. */
    record Remote(URI address) implements MediaSource {}

    /** The medium itself: {@code data:image/png;base64,…}. */
    record Inline(String base64) implements MediaSource {}

    /**
     * The source that a text names.
     *
     * @param field where it was given, such as {@code media[0].source}
     */
    static MediaSource of(String field, String text) {
        if (text.startsWith(Prefix.FILE.text())) {
            return new Uploaded(Ids.read(Prefix.FILE, field, text));
        }
        var inline = Forms.INLINE.matcher(text);
        if (inline.lookingAt()) {
            return new Inline(text.substring(inline.end()));
        }
        if (Forms.ADDRESS.matcher(text).lookingAt()) {
            return new Remote(AddressGuard.form(field, text));
        }
        throw ShotwrightException.invalid(
                field,
                "'" + text.substring(0, Math.min(60, text.length())) + "'",
                "the id of an uploaded file (file_…), an address (https://…) or data:…;base64,…");
    }

    /** How sources are told. */
    final class Forms {
        private static final Pattern INLINE = Pattern.compile("data:[\\w.+-]{1,40}/[\\w.+-]{1,60};base64,");
        private static final Pattern ADDRESS = Pattern.compile("(?i)https?:");

        private Forms() {}
    }
}
