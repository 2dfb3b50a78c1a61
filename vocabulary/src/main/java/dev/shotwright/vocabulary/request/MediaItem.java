package dev.shotwright.vocabulary.request;

import dev.shotwright.vocabulary.ShotwrightException;
import java.time.Duration;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A picture, clip or sound that a request brings along.
 *
 * @param source where it comes from: a path, or an address that the model's vendor can read
 * @param at when a keyframe is to be seen, from the start of the clip; absent for every other role
 * @param facts what a probe found in it; absent until it is probed
 */
public record MediaItem(
        MediaKind kind,
        MediaRole role,
        String source,
        @Nullable Duration at,
        @Nullable MediaFacts facts) {
    private static final Pattern NET = Pattern.compile("(?i)(https?|data):");
    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+._-]+:(//|[^,]*;base64,)");

    public MediaItem {
        if (source.isBlank()) {
            throw ShotwrightException.invalid("source", "empty", "a path or an address");
        }
        if (!role.kinds().contains(kind)) {
            throw ShotwrightException.invalid(
                    "kind",
                    kind.word(),
                    role.kinds().stream().map(MediaKind::word).collect(Collectors.joining(" or ")) + " for the role "
                            + role.word());
        }
        if ((role == MediaRole.KEYFRAME) != (at != null)) {
            throw ShotwrightException.invalid(
                    "at", at == null ? "absent" : at, "a time for a keyframe and nothing else");
        }
        if (at != null && at.isNegative()) {
            throw ShotwrightException.invalid("at", at, "0 or more");
        }
    }

    /** Whether it comes from an address rather than from a file. */
    public boolean fromAddress() {
        return ADDRESS.matcher(source).lookingAt();
    }

    /** Whether its address is one that a vendor alone understands, rather than one of the net. */
    public boolean fromVendor() {
        return fromAddress() && !NET.matcher(source).lookingAt();
    }

    public static MediaItem of(MediaKind kind, MediaRole role, String source) {
        return new MediaItem(kind, role, source, null, null);
    }

    public MediaItem withFacts(MediaFacts found) {
        return new MediaItem(kind, role, source, at, found);
    }
}
