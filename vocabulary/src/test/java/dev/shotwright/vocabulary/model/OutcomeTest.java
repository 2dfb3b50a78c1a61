package dev.shotwright.vocabulary.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shotwright.vocabulary.FrameRate;
import dev.shotwright.vocabulary.Money;
import dev.shotwright.vocabulary.card.Usage;
import dev.shotwright.vocabulary.document.Documents;
import dev.shotwright.vocabulary.request.Pixels;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutcomeTest {
    private static final Clip CLIP = new Clip(
            "https://example.org/a.mp4",
            Instant.parse("2026-11-22T00:00:00.5Z"),
            new Pixels(1280, 720),
            Duration.ofMillis(5041),
            new FrameRate(30000, 1001),
            42L);
    private static final Failure FAILURE =
            new Failure(FailureCode.POLICY_INPUT, "no", Retry.NEVER, Billing.NOT_BILLED, "{\"code\": 1301}");

    @Test
    void outcomes_come_back_from_json_and_yaml() {
        var outcomes = List.of(
                new Outcome(State.QUEUED, "cgt-1", null, List.of(), null, null, null, null),
                new Outcome(State.RUNNING, "87", 0.25, List.of(), null, null, null, null),
                new Outcome(
                        State.SUCCEEDED,
                        "87",
                        1.0,
                        List.of(CLIP),
                        new Usage(108_000L, Duration.ofSeconds(5), null, new BigDecimal("3.5")),
                        Money.of("4.968", "CNY"),
                        null,
                        null),
                new Outcome(State.FAILED, null, null, List.of(), null, null, FAILURE, null),
                new Outcome(State.CANCELLED, "87", null, List.of(), null, null, null, Billing.NOT_BILLED),
                new Outcome(State.IN_DOUBT, null, null, List.of(), null, null, null, null));
        for (var outcome : outcomes) {
            assertThat(Documents.json().read(Outcome.class, Documents.json().write(outcome)))
                    .isEqualTo(outcome);
            assertThat(Documents.yaml().read(Outcome.class, Documents.yaml().write(outcome)))
                    .isEqualTo(outcome);
        }
        assertThat(Documents.json().write(outcomes.getLast())).isEqualTo("{\"state\":\"in-doubt\"}");
    }

    @Test
    void success_has_clips_and_failure_has_a_failure() {
        assertThatThrownBy(() -> new Outcome(State.SUCCEEDED, null, null, List.of(), null, null, null, null))
                .hasMessage("clips is 0; accepted is one or more if and only if the draw succeeded");
        assertThatThrownBy(() -> new Outcome(State.RUNNING, null, null, List.of(CLIP), null, null, null, null))
                .hasMessageStartingWith("clips is 1;");
        assertThatThrownBy(() -> new Outcome(State.FAILED, null, null, List.of(), null, null, null, null))
                .hasMessageStartingWith("failure is absent;");
        assertThatThrownBy(() -> new Outcome(State.QUEUED, null, 1.5, List.of(), null, null, null, null))
                .hasMessage("progress is 1.5; accepted is 0 to 1");
        assertThatThrownBy(
                        () -> new Outcome(State.RUNNING, null, null, List.of(), null, null, null, Billing.NOT_BILLED))
                .hasMessage("billing is not-billed; accepted is none unless cancelled or expired");
    }
}
