package dev.shotwright.vocabulary.negotiation;

import dev.shotwright.vocabulary.card.Mode;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.card.TokenCounter;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.util.Comparator;
import java.util.List;

/**
 * Tells what becomes of a request with a model. Of the modes that can do what the request asks for, the one that needs the
 * fewest changes is taken; of several the one that comes nearest in size, resolution, ratio and length, and the first of those.
 *
 * <p>Once accepted or adapted, a request says everything that a model needs to know: size, ratio, resolution, fps, frames,
 * duration, count, audio and tier. Media are judged by their facts; what has not been probed is not judged. Priority, deadline,
 * callback and names are for whoever runs the draw, and pass untouched.
 */
public final class Negotiation {
    private static final List<Rule> RULES = List.of(
            new ModelRule(),
            new OperationRule(),
            new MediaRule(),
            new DraftRule(),
            new SizeRule(),
            new TimeRule(),
            new SeedRule(),
            new CountRule(),
            new AudioRule(),
            new MarkRule(),
            new TierRule(),
            new OptionsRule(),
            new ShotsRule(),
            new StyleRule(),
            new MotionRule(),
            new CameraRule(),
            new ShotLimitsRule(),
            new NegativePromptRule(),
            new PromptRule());

    private final TokenCounter counter;
    private final Leeway leeway;

    /** @param counter counts the tokens of prompts where a card limits them */
    public Negotiation(TokenCounter counter, Leeway leeway) {
        this.counter = counter;
        this.leeway = leeway;
    }

    public Verdict of(VideoRequest request, ModelCard card) {
        return candidates(request, card).stream()
                .map(mode -> settled(request, card, mode))
                .min(Comparator.comparingInt(Bargain::faults)
                        .thenComparingInt(Bargain::changes)
                        .thenComparingDouble(Bargain::distance))
                .orElseThrow()
                .verdict();
    }

    private Bargain settled(VideoRequest request, ModelCard card, Mode mode) {
        var bargain = new Bargain(request, card, mode, counter, leeway);
        RULES.forEach(rule -> rule.apply(bargain));
        return bargain;
    }

    /** The modes of the request's operation; all of them, to be refused, where there is none. */
    private static List<Mode> candidates(VideoRequest request, ModelCard card) {
        var fitting = card.modes().stream()
                .filter(mode -> mode.operation() == request.operation())
                .toList();
        return fitting.isEmpty() ? card.modes() : fitting;
    }
}
