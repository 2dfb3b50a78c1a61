package dev.shotwright.cli;

import dev.shotwright.providers.Vendors;
import dev.shotwright.providers.account.Standing;
import dev.shotwright.vocabulary.ShotwrightException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.JsonNodeFactory;

@CommandLine.Command(
        name = "test",
        customSynopsis = "shotwright keys test [VENDOR]... [--json]",
        description = "Ask vendors something that costs nothing, to see that they take your keys.",
        footer = {"", "Example:", "  shotwright keys test ark"})
final class KeysTestCommand implements Command {
    private final Surroundings surroundings;
    private final Console console;

    @Parameters(
            arity = "0..*",
            paramLabel = "VENDOR",
            description = "Whom to ask; all that you have keys for if not given.")
    private List<String> names = new ArrayList<>();

    KeysTestCommand(Surroundings surroundings, Console console) {
        this.surroundings = surroundings;
        this.console = console;
    }

    @Override
    public Exit run() {
        var keyring = new Keyring(surroundings);
        var vendors = names.isEmpty()
                ? Vendors.all().stream()
                        .filter(vendor -> keyring.keys(vendor) != null)
                        .toList()
                : names.stream().map(Accounts::vendor).toList();
        var object = JsonNodeFactory.instance.objectNode();
        var told = object.putArray("vendors");
        var exit = Exit.DONE;
        try (var accounts = new Accounts(surroundings, new Patient(surroundings.clock()))) {
            for (var vendor : vendors) {
                var node = told.addObject().put("vendor", vendor.name());
                try {
                    var standing = accounts.account(vendor).standing();
                    console.print("%s: %s".formatted(vendor.name(), words(standing)));
                    node.put("state", "taken")
                            .put(
                                    "balance",
                                    standing.balance() == null
                                            ? null
                                            : standing.balance().toPlainString())
                            .put("unit", standing.unit())
                            .put("concurrent", standing.concurrent());
                } catch (ShotwrightException e) {
                    console.problem("%s: %s".formatted(vendor.name(), e.getMessage()));
                    node.put("state", "failed").set("failure", Answer.node(e));
                    exit = exit == Exit.FAILED ? exit : Exit.of(e.code());
                }
            }
        }
        if (vendors.isEmpty()) {
            console.note("there are no keys; `shotwright keys list` shows which are wanted");
        }
        console.object(object);
        return exit;
    }

    private static String words(Standing standing) {
        var words = new StringBuilder("the key is taken");
        if (standing.balance() != null) {
            words.append("; %s %s are left"
                    .formatted(
                            standing.balance().toPlainString(), standing.unit() == null ? "units" : standing.unit()));
        }
        if (standing.concurrent() != null) {
            words.append("; %d draws at once".formatted(standing.concurrent()));
        }
        return words.toString();
    }
}
