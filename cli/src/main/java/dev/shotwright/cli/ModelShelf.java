package dev.shotwright.cli;

import dev.shotwright.engine.wan.WanCards;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.Nearest;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.card.TokenCounter;
import dev.shotwright.vocabulary.model.LocalModel;
import dev.shotwright.vocabulary.negotiation.Leeway;
import dev.shotwright.vocabulary.negotiation.Negotiation;
import dev.shotwright.vocabulary.negotiation.Verdict;
import dev.shotwright.vocabulary.request.VideoRequest;
import dev.shotwright.world.previz.PrevizModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The models that can be asked here: those that draw on this machine, and those of which the user keeps a card in the folder
 * {@code cards} of their {@link Home}, which can be checked but not drawn with.
 */
final class ModelShelf {
    private final ModelCard previz;
    private final List<ModelCard> cards;

    private ModelShelf(ModelCard previz, List<ModelCard> cards) {
        this.previz = previz;
        this.cards = cards;
    }

    static ModelShelf of(Surroundings surroundings) {
        var previz = PrevizModel.standardCard();
        var cards = new ArrayList<>(List.of(previz));
        cards.addAll(WanCards.all());
        var home = Home.of(surroundings);
        for (var file : home == null ? List.<Path>of() : cardFiles(home.resolve("cards"))) {
            var text = TextFile.read("cards", file);
            var card = TextFile.named(file, () -> TextFile.documents(file).read(ModelCard.class, text));
            if (cards.stream().anyMatch(other -> other.model().equals(card.model()))) {
                throw TextFile.named(
                        file,
                        ShotwrightException.invalid("model", card.model(), "a name that no other model here has"));
            }
            cards.add(card);
        }
        return new ModelShelf(previz, cards);
    }

    private static List<Path> cardFiles(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().matches(".*\\.(yaml|yml|json)"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new ShotwrightException(
                    ErrorCode.STORAGE_FAILED, "cards", "%s cannot be read: %s".formatted(folder, e.getMessage()), e);
        }
    }

    List<ModelCard> cards() {
        return cards;
    }

    /** The name of the model that the user means: said on the command line, in the request, in the settings, or not at all. */
    String chosen(Surroundings surroundings, @Nullable String named, VideoRequest request) {
        if (named != null) {
            return named;
        }
        return request.model() != null
                ? request.model()
                : Objects.requireNonNullElse(Settings.read(surroundings).model(), previz.model());
    }

    /** @throws ShotwrightException with {@link ErrorCode#UNKNOWN_MODEL}, naming the known ones */
    ModelCard card(String name) {
        return cards.stream()
                .filter(card -> card.model().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name, cards));
    }

    /**
     * The model of a name, ready to draw.
     *
     * @throws ShotwrightException with {@link ErrorCode#UNKNOWN_MODEL} if no such model draws on this machine, and
     *     {@link ErrorCode#FILE_NOT_FOUND} if its weights are not here
     */
    LocalModel model(String name, Surroundings surroundings, EngineOptions engine) {
        var card = card(name);
        if (card.model().equals(previz.model())) {
            return PrevizModel.reading(new PromptReading());
        }
        if (WanCards.all().contains(card)) {
            return Workshop.of(surroundings).named(card, engine);
        }
        throw unknown(
                name,
                cards.stream()
                        .filter(other -> other.vendor().equals(previz.vendor()))
                        .toList());
    }

    private static ShotwrightException unknown(String name, List<ModelCard> among) {
        var known = among.stream().map(ModelCard::model).toList();
        var nearest = Nearest.word(name, known);
        return new ShotwrightException(
                ErrorCode.UNKNOWN_MODEL,
                "model",
                "model is '%s'; %saccepted are %s"
                        .formatted(
                                name, nearest == null ? "" : "nearest is " + nearest + "; ", String.join(", ", known)));
    }

    /** What becomes of a request, whose media have been probed, with a model. */
    static Verdict verdict(VideoRequest request, ModelCard card, Leeway leeway) {
        return new Negotiation(TokenCounter.UPPER_BOUND, leeway)
                .of(request.toBuilder().model(card.model()).build(), card);
    }
}
