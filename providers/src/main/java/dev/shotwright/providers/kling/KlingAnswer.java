package dev.shotwright.providers.kling;

import dev.shotwright.providers.account.Outcomes;
import dev.shotwright.providers.transport.Reply;
import dev.shotwright.vocabulary.Money;
import dev.shotwright.vocabulary.card.Usage;
import dev.shotwright.vocabulary.model.Billing;
import dev.shotwright.vocabulary.model.Clip;
import dev.shotwright.vocabulary.model.Failure;
import dev.shotwright.vocabulary.model.FailureCode;
import dev.shotwright.vocabulary.model.Outcome;
import dev.shotwright.vocabulary.model.Retry;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What Kling says of a task in the words of either interface, and why it refuses. */
final class KlingAnswer {
    private static final Duration CLIPS_LAST = Duration.ofDays(30);
    private static final Pattern NUMBER = Pattern.compile("\\d{1,12}(\\.\\d{1,12})?");
    private static final Pattern POLICY =
            Pattern.compile("risk control|moderation|sensitive|polic|风控|审核|敏感", Pattern.CASE_INSENSITIVE);
    private static final Pattern INTERNAL = Pattern.compile("internal|内部", Pattern.CASE_INSENSITIVE);

    private KlingAnswer() {}

    /** Whether an answer says that what was asked is done, whatever its status. */
    static boolean isGood(Reply reply) {
        return reply.ok() && reply.jsonOrNone().path("code").asInt(0) == 0;
    }

    static String id(JsonNode task) {
        return text(task, "id", "task_id");
    }

    /** When a task was made, in milliseconds; 0 where it does not say. */
    static long created(JsonNode task) {
        return task.path(task.has("create_time") ? "create_time" : "created_at").asLong(0);
    }

    /** A task object; a status that is not known is taken for running. */
    static Outcome outcome(KlingTicket ticket, JsonNode task, Instant now) {
        var name = ticket.toString();
        return switch (text(task, "status", "task_status").toLowerCase(Locale.ROOT)) {
            case "submitted" -> Outcomes.queued(name);
            case "succeeded", "succeed" -> succeeded(ticket, task, now);
            case "failed" -> Outcomes.failed(name, failed(task));
            default -> Outcomes.running(name, null);
        };
    }

    /** A task that has succeeded may lack its clip for a moment. */
    private static Outcome succeeded(KlingTicket ticket, JsonNode task, Instant now) {
        var outputs = task.has("outputs")
                ? task.path("outputs")
                : task.path("task_result").path("videos");
        var video = outputs.valueStream()
                .filter(output -> output.path("type").asString("video").equals("video"))
                .findFirst()
                .orElse(null);
        var address = video == null ? "" : address(ticket, video);
        if (video == null || address.isEmpty()) {
            return Outcomes.running(ticket.toString(), 1.0);
        }
        var seconds = number(video.path("duration"));
        var length = seconds == null || seconds.signum() == 0
                ? null
                : Duration.ofMillis(seconds.movePointRight(3).longValue());
        var clip = new Clip(address, now.plus(CLIPS_LAST), null, length, null, null);
        var usage = new Usage(null, length, null, units(task));
        return Outcomes.succeeded(ticket.toString(), clip, usage, usage.credits() == null ? cash(task) : null);
    }

    private static String address(KlingTicket ticket, JsonNode video) {
        var marked = video.path("watermark_url").asString("");
        return ticket.marked() && !marked.isEmpty() ? marked : video.path("url").asString("");
    }

    /** What was taken from a package, in the vendor's units; null where nothing was. */
    private static @Nullable BigDecimal units(JsonNode task) {
        var sum = task.path("billing")
                .valueStream()
                .filter(row -> row.path("charge_type").asString("").equals("unit"))
                .map(row -> number(row.path("amount")))
                .filter(amount -> amount != null)
                .reduce(BigDecimal::add)
                .orElse(null);
        return sum == null ? number(task.path("final_unit_deduction")) : sum;
    }

    /** What was paid in money; null where it was paid otherwise too, or in several currencies. */
    private static @Nullable Money cash(JsonNode task) {
        var sum = (Money) null;
        for (var row : task.path("billing")) {
            var amount = number(row.path("amount"));
            var currency = row.path("currency").asString("");
            if (amount == null || !currency.matches("[A-Z]{3}")) {
                return null;
            }
            var part = new Money(amount, currency);
            if (sum != null && !sum.currency().equals(currency)) {
                return null;
            }
            sum = sum == null ? part : sum.plus(part);
        }
        return sum;
    }

    /** Numbers come as such or as text. */
    private static @Nullable BigDecimal number(JsonNode node) {
        var text = node.asString("");
        return NUMBER.matcher(text).matches() ? new BigDecimal(text) : null;
    }

    private static String text(JsonNode task, String name, String firstInterface) {
        var text = task.path(name).asString("");
        return text.isEmpty() ? task.path(firstInterface).asString("") : text;
    }

    /** A task that fails says why in words alone. */
    private static Failure failed(JsonNode task) {
        var why = text(task, "message", "task_status_msg");
        var code = POLICY.matcher(why).find()
                ? FailureCode.POLICY_OUTPUT
                : INTERNAL.matcher(why).find() ? FailureCode.INTERNAL : FailureCode.UNKNOWN;
        var paid = cash(task);
        var units = units(task);
        var billed = (paid != null && paid.amount().signum() > 0) || (units != null && units.signum() > 0);
        return new Failure(
                code,
                "Kling: " + (why.isEmpty() ? "no reason was given" : why),
                retry(code),
                billed ? Billing.BILLED : Billing.NOT_BILLED,
                task.toString());
    }

    /** An answer that is no success. */
    static Failure failure(Reply reply) {
        var body = reply.jsonOrNone();
        var code = body.path("code").asInt(0);
        var meaning = meaning(reply.status(), code);
        var why = body.path("message").asString("no reason was given");
        return new Failure(
                meaning,
                "Kling: %s (%s)".formatted(why, code == 0 ? "status " + reply.status() : code),
                retry(meaning),
                Billing.NOT_BILLED,
                reply.text());
    }

    private static FailureCode meaning(int status, int code) {
        return switch (code) {
            case 1000, 1001, 1002, 1003, 1004 -> FailureCode.AUTHENTICATION;
            case 1100, 1101, 1102 -> FailureCode.INSUFFICIENT_BALANCE;
            case 1103, 1304 -> FailureCode.PERMISSION;
            case 1200, 1201 -> FailureCode.INVALID_REQUEST;
            case 1202, 1203 -> FailureCode.NOT_FOUND;
            case 1300, 1301 -> FailureCode.POLICY_INPUT;
            case 1302 -> FailureCode.RATE_LIMITED;
            case 1303 -> FailureCode.CONCURRENCY_LIMITED;
            case 5000, 5001, 5002 -> FailureCode.INTERNAL;
            default -> Reply.meaning(status);
        };
    }

    private static Retry retry(FailureCode code) {
        return switch (code) {
            case RATE_LIMITED, CONCURRENCY_LIMITED, OVERLOADED, INTERNAL, POLICY_OUTPUT -> Retry.SAFE;
            case INVALID_REQUEST,
                    POLICY_INPUT,
                    COPYRIGHT,
                    REAL_PERSON,
                    AUTHENTICATION,
                    PERMISSION,
                    INSUFFICIENT_BALANCE,
                    NOT_FOUND,
                    QUOTA_EXHAUSTED,
                    TIMEOUT,
                    UNREADABLE_MEDIA,
                    UNKNOWN -> Retry.NEVER;
        };
    }
}
