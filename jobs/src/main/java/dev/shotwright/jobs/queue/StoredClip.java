package dev.shotwright.jobs.queue;

import dev.shotwright.jobs.storage.Still;
import dev.shotwright.vocabulary.FrameRate;
import dev.shotwright.vocabulary.request.Pixels;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A finished clip in the media store.
 *
 * @param place its name there
 * @param type its media type, such as {@code video/mp4}
 * @param sha256 64 hexadecimal digits
 * @param stills the pictures that lie beside it
 */
public record StoredClip(
        String place,
        long bytes,
        String type,
        @Nullable Pixels size,
        @Nullable Duration duration,
        @Nullable FrameRate fps,
        @Nullable Long seed,
        String sha256,
        List<Still> stills) {

    public StoredClip {
        stills = List.copyOf(stills);
    }
}
