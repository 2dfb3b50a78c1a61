package dev.shotwright.cli;

import dev.shotwright.providers.task.Proof;
import dev.shotwright.providers.task.Stage;
import dev.shotwright.providers.task.Task;
import dev.shotwright.vocabulary.Money;
import dev.shotwright.vocabulary.model.Failure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A task as people and programs are told of it. */
final class TaskWords {
    private final Prices prices;

    TaskWords(Prices prices) {
        this.prices = prices;
    }

    /** The last part of the name of its file. */
    static String name(Task task) {
        return String.valueOf(Path.of(task.output()).getFileName());
    }

    /** What it has cost, or what is held for it. */
    String money(Task task) {
        var settlement = task.settlement();
        if (settlement == null) {
            return task.held() == null ? "price unknown" : "held: " + prices.words(task.held());
        }
        var cost = settlement.cost();
        return switch (settlement.proof()) {
            case VENDOR -> "cost %s, as the vendor says".formatted(cost == null ? "?" : prices.words(cost));
            case USAGE -> "cost %s, by what was used".formatted(cost == null ? "?" : prices.words(cost));
            case NOT_BILLED -> "not billed";
            case UNPROVEN -> "cost unproven: " + prices.words(task.quote());
        };
    }

    /** What a user can do about a task that has not ended. */
    static List<String> remedies(Task task) {
        var lines = new ArrayList<String>();
        lines.add("  shotwright resume " + task.id());
        lines.add("  shotwright cancel " + task.id());
        return lines;
    }

    /** How a task ended, or where it stands; one sentence. */
    String sentence(Task task) {
        var name = task.output();
        return switch (task.stage()) {
            case PREPARED -> "%s: not sent; `shotwright resume %s` sends it".formatted(name, task.id());
            case SUBMITTING, ACCEPTED, SUCCEEDED ->
                "%s: %s (task %s)".formatted(name, task.stage().word(), task.id());
            case FETCHED -> "%s: drawn by %s; %s (task %s)".formatted(name, task.model(), money(task), task.id());
            case FAILED -> "%s: %s; %s (task %s)".formatted(name, message(task.failure()), money(task), task.id());
            case CANCELLED -> "%s: cancelled; %s (task %s)".formatted(name, money(task), task.id());
            case EXPIRED ->
                "%s: the vendor gave it up or has forgotten it; %s (task %s)".formatted(name, money(task), task.id());
            case IN_DOUBT ->
                "%s: %s may have accepted it and does not say; it is not sent again, and %s (task %s)"
                        .formatted(name, task.vendor(), money(task), task.id());
        };
    }

    private static String message(@Nullable Failure failure) {
        return failure == null ? "failed" : failure.message();
    }

    ObjectNode node(Task task) {
        var node = JsonNodeFactory.instance
                .objectNode()
                .put("task", task.id())
                .put("state", task.stage().word())
                .put("model", task.model())
                .put("vendor", task.vendor())
                .put("ticket", task.ticket())
                .put("file", task.output())
                .put("created", task.created().toString())
                .put("attempts", task.attempts().size())
                .put("held", text(task.held()));
        var settlement = task.settlement();
        node.put("cost", settlement == null ? null : text(settlement.cost()));
        node.put("costProof", settlement == null ? null : settlement.proof().word());
        var failure = task.failure();
        if (failure == null) {
            node.putNull("failure");
        } else {
            node.set("failure", node(failure));
        }
        return node;
    }

    static ObjectNode node(Failure failure) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("code", failure.code().word())
                .putNull("field")
                .put("message", failure.message())
                .put("retry", failure.retry().word())
                .put("billed", failure.billing().word());
    }

    /** The sum of amounts as a program reads it. */
    @Nullable
    String sum(List<Money> amounts) {
        return text(prices.sum(amounts));
    }

    static @Nullable String text(@Nullable Money money) {
        return money == null ? null : money.toString();
    }

    /** The proven costs of tasks. */
    static List<Money> costs(List<Task> tasks) {
        return tasks.stream()
                .map(Task::settlement)
                .filter(settlement -> settlement != null && settlement.proof() != Proof.NOT_BILLED)
                .map(settlement -> settlement == null ? null : settlement.cost())
                .filter(cost -> cost != null)
                .toList();
    }

    static List<Money> held(List<Task> tasks) {
        return tasks.stream().map(Task::held).filter(money -> money != null).toList();
    }

    static boolean isInFlight(Task task) {
        return !task.stage().ended() && task.stage() != Stage.PREPARED;
    }
}
