package dev.shotwright.cli;

import dev.shotwright.engine.hub.Bytes;
import dev.shotwright.engine.hub.Catalogue;
import dev.shotwright.engine.hub.HubKind;
import dev.shotwright.engine.hub.ModelStore.Completeness;
import dev.shotwright.engine.hub.ModelStore.Stored;
import java.util.List;
import picocli.CommandLine;
import tools.jackson.databind.node.JsonNodeFactory;

@CommandLine.Command(
        name = "list",
        customSynopsis = "shotwright models list [--json]",
        description = "List the checkpoints that are here, and those that can be fetched by name.",
        footer = {"", "Example:", "  shotwright models list"})
final class ModelsListCommand implements Command {
    private final Surroundings surroundings;
    private final Console console;

    ModelsListCommand(Surroundings surroundings, Console console) {
        this.surroundings = surroundings;
        this.console = console;
    }

    @Override
    public Exit run() {
        var checkpoints = Checkpoints.of(surroundings);
        var stored = checkpoints.store().list();
        var table = new Table("MODEL", "SIZE", "STATE", "FROM");
        var object = JsonNodeFactory.instance.objectNode();
        var here = object.putArray("here");
        for (var one : stored) {
            table.row(
                    List.of(one.folder().toString()),
                    checkpoints.name(one.repository()),
                    Bytes.text(one.bytes()),
                    state(one),
                    one.hub());
            here.add(checkpoints.node(one));
        }
        var absent = object.putArray("absent");
        for (var entry : checkpoints.catalogue().models()) {
            if (stored.stream()
                    .noneMatch(one -> checkpoints.name(one.repository()).equals(entry.name()))) {
                table.row(List.of(), entry.name(), "-", "not here", repository(entry));
                absent.addObject().put("model", entry.name()).put("repository", repository(entry));
            }
        }
        table.printTo(console);
        console.object(object);
        return Exit.DONE;
    }

    private static String repository(Catalogue.Entry entry) {
        return entry.repository(HubKind.HUGGING_FACE).toString();
    }

    private static String state(Stored stored) {
        return stored.completeness() == Completeness.WHOLE
                ? "whole"
                : "unfinished, %d %%".formatted(stored.bytes() == 0 ? 0 : 100 * stored.present() / stored.bytes());
    }
}
