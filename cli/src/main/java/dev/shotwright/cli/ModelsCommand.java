package dev.shotwright.cli;

import dev.shotwright.providers.Vendors;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.document.Documents;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

@CommandLine.Command(
        name = "models",
        customSynopsis = {
            "shotwright models [NAME] [--json]",
            "       shotwright models pull|list|verify|remove [NAME] [OPTION]..."
        },
        description = "List the models that can be asked, or show the card of one; pull and keep checkpoints.",
        footer = {"", "Example:", "  shotwright models previz", "  shotwright models pull wan2.1-t2v-1.3b"})
final class ModelsCommand implements Command {
    private final Surroundings surroundings;
    private final Console console;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "NAME",
            description = "The model whose card is shown in full.")
    private @Nullable String name;

    ModelsCommand(Surroundings surroundings, Console console) {
        this.surroundings = surroundings;
        this.console = console;
    }

    @Override
    public List<Command> branches() {
        return List.of(
                new ModelsPullCommand(surroundings, console),
                new ModelsListCommand(surroundings, console),
                new ModelsVerifyCommand(surroundings, console),
                new ModelsRemoveCommand(surroundings, console));
    }

    @Override
    public Exit run() {
        var shelf = ModelShelf.of(surroundings);
        if (name != null) {
            var card = shelf.card(name);
            console.print(Documents.yaml().write(card).stripTrailing());
            console.object(JsonMapper.shared().readTree(Documents.json().write(card)));
            return Exit.DONE;
        }
        var object = JsonNodeFactory.instance.objectNode();
        var models = object.putArray("models");
        var keyring = new Keyring(surroundings);
        var byVendor = shelf.cards().stream()
                .collect(Collectors.groupingBy(ModelCard::vendor, LinkedHashMap::new, Collectors.toList()));
        var first = true;
        for (var entry : byVendor.entrySet()) {
            if (!first) {
                console.print("");
            }
            first = false;
            console.print(heading(entry.getKey(), keyring));
            var table = new Table("MODEL", "OPERATIONS", "USUAL SIZE", "PRICE");
            for (var card : entry.getValue()) {
                table.row(List.of(card.title()), card.model(), operations(card), size(card), prices(card));
                models.add(JsonMapper.shared().readTree(Documents.json().write(card)));
            }
            table.printTo(console);
        }
        console.object(object);
        return Exit.DONE;
    }

    /** Who runs the models that follow, and whether the user can ask them. */
    private static String heading(String name, Keyring keyring) {
        if (name.equals(ModelShelf.LOCAL)) {
            return "This machine:";
        }
        var vendor = Vendors.named(name);
        if (vendor == null) {
            return name + ", whose models can be checked and not drawn with:";
        }
        var keys = keyring.keys(vendor);
        return keys == null
                ? "%s, no key yet (shotwright keys set %s):".formatted(vendor.title(), name)
                : "%s, %s:".formatted(vendor.title(), keys);
    }

    private static String operations(ModelCard card) {
        return card.modes().stream()
                .map(mode -> mode.operation().word())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static String size(ModelCard card) {
        return card.modes().stream()
                .map(mode -> card.limits(mode).sizes())
                .filter(sizes -> sizes != null)
                .map(sizes -> sizes.usual().toString())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static String prices(ModelCard card) {
        return card.tariff().prices().stream()
                .map(price -> price.price() + " a " + price.per().word())
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
