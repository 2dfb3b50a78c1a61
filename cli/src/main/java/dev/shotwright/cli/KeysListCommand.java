package dev.shotwright.cli;

import picocli.CommandLine;

@CommandLine.Command(
        name = "list",
        customSynopsis = "shotwright keys list [--json]",
        description = "List the vendors, the keys that each wants, and where yours are from; never a key itself.",
        footer = {"", "Example:", "  shotwright keys list"})
final class KeysListCommand implements Command {
    private final Surroundings surroundings;
    private final Console console;

    KeysListCommand(Surroundings surroundings, Console console) {
        this.surroundings = surroundings;
        this.console = console;
    }

    @Override
    public Exit run() {
        return KeysCommand.list(surroundings, console);
    }
}
