package dev.shotwright.cli;

import dev.shotwright.engine.wan.WanCards;
import dev.shotwright.providers.Vendors;
import dev.shotwright.providers.account.Vendor;
import dev.shotwright.providers.enclosure.Fitting;
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
import dev.shotwright.world.previz.PromptReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The models that can be asked here: those that draw on this machine, those of vendors, and those of which the user keeps a
 * card in the folder {@code cards} of their {@link Home}. A vendor's cards are read only when a name or a list needs them.
 */
final class ModelShelf {
    static final String LOCAL = "local";

    private final ModelCard previz;
    private final List<ModelCard> local;
    private final List<ModelCard> own;

    private ModelShelf(ModelCard previz, List<ModelCard> local, List<ModelCard> own) {
        this.previz = previz;
        this.local = local;
        this.own = own;
    }

    static ModelShelf of(Surroundings surroundings) {
        var previz = PrevizModel.standardCard();
        var local = new ArrayList<>(List.of(previz));
        local.addAll(WanCards.all());
        var own = new ArrayList<ModelCard>();
        var home = Home.of(surroundings);
        for (var file : home == null ? List.<Path>of() : cardFiles(home.resolve("cards"))) {
            var text = TextFile.read("cards", file);
            var card = TextFile.named(file, () -> TextFile.documents(file).read(ModelCard.class, text));
            if (Stream.of(local, own, vendors(card.model()))
                    .flatMap(List::stream)
                    .anyMatch(other -> other.model().equals(card.model()))) {
                throw TextFile.named(
                        file,
                        ShotwrightException.invalid("model", card.model(), "a name that no other model here has"));
            }
            own.add(card);
        }
        return new ModelShelf(previz, local, own);
    }

    /** The cards of the vendor that a model's name begins with; none if it begins with no vendor. */
    private static List<ModelCard> vendors(String model) {
        var slash = model.indexOf('/');
        var vendor = slash < 0 ? null : Vendors.named(model.substring(0, slash));
        return vendor == null ? List.of() : vendor.cards();
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

    /** Every card: of this machine, of the vendors, and of the user. */
    List<ModelCard> cards() {
        return Stream.of(
                        local,
                        Vendors.all().stream()
                                .map(Vendor::cards)
                                .flatMap(List::stream)
                                .toList(),
                        own)
                .flatMap(List::stream)
                .toList();
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
        return Stream.of(local, own, vendors(name))
                .flatMap(List::stream)
                .filter(card -> card.model().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name, cards()));
    }

    /** Whether a vendor that we know draws a card's clips. */
    static boolean isHosted(ModelCard card) {
        return !card.vendor().equals(LOCAL) && Vendors.named(card.vendor()) != null;
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
        if (local.contains(card)) {
            return Workshop.of(surroundings).named(card, engine);
        }
        throw unknown(
                name,
                cards().stream()
                        .filter(other -> local.contains(other) || isHosted(other))
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

    /**
     * The same where a vendor may run the model: pictures that it does not read are brought into a form that it does, unless
     * nothing may be adapted, and each is told in a notice.
     */
    static Verdict verdict(VideoRequest request, ModelCard card, Leeway leeway, Fitting fitting) {
        if (!isHosted(card) || leeway == Leeway.NONE) {
            return verdict(request, card, leeway);
        }
        var fitted = fitting.fitted(request, card);
        var verdict = verdict(fitted.request(), card, leeway);
        if (fitted.notices().isEmpty()) {
            return verdict;
        }
        return switch (verdict) {
            case Verdict.Accepted accepted -> new Verdict.Adapted(accepted.request(), fitted.notices());
            case Verdict.Adapted adapted ->
                new Verdict.Adapted(
                        adapted.request(),
                        Stream.concat(fitted.notices().stream(), adapted.notices().stream())
                                .toList());
            case Verdict.Refused refused -> refused;
        };
    }

    /** Where pictures are kept that were made for vendors. */
    static Fitting fitting(Surroundings surroundings) {
        var home = Home.of(surroundings);
        return new Fitting(
                (home == null ? surroundings.file(".") : home).resolve("cache").resolve("media"));
    }
}
