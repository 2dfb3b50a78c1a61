package dev.shotwright.cli;

import dev.shotwright.vocabulary.request.VideoRequest;

/** Finds out what the media of a request are, before anybody is asked whether they will do. */
final class MediaProbe {
    private MediaProbe() {}

    /** Whether a source is an address on the net rather than a file here. */
    static boolean isAddress(String source) {
        return source.matches("[a-zA-Z][a-zA-Z0-9+.-]+://.*");
    }

    static VideoRequest probed(VideoRequest request) {
        return request;
    }
}
