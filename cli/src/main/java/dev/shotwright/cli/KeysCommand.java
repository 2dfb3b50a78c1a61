package dev.shotwright.cli;

import dev.shotwright.providers.Vendors;
import java.util.List;
import picocli.CommandLine;
import tools.jackson.databind.node.JsonNodeFactory;

@CommandLine.Command(
        name = "keys",
        customSynopsis = "shotwright keys [list|set VENDOR|test [VENDOR]...] [OPTION]...",
        description = "List the vendors and where their keys are from; keep keys, and test them.",
        footer = {"", "Example:", "  shotwright keys list", "  shotwright keys set ark < key.txt"})
final class KeysCommand implements Command {
    private final Surroundings surroundings;
    private final Console console;

    KeysCommand(Surroundings surroundings, Console console) {
        this.surroundings = surroundings;
        this.console = console;
    }

    @Override
    public List<Command> branches() {
        return List.of(
                new KeysListCommand(surroundings, console),
                new KeysSetCommand(surroundings, console),
                new KeysTestCommand(surroundings, console));
    }

    @Override
    public Exit run() {
        return list(surroundings, console);
    }

    static Exit list(Surroundings surroundings, Console console) {
        var keyring = new Keyring(surroundings);
        var table = new Table("VENDOR", "NAME", "KEYS");
        var object = JsonNodeFactory.instance.objectNode();
        var told = object.putArray("vendors");
        for (var vendor : Vendors.all()) {
            var keys = keyring.keys(vendor);
            table.row(
                    List.of(),
                    vendor.name(),
                    vendor.title(),
                    keys == null ? "none; wants " + Accounts.wanted(vendor) : keys.toString());
            told.addObject()
                    .put("vendor", vendor.name())
                    .put("title", vendor.title())
                    .put("keys", keys == null ? null : keys.form().toString())
                    .put("from", keys == null ? null : keys.from());
        }
        table.printTo(console);
        console.object(object);
        return Exit.DONE;
    }
}
