package dev.shotwright.media;

import dev.shotwright.vocabulary.FrameRate;
import dev.shotwright.vocabulary.Spelled;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is in a file or a folder of pictures.
 *
 * @param container the format, for example {@code mp4} or {@code frames}
 * @param duration how long it plays; zero for a single picture
 * @param start when a player that is still receiving the file can begin
 * @param metadata what the file says of itself, for example {@code title} and {@code comment}
 * @param damage what is wrong with the file, or null if all that it announces is there
 */
public record Inspection(
        Path file,
        String container,
        long bytes,
        Duration duration,
        Start start,
        List<Track> tracks,
        Map<String, String> metadata,
        @Nullable String damage) {

    public Inspection {
        tracks = List.copyOf(tracks);
        metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
    }

    /** When a player that is still receiving the file can begin. */
    public enum Start implements Spelled {
        AT_ONCE("at-once"),
        WHEN_WHOLE("when-whole");

        private final String word;

        Start(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }

    /** How a number of frames was found. */
    public enum Count implements Spelled {
        /** Each was counted. */
        EXACT("exact"),
        /** The file says so, or its length and rate do. */
        ESTIMATED("estimated");

        private final String word;

        Count(String word) {
            this.word = word;
        }

        @Override
        public String word() {
            return word;
        }
    }

    /** One sequence of pictures or of sound in a file. */
    public sealed interface Track permits PictureTrack, SoundTrack {
        String codec();
    }

    /**
     * Moving pictures.
     *
     * @param profile the subset of the codec, or null if it has none
     * @param width as it is seen, cropped and turned
     * @param pixels how pixels are stored, in FFmpeg's words, for example {@code yuv420p}
     * @param rotation the degrees that a player turns the stored pictures clockwise
     */
    public record PictureTrack(
            String codec,
            @Nullable String profile,
            int width,
            int height,
            FrameRate fps,
            long frames,
            Count count,
            String pixels,
            Colours colours,
            int rotation)
            implements Track {}

    /** How numbers stand for colours, in FFmpeg's words, for example {@code tv} and {@code bt709}; else {@code unknown}. */
    public record Colours(String range, String matrix, String primaries, String transfer) {}

    /** Sound. */
    public record SoundTrack(String codec, int sampleRate, int channels) implements Track {}

    /**
     * Looks into a file or a folder of pictures.
     *
     * @param field the field that is named in an error
     */
    public static Inspection of(String field, Path file, Limits limits) {
        return Inspector.inspect(field, file, limits);
    }

    /** The first track of pictures, or null if there is none. */
    public @Nullable PictureTrack pictures() {
        for (var track : tracks) {
            if (track instanceof PictureTrack pictures) {
                return pictures;
            }
        }
        return null;
    }
}
