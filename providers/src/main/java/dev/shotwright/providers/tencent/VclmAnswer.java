package dev.shotwright.providers.tencent;

import dev.shotwright.providers.account.Outcomes;
import dev.shotwright.providers.transport.Reply;
import dev.shotwright.vocabulary.model.Billing;
import dev.shotwright.vocabulary.model.Clip;
import dev.shotwright.vocabulary.model.Failure;
import dev.shotwright.vocabulary.model.Outcome;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What VCLM says of a draw, and why it refuses, which it does with the status of success. */
final class VclmAnswer {
    private static final Duration CLIPS_LAST = Duration.ofHours(24);

    private VclmAnswer() {}

    /** A status that is not known is taken for running. */
    static Outcome outcome(String ticket, JsonNode answer, Instant now) {
        var job = answer.path("Response");
        return switch (job.path("Status").asString("").toUpperCase(Locale.ROOT)) {
            case "WAIT" -> Outcomes.queued(ticket);
            case "DONE" -> succeeded(ticket, job, now);
            case "FAIL" ->
                Outcomes.failed(
                        ticket,
                        TencentFailures.of(
                                0,
                                job.path("ErrorCode").asString("unknown"),
                                job.path("ErrorMessage").asString("no reason was given"),
                                Billing.UNKNOWN,
                                answer.toString()));
            default -> Outcomes.running(ticket, null);
        };
    }

    private static Outcome succeeded(String ticket, JsonNode job, Instant now) {
        var address = job.path("ResultVideoUrl").asString("");
        return address.isEmpty()
                ? Outcomes.running(ticket, 1.0)
                : Outcomes.succeeded(
                        ticket, new Clip(address, now.plus(CLIPS_LAST), null, null, null, null), null, null);
    }

    private static JsonNode error(Reply reply) {
        return reply.jsonOrNone().path("Response").path("Error");
    }

    /** Whether an answer only says to come back later. */
    static boolean isBusy(Reply reply) {
        var code = error(reply).path("Code").asString("");
        return code.startsWith("RequestLimitExceeded") || code.startsWith("InternalError");
    }

    /** Why an answer is none; null if it is one, or cannot be read. */
    static @Nullable Failure failure(Reply reply) {
        var error = error(reply);
        if (reply.ok() && error.isMissingNode()) {
            return null;
        }
        return TencentFailures.of(
                reply.status(),
                error.path("Code").asString("status " + reply.status()),
                error.path("Message").asString("no reason was given"),
                Billing.NOT_BILLED,
                reply.text());
    }
}
