package dev.shotwright.fakes;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * An answer as it goes over the wire.
 *
 * @param headers beside the content type
 */
public record Answer(int status, Map<String, String> headers, String body) {

    public Answer {
        headers = Map.copyOf(headers);
    }

    public static Answer json(int status, JsonNode body) {
        return new Answer(status, Map.of(), body.toString());
    }

    Answer withBody(String other) {
        return new Answer(status, headers, other);
    }
}
