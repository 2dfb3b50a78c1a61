package dev.shotwright.providers.transport;

import dev.shotwright.vocabulary.model.FailureCode;
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

    /** What a status means where a vendor says no more. */
    public static FailureCode meaning(int status) {
        return switch (status) {
            case 400 -> FailureCode.INVALID_REQUEST;
            case 401 -> FailureCode.AUTHENTICATION;
            case 403 -> FailureCode.PERMISSION;
            case 404 -> FailureCode.NOT_FOUND;
            case 429 -> FailureCode.RATE_LIMITED;
            default -> status >= 500 ? FailureCode.OVERLOADED : FailureCode.UNKNOWN;
        };
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
