package dev.shotwright.providers.transport;

import java.net.http.HttpHeaders;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A vendor's answer, read whole. */
public record Reply(int status, HttpHeaders headers, String text) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** Whether the status is one of success. */
    public boolean ok() {
        return status / 100 == 2;
    }

    /**
     * The answer as JSON.
     *
     * @throws UnreadableReplyException if it is none
     */
    public JsonNode json() {
        try {
            var node = JSON.readTree(text);
            if (node.isMissingNode()) {
                throw new UnreadableReplyException("nothing");
            }
            return node;
        } catch (JacksonException e) {
            throw new UnreadableReplyException("no JSON", e);
        }
    }

    /** The answer as JSON; an empty object where it is none. */
    public JsonNode jsonOrNone() {
        try {
            return json();
        } catch (UnreadableReplyException e) {
            return JSON.createObjectNode();
        }
    }
}
