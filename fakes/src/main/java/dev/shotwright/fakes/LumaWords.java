package dev.shotwright.fakes;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/** What both of Luma's interfaces say in the same words. Neither documents its errors: these are told by status and text. */
final class LumaWords {
    private LumaWords() {}

    static List<Fault> faults() {
        return List.of(
                Fault.atSubmission("400 Bad request", "invalid-request"),
                Fault.atSubmission("400 Insufficient credits", "insufficient-balance"),
                Fault.atSubmission("400 Prompt failed moderation", "policy-input"),
                Fault.atSubmission("401 Invalid API key", "authentication"),
                Fault.atSubmission("402 Payment required", "insufficient-balance"),
                Fault.atSubmission("403 Not authenticated", "authentication"),
                Fault.atSubmission("403 Forbidden", "permission"),
                Fault.atSubmission("404 Not found", "not-found"),
                Fault.atSubmission("422 Unprocessable entity", "invalid-request"),
                Fault.atSubmission("429 Too many requests", "rate-limited"),
                Fault.atSubmission("500 Internal server error", "internal"),
                Fault.atSubmission("503 Service unavailable", "overloaded"),
                Fault.inTask("Input image failed moderation", "policy-input"),
                Fault.inTask("Something went wrong", "unknown"));
    }

    static Answer error(int status, String detail) {
        return Answer.json(status, JsonNodeFactory.instance.objectNode().put("detail", detail));
    }

    static Answer refusal(Refusal refusal) {
        var body = JsonNodeFactory.instance.objectNode();
        body.putArray("detail")
                .addObject()
                .put("type", "value_error")
                .put("msg", refusal.getMessage())
                .putArray("loc")
                .add("body")
                .add(refusal.field());
        return Answer.json(422, body);
    }

    static String state(FakeTask.State state, String running) {
        return switch (state) {
            case QUEUED -> "queued";
            case RUNNING -> running;
            case SUCCEEDED -> "completed";
            case FAILED, CANCELLED -> "failed";
        };
    }

    static Answer pondering(Answer answer) {
        return answer.withBody(answer.body().replaceFirst("\"state\":\"\\w+\"", "\"state\":\"pondering\""));
    }

    /** The address that an object names, and nothing else. */
    static String address(String field, @Nullable Fields holder) {
        if (holder == null) {
            throw new Refusal(field, "is missing");
        }
        var address = holder.requiredText("url", 4000);
        if (!address.startsWith("https://") && !address.startsWith("http://")) {
            throw new Refusal(field + ".url", "is no public address");
        }
        holder.end();
        return address;
    }
}
