package dev.shotwright.providers.kling;

import dev.shotwright.vocabulary.request.VideoRequest;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request as it goes over the wire.
 *
 * @param kind the path of the first interface that its draw is asked at; null for the new interface
 */
record KlingOrder(String path, @Nullable String kind, ObjectNode body) {

    /** The caller's own name for a request, or null where the vendor could not be asked by it. */
    static @Nullable String reference(VideoRequest request) {
        var reference = request.clientReference();
        return reference == null || !reference.matches("[^,/\\s]{1,128}") ? null : reference;
    }
}
