package dev.shotwright.cli;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.Money;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.negotiation.Notice;
import dev.shotwright.vocabulary.negotiation.Reason;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The one object of {@code --json}: state, model, files, seed, notices, cost and failure, each of them always there. A
 * command fills in what it has reached, so that a failure half-way still tells of the first half.
 */
final class Answer {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final ObjectNode object = NODES.objectNode()
            .put("state", "succeeded")
            .putNull("model")
            .set("files", NODES.arrayNode())
            .putNull("seed")
            .set("notices", NODES.arrayNode())
            .putNull("cost")
            .putNull("failure");

    void model(String name) {
        object.put("model", name);
    }

    void seed(long seed) {
        object.put("seed", seed);
    }

    void cost(Money cost) {
        object.put("cost", cost.toString());
    }

    void file(Path file) {
        ((ArrayNode) object.get("files")).add(file.toString());
    }

    void notice(Notice notice) {
        ((ArrayNode) object.get("notices")).add(node(notice));
    }

    void remark(String sentence) {
        ((ArrayNode) object.get("notices")).addObject().put("message", sentence);
    }

    /** Adds what a vendor was asked for: each task, what is still held, and what is proven to be paid. */
    void tasks(List<ObjectNode> tasks, @Nullable String held, @Nullable String cost) {
        object.put("cost", cost);
        object.put("task", tasks.size() == 1 ? tasks.getFirst().get("task").asString() : null);
        object.put("held", held);
        var told = object.putArray("tasks");
        tasks.forEach(told::add);
    }

    /** Adds the ids of the clips that a service was asked for. */
    void videos(List<String> ids) {
        var told = object.putArray("videos");
        ids.forEach(told::add);
    }

    /** Tells that a service has the request, and nobody waits for the clips. */
    void submitted() {
        object.put("state", "submitted");
    }

    void end(Exit exit, ObjectNode failure) {
        object.put("state", state(exit));
        object.set("failure", failure);
    }

    void fail(ShotwrightException problem) {
        end(Exit.of(problem.code()), node(problem));
    }

    static ObjectNode node(ShotwrightException problem) {
        return NODES.objectNode()
                .put("code", problem.code().word())
                .put("field", problem.field())
                .put("message", problem.getMessage());
    }

    /** A failure that is told by how a command ended alone. */
    static ObjectNode node(Exit exit) {
        return NODES.objectNode()
                .put("code", state(exit))
                .putNull("field")
                .put(
                        "message",
                        exit == Exit.IN_DOUBT
                                ? "a vendor may have accepted and cannot be asked"
                                : "the draws go on; resume waits for them");
    }

    void refuse(List<Reason> reasons) {
        object.put("state", state(Exit.REFUSED));
        var told = object.putObject("failure")
                .put("code", ErrorCode.REFUSED.word())
                .put("field", reasons.getFirst().field())
                .put("message", reasons.stream().map(Reason::toString).collect(Collectors.joining("\n")))
                .putArray("reasons");
        reasons.forEach(reason -> told.add(node(reason)));
    }

    ObjectNode object() {
        return object;
    }

    static ObjectNode node(Notice notice) {
        return NODES.objectNode()
                .put("message", notice.toString())
                .put("field", notice.field())
                .put("asked", notice.asked())
                .put("given", notice.given())
                .put("why", notice.why());
    }

    static ObjectNode node(Reason reason) {
        return NODES.objectNode()
                .put("field", reason.field())
                .put("asked", reason.asked())
                .put("accepted", reason.accepted())
                .put("nearest", reason.nearest());
    }

    private static String state(Exit exit) {
        return switch (exit) {
            case DONE -> "succeeded";
            case REFUSED -> "refused";
            case FAILED -> "failed";
            case IN_DOUBT -> "in-doubt";
            case CANCELLED -> "cancelled";
        };
    }
}
