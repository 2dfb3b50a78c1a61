package dev.shotwright.cli;

import dev.shotwright.vocabulary.ShotwrightException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The one object of {@code --json}: state, model, files, seed, notices, cost and failure, each of them always present. A
 * command fills in what it has reached, so that a failure half-way tells of the first half.
 */
final class Answer {
    private final List<Path> files = new ArrayList<>();
    private final List<ObjectNode> notices = new ArrayList<>();
    private @Nullable String model;
    private @Nullable Long seed;
    private @Nullable ObjectNode cost;
    private @Nullable ObjectNode failure;
    private Exit exit = Exit.DONE;

    void model(String name) {
        model = name;
    }

    void seed(@Nullable Long value) {
        seed = value;
    }

    void file(Path file) {
        files.add(file);
    }

    /** The failure that this answer now tells of, to be filled with further details. */
    ObjectNode fail(ShotwrightException problem) {
        exit = Exit.of(problem.code());
        var told = JsonNodeFactory.instance
                .objectNode()
                .put("code", problem.code().word())
                .put("field", problem.field())
                .put("message", problem.getMessage());
        failure = told;
        return told;
    }

    ObjectNode object() {
        var object = JsonNodeFactory.instance.objectNode();
        object.put("state", state());
        object.put("model", model);
        var paths = object.putArray("files");
        files.forEach(file -> paths.add(file.toString()));
        object.put("seed", seed);
        var told = object.putArray("notices");
        notices.forEach(told::add);
        object.set("cost", cost);
        object.set("failure", failure);
        return object;
    }

    private String state() {
        return switch (exit) {
            case DONE -> "succeeded";
            case REFUSED -> "refused";
            case FAILED -> "failed";
            case IN_DOUBT -> "in-doubt";
            case CANCELLED -> "cancelled";
        };
    }
}
