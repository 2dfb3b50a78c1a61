package dev.shotwright.media;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.Spelled;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.request.Switch;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a clip is written.
 *
 * @param existing what happens to a file of the same name
 * @param codec the compression of the pictures, or null for the container's usual one
 * @param sound a file whose sound is given to the clip, cut or continued by silence to its length, or null for none
 * @param metadata what the file says of itself, for example {@code title} and {@code comment}
 */
public record ClipOptions(
        Existing existing,
        @Nullable VideoCodec codec,
        @Nullable Path sound,
        Map<String, String> metadata) {
    private static final int LONGEST_KEY = 79;

    public ClipOptions {
        metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
        metadata.forEach((key, value) -> {
            if (key.isEmpty() || key.length() > LONGEST_KEY || !key.chars().allMatch(c -> c > ' ' && c <= '~')) {
                throw new ShotwrightException(
                        ErrorCode.INVALID_VALUE,
                        "metadata",
                        "metadata has the key '%s'; accepted are up to %d letters, digits and signs of ASCII"
                                .formatted(key, LONGEST_KEY));
            }
            if (value.indexOf('\0') >= 0) {
                throw new ShotwrightException(
                        ErrorCode.INVALID_VALUE, "metadata", "metadata '%s' holds a zero character".formatted(key));
            }
        });
    }

    /** Refuses an existing file; the container's usual codec, no sound, no metadata. */
    public static ClipOptions standard() {
        return new ClipOptions(Existing.REFUSE, null, null, Map.of());
    }

    public ClipOptions withExisting(Existing existing) {
        return new ClipOptions(existing, codec, sound, metadata);
    }

    public ClipOptions withCodec(@Nullable VideoCodec codec) {
        return new ClipOptions(existing, codec, sound, metadata);
    }

    public ClipOptions withSound(@Nullable Path sound) {
        return new ClipOptions(existing, codec, sound, metadata);
    }

    public ClipOptions withMetadata(Map<String, String> metadata) {
        return new ClipOptions(existing, codec, sound, metadata);
    }

    /**
     * The same for a clip that a model draws: unless the request wants no label, the file says what it is and how it can be
     * drawn again.
     */
    public ClipOptions describing(ModelCard card, VideoRequest request) {
        var words = new TreeMap<>(metadata);
        if (request.label() != Switch.OFF) {
            words.put(
                    "comment", "drawn by " + card.title() + (request.seed() == null ? "" : ", seed " + request.seed()));
            if (request.prompt() != null) {
                words.put("title", request.prompt());
            }
        }
        return withMetadata(words);
    }

    /** Refuses a codec or sound that a container cannot hold. */
    void check(Container container) {
        if (codec != null && !container.codecs().contains(codec)) {
            throw new ShotwrightException(
                    ErrorCode.UNSUPPORTED_FORMAT,
                    "codec",
                    "codec is '%s'; %s accepts %s"
                            .formatted(
                                    codec.word(),
                                    container.word(),
                                    container.codecs().isEmpty()
                                            ? "none"
                                            : String.join(
                                                    ", ",
                                                    container.codecs().stream()
                                                            .map(Spelled::word)
                                                            .toList())));
        }
        if (sound != null && !container.sounds()) {
            throw new ShotwrightException(
                    ErrorCode.UNSUPPORTED_FORMAT,
                    "audio",
                    "audio is '%s', but %s holds no sound; accepted are mp4 and webm"
                            .formatted(sound, container.word()));
        }
    }

    VideoCodec codecIn(Container container) {
        return codec == null ? container.codecs().getFirst() : codec;
    }
}
