package dev.shotwright.cli;

import dev.shotwright.engine.hub.Bytes;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

@CommandLine.Command(
        name = "remove",
        customSynopsis = "shotwright models remove NAME [--json]",
        description = "Take a checkpoint away, whole or not.",
        footer = {"", "Example:", "  shotwright models remove wan2.1-t2v-1.3b"})
final class ModelsRemoveCommand implements Command {
    private final Surroundings surroundings;
    private final Console console;

    @Parameters(index = "0", paramLabel = "NAME", description = "A model that models list shows as here.")
    private String name = "";

    ModelsRemoveCommand(Surroundings surroundings, Console console) {
        this.surroundings = surroundings;
        this.console = console;
    }

    @Override
    public Exit run() {
        var checkpoints = Checkpoints.of(surroundings);
        var removed = checkpoints.store().remove(checkpoints.kept(name));
        console.print(
                "%s: removed, %s".formatted(checkpoints.name(removed.repository()), Bytes.text(removed.present())));
        console.object(checkpoints.node(removed));
        return Exit.DONE;
    }
}
