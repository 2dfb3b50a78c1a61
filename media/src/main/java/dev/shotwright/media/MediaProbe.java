package dev.shotwright.media;

import dev.shotwright.media.Inspection.PictureTrack;
import dev.shotwright.vocabulary.request.MediaFacts;
import dev.shotwright.vocabulary.request.MediaItem;
import dev.shotwright.vocabulary.request.MediaKind;
import dev.shotwright.vocabulary.request.Pixels;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Finds out what the media of a request are, before any model is asked whether they will do. */
public final class MediaProbe {
    private MediaProbe() {}

    /** The request with the facts of each file that it brings; what lies on the net is left as it is. */
    public static VideoRequest probed(VideoRequest request) {
        return request.toBuilder()
                .media(request.media().stream().map(MediaProbe::probed).toList())
                .build();
    }

    private static MediaItem probed(MediaItem item) {
        if (item.facts() != null || item.fromAddress()) {
            return item;
        }
        var found = Inspection.of(item.role().word(), Path.of(item.source()), Limits.standard());
        var pictures = found.pictures();
        var kind = kind(pictures);
        var facts = new MediaFacts(
                found.container(),
                found.bytes(),
                pictures == null ? null : new Pixels(pictures.width(), pictures.height()),
                kind == MediaKind.IMAGE ? null : found.duration(),
                pictures == null || kind == MediaKind.IMAGE ? null : pictures.fps());
        return new MediaItem(kind, item.role(), item.source(), item.at(), facts);
    }

    private static MediaKind kind(@Nullable PictureTrack pictures) {
        if (pictures == null) {
            return MediaKind.AUDIO;
        }
        return pictures.frames() > 1 ? MediaKind.VIDEO : MediaKind.IMAGE;
    }
}
