package dev.shotwright.server.videos;

import java.util.List;
import java.util.Map;

/**
 * Videos that were accepted together, all or none.
 *
 * @param states how many of them stand where
 */
public record Batch(String id, Map<String, Long> states, List<Video> videos) {

    public Batch {
        videos = List.copyOf(videos);
    }
}
