package dev.shotwright.server.videos;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list of videos.
 *
 * @param next the {@code cursor} of the part that follows; absent at the end
 */
record VideoList(
        @JsonInclude(JsonInclude.Include.ALWAYS) List<Video> videos,
        @Nullable String next) {

    VideoList {
        videos = List.copyOf(videos);
    }
}
