package dev.shotwright.cli;

import dev.shotwright.media.MediaProbe;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.node.JsonNodeFactory;

@CommandLine.Command(
        name = "check",
        customSynopsis = "shotwright check [PROMPT] [OPTION]...",
        description = "Ask models whether they can draw it, what they would change, and the price.",
        footer = {"", "Example:", "  shotwright check \"a dog runs\" --seconds 12 --resolution 1080p --model all"})
final class CheckCommand implements Command {
    private static final String ALL = "all";

    private final Surroundings surroundings;
    private final Console console;

    @Option(names = "--model", paramLabel = "NAME", description = "Whom to ask: a model, or all; repeatable.")
    private List<String> models = new ArrayList<>();

    @Mixin
    private RequestOptions words = new RequestOptions();

    CheckCommand(Surroundings surroundings, Console console) {
        this.surroundings = surroundings;
        this.console = console;
    }

    @Override
    public Exit run() {
        var request = MediaProbe.probed(new RequestReading(words, surroundings).request());
        var prices = Prices.of(surroundings);
        var fitting = ModelShelf.fitting(surroundings);
        var tasks = Journals.tasks(surroundings);
        var offers = cards(request).stream()
                .map(card -> Offering.of(
                        card,
                        ModelShelf.verdict(request, card, words.leeway(), fitting),
                        prices,
                        Journals.usualWait(tasks, card.model())))
                .collect(Collectors.toCollection(ArrayList::new));
        if (models.contains(ALL)) {
            offers.sort(Offering.CHEAPEST_FIRST);
        }
        var table = new Table("MODEL", "VERDICT", "CHANGES", "PRICE", "WAIT");
        var object = JsonNodeFactory.instance.objectNode();
        var can = offers.stream().anyMatch(Offering::isOne);
        var told = object.put("state", can ? "succeeded" : "refused").putArray("models");
        for (var offer : offers) {
            offer.tabulate(table);
            told.add(offer.node());
        }
        table.printTo(console);
        console.object(object.putNull("failure"));
        return can ? Exit.DONE : Exit.REFUSED;
    }

    private List<ModelCard> cards(VideoRequest request) {
        var shelf = ModelShelf.of(surroundings);
        if (models.contains(ALL)) {
            return shelf.cards();
        }
        var names = models.isEmpty() ? List.of(shelf.chosen(surroundings, null, request)) : models;
        return names.stream().distinct().map(shelf::card).toList();
    }
}
