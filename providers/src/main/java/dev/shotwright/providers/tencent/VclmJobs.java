package dev.shotwright.providers.tencent;

import dev.shotwright.providers.transport.Call;
import dev.shotwright.providers.transport.Line;
import dev.shotwright.providers.transport.Reply;
import dev.shotwright.vocabulary.model.FailureCode;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** VCLM's actions, all posted to the same address. */
final class VclmJobs {
    private static final String NO_JOB = "0";

    private final Line line;
    private final URI address;

    VclmJobs(Line line, URI address) {
        this.line = line;
        this.address = URI.create(address + "/");
    }

    Call call(String action, JsonNode body) {
        return Call.post(address, Tc3Signature.TYPE, body.toString().getBytes(StandardCharsets.UTF_8))
                .with("X-TC-Action", action)
                .with("X-TC-Version", "2024-05-23")
                .with("X-TC-Region", "ap-guangzhou");
    }

    Reply describe(String action, String id) {
        var question = JsonNodeFactory.instance.objectNode().put("JobId", id);
        return line.ask(call(action, question), VclmAnswer::isBusy);
    }

    /** Asks about a draw that cannot be: whoever is told so has shown good secrets. */
    void prove() {
        var failure = VclmAnswer.failure(describe("DescribeHunyuanToVideoJob", NO_JOB));
        if (failure != null
                && failure.code() != FailureCode.NOT_FOUND
                && failure.code() != FailureCode.INVALID_REQUEST) {
            throw line.trouble(failure);
        }
    }
}
