package dev.shotwright.providers.tencent;

import dev.shotwright.providers.transport.Call;
import dev.shotwright.providers.transport.Line;
import dev.shotwright.providers.transport.Reply;
import dev.shotwright.vocabulary.model.FailureCode;
import java.net.URI;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** TokenHub's two addresses: one takes draws, the other tells of them. */
final class TokenHubJobs {
    private static final String ANY_MODEL = "hy-video-1.5";
    private static final String NO_JOB = "0";

    private final Line line;
    private final URI submit;
    private final URI query;

    TokenHubJobs(Line line, URI address) {
        this.line = line;
        this.submit = URI.create(address + "/v1/api/video/submit");
        this.query = URI.create(address + "/v1/api/video/query");
    }

    Call submission(JsonNode body) {
        return Call.post(submit, body);
    }

    Reply query(String model, String id) {
        var question = JsonNodeFactory.instance.objectNode().put("model", model).put("id", id);
        return line.ask(Call.post(query, question));
    }

    /** Asks about a draw that cannot be: whoever is told so has shown a good key. */
    void prove() {
        var failure = TokenHubAnswer.failure(query(ANY_MODEL, NO_JOB));
        if (failure != null
                && failure.code() != FailureCode.NOT_FOUND
                && failure.code() != FailureCode.INVALID_REQUEST) {
            throw line.trouble(failure);
        }
    }
}
