package dev.shotwright.providers.tencent;

import dev.shotwright.providers.account.Outcomes;
import dev.shotwright.providers.transport.Reply;
import dev.shotwright.vocabulary.model.Billing;
import dev.shotwright.vocabulary.model.Clip;
import dev.shotwright.vocabulary.model.Failure;
import dev.shotwright.vocabulary.model.Outcome;
import dev.shotwright.vocabulary.model.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What TokenHub says of a draw, and why it refuses. */
final class TokenHubAnswer {
    private static final Duration CLIPS_LAST = Duration.ofHours(24);

    private TokenHubAnswer() {}

    /** A status that is not known is taken for running. */
    static Outcome outcome(String ticket, JsonNode job, Instant now) {
        return switch (job.path("status").asString("").toLowerCase(Locale.ROOT)) {
            case "queued", "pending" -> Outcomes.queued(ticket);
            case "completed" -> succeeded(ticket, job.path("data"), now);
            case "failed" -> Outcomes.failed(ticket, failure(0, job.path("error"), job.toString(), Billing.UNKNOWN));
            case "cancelled", "canceled" -> Outcomes.ended(State.CANCELLED, ticket);
            default -> Outcomes.running(ticket, progress(job.path("progress")));
        };
    }

    private static @Nullable Double progress(JsonNode percent) {
        return percent.isNumber() ? (Double) Math.clamp(percent.asDouble() / 100, 0, 1) : null;
    }

    private static Outcome succeeded(String ticket, JsonNode data, Instant now) {
        var address = (data.isArray() ? data.path(0) : data).path("url").asString("");
        return address.isEmpty()
                ? Outcomes.running(ticket, 1.0)
                : Outcomes.succeeded(
                        ticket, new Clip(address, now.plus(CLIPS_LAST), null, null, null, null), null, null);
    }

    /** Why an answer is none, or null if it is one; an error can stand in an answer of success. */
    static @Nullable Failure failure(Reply reply) {
        return reply.ok() && reply.jsonOrNone().path("error").path("code").isMissingNode() ? null : refusal(reply);
    }

    /** An answer that is no success. */
    static Failure refusal(Reply reply) {
        return failure(reply.status(), reply.jsonOrNone().path("error"), reply.text(), Billing.NOT_BILLED);
    }

    private static Failure failure(int status, JsonNode error, String raw, Billing billing) {
        var code = error.path("code").asString(status == 0 ? "unknown" : "status " + status);
        var message = error.path("message").asString("no reason was given");
        return TencentFailures.of(status, code, message, billing, raw);
    }
}
