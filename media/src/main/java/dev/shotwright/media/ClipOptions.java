package dev.shotwright.media;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a clip is written.
 *
 * @param existing what happens to a file of the same name
 * @param metadata what the file says of itself, for example {@code title} and {@code comment}
 */
public record ClipOptions(Existing existing, Map<String, String> metadata) {

    public ClipOptions {
        metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
    }

    /** Refuses an existing file, in good quality, without metadata. */
    public static ClipOptions standard() {
        return new ClipOptions(Existing.REFUSE, Map.of());
    }

    public ClipOptions withExisting(Existing existing) {
        return new ClipOptions(existing, metadata);
    }

    public ClipOptions withMetadata(Map<String, String> metadata) {
        return new ClipOptions(existing, metadata);
    }
}
