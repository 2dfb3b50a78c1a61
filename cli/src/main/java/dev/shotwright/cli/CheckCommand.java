package dev.shotwright.cli;

import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.card.Quote;
import dev.shotwright.vocabulary.document.Documents;
import dev.shotwright.vocabulary.negotiation.Notice;
import dev.shotwright.vocabulary.negotiation.Reason;
import dev.shotwright.vocabulary.negotiation.Verdict;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

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
        var table = new Table("MODEL", "VERDICT", "CHANGES", "PRICE");
        var object = JsonNodeFactory.instance.objectNode();
        var told = object.put("state", "refused").putArray("models");
        var exit = Exit.REFUSED;
        for (var card : cards(request)) {
            var verdict = ModelShelf.verdict(request, card, words.leeway());
            if (!(verdict instanceof Verdict.Refused)) {
                exit = Exit.DONE;
                object.put("state", "succeeded");
            }
            tabulate(table, card, verdict);
            told.add(node(card, verdict));
        }
        table.printTo(console);
        console.object(object.putNull("failure"));
        return exit;
    }

    private List<ModelCard> cards(VideoRequest request) {
        var shelf = ModelShelf.of(surroundings);
        if (models.contains(ALL)) {
            return shelf.cards();
        }
        var names = models.isEmpty() ? List.of(shelf.chosen(surroundings, null, request)) : models;
        return names.stream().distinct().map(shelf::card).toList();
    }

    private static void tabulate(Table table, ModelCard card, Verdict verdict) {
        switch (verdict) {
            case Verdict.Accepted accepted ->
                table.row(List.of(), card.model(), "accepted", "0", price(card, accepted.request()));
            case Verdict.Adapted adapted ->
                table.row(
                        adapted.notices().stream().map(Notice::toString).toList(),
                        card.model(),
                        "adapted",
                        String.valueOf(adapted.notices().size()),
                        price(card, adapted.request()));
            case Verdict.Refused refused ->
                table.row(refused.reasons().stream().map(Reason::toString).toList(), card.model(), "refused", "-", "-");
        }
    }

    private static String price(ModelCard card, VideoRequest request) {
        return switch (card.tariff().quote(request)) {
            case Quote.Priced priced -> priced.atMost().toString();
            case Quote.Unpriced unknown -> "unknown: " + unknown.why();
        };
    }

    private static ObjectNode node(ModelCard card, Verdict verdict) {
        var node = JsonNodeFactory.instance.objectNode().put("model", card.model());
        switch (verdict) {
            case Verdict.Accepted accepted -> terms(node.put("verdict", "accepted"), card, accepted.request());
            case Verdict.Adapted adapted -> {
                terms(node.put("verdict", "adapted"), card, adapted.request());
                adapted.notices().forEach(notice -> node.withArray("notices").add(Answer.node(notice)));
            }
            case Verdict.Refused refused -> {
                node.put("verdict", "refused");
                refused.reasons().forEach(reason -> node.withArray("reasons").add(Answer.node(reason)));
            }
        }
        return node;
    }

    private static void terms(ObjectNode node, ModelCard card, VideoRequest request) {
        switch (card.tariff().quote(request)) {
            case Quote.Priced priced -> node.put("cost", priced.atMost().toString());
            case Quote.Unpriced unknown -> node.putNull("cost").put("costUnknown", unknown.why());
        }
        node.set("request", JsonMapper.shared().readTree(Documents.json().write(request)));
    }
}
