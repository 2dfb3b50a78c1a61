package dev.shotwright.cli;

import dev.shotwright.engine.hub.Bytes;
import dev.shotwright.engine.hub.ModelStore.Completeness;
import dev.shotwright.engine.hub.ModelStore.Damage;
import dev.shotwright.engine.hub.ModelStore.Fault;
import dev.shotwright.engine.hub.ModelStore.Stored;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.JsonNodeFactory;

@CommandLine.Command(
        name = "verify",
        customSynopsis = "shotwright models verify [NAME] [--json]",
        description =
                "Read every byte of a checkpoint, or of all that are whole, and compare it with the hub's checksums.",
        footer = {"", "Example:", "  shotwright models verify wan2.1-t2v-1.3b"})
final class ModelsVerifyCommand implements Command {
    private final Surroundings surroundings;
    private final Console console;

    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "One model; all if not given.")
    private @Nullable String name;

    ModelsVerifyCommand(Surroundings surroundings, Console console) {
        this.surroundings = surroundings;
        this.console = console;
    }

    @Override
    public Exit run() {
        var checkpoints = Checkpoints.of(surroundings);
        var repositories = name != null
                ? List.of(checkpoints.kept(name))
                : checkpoints.store().list().stream()
                        .filter(stored -> stored.completeness() == Completeness.WHOLE)
                        .map(Stored::repository)
                        .toList();
        surroundings.cancellation().begin();
        var object = JsonNodeFactory.instance.objectNode();
        var told = object.put("state", "succeeded").putArray("models");
        var exit = Exit.DONE;
        for (var repository : repositories) {
            var title = checkpoints.name(repository);
            List<Fault> faults;
            try (var line = Checkpoints.progress(surroundings, console, title)) {
                faults = checkpoints.store().verify(repository, line);
            }
            var node = told.addObject().put("model", title).put("repository", repository.toString());
            var list = node.putArray("faults");
            for (var fault : faults) {
                console.problem("%s of %s %s".formatted(fault.path(), title, words(fault.damage())));
                list.addObject().put("path", fault.path().text()).put("message", words(fault.damage()));
            }
            if (faults.isEmpty()) {
                var stored = checkpoints.store().find(repository);
                console.print("%s: whole, %s".formatted(title, Bytes.text(stored == null ? 0 : stored.bytes())));
            } else {
                console.note("models pull %s fetches what is missing".formatted(title));
                object.put("state", "failed");
                exit = Exit.FAILED;
            }
        }
        console.object(object);
        return exit;
    }

    private static String words(Damage damage) {
        return switch (damage) {
            case MISSING -> "is missing";
            case WRONG_LENGTH -> "has not the length that the hub gave";
            case WRONG_BYTES -> "has not the bytes that the hub gave";
        };
    }
}
