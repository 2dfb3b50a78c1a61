package dev.shotwright.vocabulary.negotiation;

import dev.shotwright.vocabulary.card.Limits;
import dev.shotwright.vocabulary.card.Mode;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.card.TokenCounter;
import dev.shotwright.vocabulary.request.AspectRatio;
import dev.shotwright.vocabulary.request.Resolution;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** A negotiation under way: the request as it stands, and what has been changed and refused so far. */
final class Bargain {
    private final ModelCard card;
    private final Mode mode;
    private final Limits limits;
    private final TokenCounter counter;
    private final Leeway leeway;
    private final List<Notice> notices = new ArrayList<>();
    private final List<Reason> reasons = new ArrayList<>();
    private final VideoRequest asked;
    private VideoRequest request;
    private boolean told;

    Bargain(VideoRequest request, ModelCard card, Mode mode, TokenCounter counter, Leeway leeway) {
        this.asked = request;
        this.request = request;
        this.card = card;
        this.mode = mode;
        this.limits = card.limits(mode);
        this.counter = counter;
        this.leeway = leeway;
    }

    VideoRequest request() {
        return request;
    }

    ModelCard card() {
        return card;
    }

    Mode mode() {
        return mode;
    }

    Limits limits() {
        return limits;
    }

    TokenCounter counter() {
        return counter;
    }

    /** Goes on with a request whose changes have been noticed, or that only fills in what was open. */
    void become(VideoRequest next) {
        request = next;
    }

    void adapt(String field, Object asked, Object given, String accepted, String why) {
        switch (leeway) {
            case NEAREST -> notices.add(new Notice(field, asked.toString(), given.toString(), why));
            case NONE -> refuse(field, asked, accepted, given.toString());
        }
    }

    void refuse(String field, Object asked, String accepted, @Nullable String nearest) {
        reasons.add(new Reason(field, asked.toString(), accepted, nearest));
    }

    /** Notices that a wish is told in words, and tells it. */
    void tell(String field, Object asked, String words) {
        adapt(
                field,
                asked,
                "'%s' in the prompt".formatted(words),
                "words in the prompt",
                "the model has no parameter for it");
        append(words);
    }

    void append(String words) {
        told = true;
        request = request.toBuilder()
                .prompt(Sentences.append(request.prompt(), words))
                .build();
    }

    /** Whether the prompt holds more than the user wrote. */
    boolean hasTold() {
        return told;
    }

    int changes() {
        return notices.size();
    }

    /** How far the picture and the time are from what was asked: the sum of the differences, each as a share of the wish. */
    double distance() {
        return distance(asked.size(), request.size(), size -> (double) size.area())
                + distance(asked.resolution(), request.resolution(), Resolution::lines)
                + distance(asked.ratio(), request.ratio(), AspectRatio::value)
                + distance(asked.duration(), request.duration(), Duration::toMillis)
                + distance(asked.frames(), request.frames(), Integer::intValue)
                + distance(asked.fps(), request.fps(), rate -> (double) rate.numerator() / rate.denominator());
    }

    private static <T> double distance(@Nullable T wish, @Nullable T given, ToDoubleFunction<T> measure) {
        if (wish == null || given == null) {
            return 0;
        }
        var asked = measure.applyAsDouble(wish);
        return Math.abs(measure.applyAsDouble(given) - asked) / Math.max(1e-9, asked);
    }

    int faults() {
        return reasons.size();
    }

    Verdict verdict() {
        if (!reasons.isEmpty()) {
            return new Verdict.Refused(reasons);
        }
        return notices.isEmpty() ? new Verdict.Accepted(request) : new Verdict.Adapted(request, notices);
    }
}
