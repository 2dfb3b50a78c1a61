package dev.shotwright.server.videos;

import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.util.List;

/** Requests that are accepted together, all or none. */
record BatchRequest(List<VideoRequest> requests) {

    BatchRequest {
        requests = List.copyOf(requests);
        if (requests.isEmpty()) {
            throw ShotwrightException.invalid("requests", "empty", "one request or more");
        }
    }
}
