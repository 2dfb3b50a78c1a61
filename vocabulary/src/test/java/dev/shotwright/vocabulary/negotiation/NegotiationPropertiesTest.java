package dev.shotwright.vocabulary.negotiation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.card.TokenCounter;
import dev.shotwright.vocabulary.document.Documents;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NegotiationPropertiesTest {
    private static final int PAIRS = 2_000;
    private static final Negotiation LENIENT = new Negotiation(TokenCounter.UPPER_BOUND, Leeway.NEAREST);
    private static final Negotiation STRICT = new Negotiation(TokenCounter.UPPER_BOUND, Leeway.NONE);

    private static final Map<String, Function<VideoRequest, @Nullable Object>> PARTS = Map.ofEntries(
            Map.entry("model", VideoRequest::model),
            Map.entry("prompt", VideoRequest::prompt),
            Map.entry("negativePrompt", VideoRequest::negativePrompt),
            Map.entry("media", VideoRequest::media),
            Map.entry("duration", VideoRequest::duration),
            Map.entry("frames", VideoRequest::frames),
            Map.entry("ratio", VideoRequest::ratio),
            Map.entry("resolution", VideoRequest::resolution),
            Map.entry("size", VideoRequest::size),
            Map.entry("fps", VideoRequest::fps),
            Map.entry("seed", VideoRequest::seed),
            Map.entry("camera", VideoRequest::camera),
            Map.entry("motion", VideoRequest::motion),
            Map.entry("style", VideoRequest::style),
            Map.entry("shots", VideoRequest::shots),
            Map.entry("audio", VideoRequest::audio),
            Map.entry("count", VideoRequest::count),
            Map.entry("draft", VideoRequest::draft),
            Map.entry("watermark", VideoRequest::watermark),
            Map.entry("label", VideoRequest::label),
            Map.entry("tier", VideoRequest::tier),
            Map.entry("deadline", VideoRequest::deadline),
            Map.entry("priority", VideoRequest::priority),
            Map.entry("callback", VideoRequest::callback),
            Map.entry("clientReference", VideoRequest::clientReference),
            Map.entry("endUser", VideoRequest::endUser),
            Map.entry("options", VideoRequest::options));

    /** The prompt grows by what is told in words; a draft changes the size, and shots share a changed duration. */
    private static final Map<String, List<String>> NOTICED_AS = Map.of(
            "prompt", List.of("camera", "style", "motion", "shots"),
            "shots", List.of("shots", "camera"),
            "size", List.of("size", "draft"),
            "resolution", List.of("resolution", "draft"));

    private enum End {
        ACCEPTED,
        ADAPTED,
        REFUSED
    }

    @FunctionalInterface
    private interface Property {
        End holds(VideoRequest request, ModelCard card);
    }

    @Test
    void an_adapted_request_is_accepted_by_the_same_card_as_it_is() {
        var ends = forAll((request, card) -> switch (LENIENT.of(request, card)) {
            case Verdict.Accepted _ -> End.ACCEPTED;
            case Verdict.Adapted adapted -> {
                assertThat(adapted.notices()).isNotEmpty();
                assertThat(LENIENT.of(adapted.request(), card)).isEqualTo(new Verdict.Accepted(adapted.request()));
                assertThat(STRICT.of(adapted.request(), card)).isEqualTo(new Verdict.Accepted(adapted.request()));
                yield End.ADAPTED;
            }
            case Verdict.Refused _ -> End.REFUSED;
        });
        assertThat(ends.values()).hasSize(3).allMatch(count -> count > PAIRS / 50);
    }

    @Test
    void an_accepted_request_keeps_all_that_was_asked_and_is_accepted_again() {
        forAll((request, card) -> {
            if (!(LENIENT.of(request, card) instanceof Verdict.Accepted(var accepted))) {
                return End.REFUSED;
            }
            for (var part : PARTS.values()) {
                var asked = part.apply(request);
                if (asked != null && !asked.equals(List.of())) {
                    assertThat(part.apply(accepted)).isEqualTo(asked);
                }
            }
            assertThat(LENIENT.of(accepted, card)).isEqualTo(new Verdict.Accepted(accepted));
            assertThat(STRICT.of(request, card)).isEqualTo(new Verdict.Accepted(accepted));
            return End.ACCEPTED;
        });
    }

    @Test
    void an_adapted_request_differs_only_where_a_notice_says_so() {
        forAll((request, card) -> {
            if (!(LENIENT.of(request, card) instanceof Verdict.Adapted(var adapted, var notices))) {
                return End.REFUSED;
            }
            var named = String.join(" ", notices.stream().map(Notice::field).toList());
            PARTS.forEach((name, part) -> {
                var asked = part.apply(request);
                if (asked != null && !asked.equals(List.of()) && !asked.equals(part.apply(adapted))) {
                    assertThat(NOTICED_AS.getOrDefault(name, List.of(name)))
                            .as(name)
                            .anyMatch(named::contains);
                }
            });
            return End.ADAPTED;
        });
    }

    @Test
    void without_leeway_nothing_is_adapted_and_every_change_is_a_reason() {
        forAll((request, card) -> {
            var strict = STRICT.of(request, card);
            assertThat(strict).isNotInstanceOf(Verdict.Adapted.class);
            if (LENIENT.of(request, card) instanceof Verdict.Adapted) {
                assertThat(strict).isInstanceOf(Verdict.Refused.class);
            }
            return End.ACCEPTED;
        });
    }

    @Test
    void a_refusal_has_reasons_that_say_what_was_asked_and_what_is_accepted() {
        forAll((request, card) -> {
            if (LENIENT.of(request, card) instanceof Verdict.Refused(var reasons)) {
                assertThat(reasons).isNotEmpty().allSatisfy(reason -> {
                    assertThat(reason.field()).isNotBlank();
                    assertThat(reason.asked()).isNotBlank();
                    assertThat(reason.accepted()).isNotBlank();
                });
            }
            return End.REFUSED;
        });
    }

    @Test
    void what_is_not_refused_says_all_that_a_model_needs() {
        forAll((request, card) -> {
            var settled = switch (LENIENT.of(request, card)) {
                case Verdict.Accepted accepted -> accepted.request();
                case Verdict.Adapted adapted -> adapted.request();
                case Verdict.Refused _ -> null;
            };
            if (settled != null) {
                assertThat(List.of(settled))
                        .extracting(
                                VideoRequest::model,
                                VideoRequest::size,
                                VideoRequest::ratio,
                                VideoRequest::resolution,
                                VideoRequest::fps,
                                VideoRequest::frames,
                                VideoRequest::duration,
                                VideoRequest::count,
                                VideoRequest::audio,
                                VideoRequest::tier)
                        .allSatisfy(tuple -> assertThat(tuple.toList()).doesNotContainNull());
                card.tariff().quote(settled);
            }
            return End.ACCEPTED;
        });
    }

    @Test
    void requests_cards_and_verdicts_come_back_from_json_and_yaml() {
        var random = new SplittableRandom(7);
        for (var i = 0; i < 300; i++) {
            var request = new RandomRequests(random).next();
            var card = new RandomCards(random).next();
            var verdict = LENIENT.of(request, card);
            for (var documents : List.of(Documents.json(), Documents.yaml())) {
                assertThat(documents.read(VideoRequest.class, documents.write(request)))
                        .isEqualTo(request);
                assertThat(documents.read(ModelCard.class, documents.write(card)))
                        .isEqualTo(card);
                assertThat(documents.read(Verdict.class, documents.write(verdict)))
                        .isEqualTo(verdict);
            }
        }
    }

    private static Map<End, Integer> forAll(Property property) {
        var random = new SplittableRandom(20_261_121);
        var ends = new EnumMap<End, Integer>(End.class);
        for (var i = 0; i < PAIRS; i++) {
            var request = new RandomRequests(random).next();
            var card = new RandomCards(random).next();
            try {
                ends.merge(property.holds(request, card), 1, Integer::sum);
            } catch (AssertionError | RuntimeException fault) {
                throw new AssertionError("pair %d: %s with %s".formatted(i, request, card), fault);
            }
        }
        return ends;
    }
}
