package dev.shotwright.server.media;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A part of a medium: bytes from one to another, both within it.
 *
 * @param last the last byte that belongs to it
 */
record Span(long first, long last) {
    private static final Pattern FORM = Pattern.compile("bytes=\\s*(\\d{0,18})-(\\d{0,18})\\s*");

    /** What a header asks for. */
    sealed interface Wish {
        /** All of it: there is no header, or one that need not be heeded, such as one for several parts (RFC 9110, 14.2). */
        record All() implements Wish {}

        record Part(Span span) implements Wish {}

        /** A part that there is none of. */
        record Beyond() implements Wish {}
    }

    long count() {
        return last - first + 1;
    }

    /** @param bytes of the whole medium */
    static Wish of(@Nullable String header, long bytes) {
        var matcher = FORM.matcher(header == null ? "" : header);
        if (!matcher.matches()
                || (matcher.group(1).isEmpty() && matcher.group(2).isEmpty())) {
            return new Wish.All();
        }
        if (matcher.group(1).isEmpty()) {
            var suffix = Math.min(bytes, Long.parseLong(matcher.group(2)));
            return suffix == 0 ? new Wish.Beyond() : new Wish.Part(new Span(bytes - suffix, bytes - 1));
        }
        var first = Long.parseLong(matcher.group(1));
        var last = matcher.group(2).isEmpty() ? bytes - 1 : Long.parseLong(matcher.group(2));
        if (!matcher.group(2).isEmpty() && last < first) {
            return new Wish.All();
        }
        return first >= bytes ? new Wish.Beyond() : new Wish.Part(new Span(first, Math.min(last, bytes - 1)));
    }
}
