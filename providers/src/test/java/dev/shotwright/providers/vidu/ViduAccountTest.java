package dev.shotwright.providers.vidu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shotwright.fakes.FakeTask;
import dev.shotwright.fakes.FakeVendor;
import dev.shotwright.fakes.FakeVidu;
import dev.shotwright.providers.SkippedTime;
import dev.shotwright.providers.account.Account;
import dev.shotwright.providers.account.Standing;
import dev.shotwright.providers.transport.Patience;
import dev.shotwright.vocabulary.Money;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.card.TokenCounter;
import dev.shotwright.vocabulary.document.Documents;
import dev.shotwright.vocabulary.model.HostedModel;
import dev.shotwright.vocabulary.model.State;
import dev.shotwright.vocabulary.negotiation.Leeway;
import dev.shotwright.vocabulary.negotiation.Negotiation;
import dev.shotwright.vocabulary.negotiation.Verdict;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.math.BigDecimal;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ViduAccountTest {
    private final ViduVendor vendor = new ViduVendor();
    private final SkippedTime time = new SkippedTime();
    private FakeVendor fake;
    private Account account;

    @SuppressWarnings("NullAway.Init")
    ViduAccountTest() {}

    @BeforeEach
    void open() {
        fake = FakeVendor.started(new FakeVidu());
        account = vendor.open(vendor.keyForms().getFirst(), fake.keys(), fake.address(), Patience.usual(), time);
    }

    @AfterEach
    void close() {
        account.close();
        fake.close();
    }

    private HostedModel model(String name) {
        return account.model(vendor.cards().stream()
                .filter(card -> card.model().equals("vidu/" + name))
                .findFirst()
                .orElseThrow());
    }

    private static VideoRequest negotiated(HostedModel model, String text) {
        var request = Documents.yaml().read(VideoRequest.class, text);
        return switch (new Negotiation(TokenCounter.UPPER_BOUND, Leeway.NEAREST).of(request, model.card())) {
            case Verdict.Accepted accepted -> accepted.request();
            case Verdict.Adapted adapted -> adapted.request();
            case Verdict.Refused refused -> throw new AssertionError(refused.reasons());
        };
    }

    @Test
    void the_credits_of_all_packages_are_added_up() {
        assertThat(account.standing()).isEqualTo(new Standing(new BigDecimal("16000"), "credits", 5));
    }

    @Test
    void a_clip_costs_the_credits_that_the_vendor_tells() {
        var model = model("q3-pro");
        var request = negotiated(model, "{prompt: a, tier: flex}");
        var ticket = Objects.requireNonNull(model.submit(request).ticket());
        var outcome = model.poll(ticket);
        while (outcome.state() != State.SUCCEEDED) {
            outcome = model.poll(ticket);
        }
        var usage = Objects.requireNonNull(outcome.usage());
        assertThat(model.card().tariff().settled(request, usage)).isEqualTo(Money.of("3.125", "CNY"));
    }

    @Test
    void clips_and_sounds_are_references_beside_pictures() {
        var clips = model("q2-pro");
        clips.submit(negotiated(clips, """
            {prompt: a, media: [
              {kind: image, role: subject-reference, source: "https://example.org/a.png"},
              {kind: video, role: scene-reference, source: "https://example.org/a.mp4"}]}\
            """));
        assertThat(fake.tasks().getLast().seen())
                .containsEntry("reference1", "https://example.org/a.png")
                .containsEntry("reference2", "https://example.org/a.mp4");
        var sounds = model("q3");
        sounds.submit(negotiated(sounds, """
            {prompt: a, media: [
              {kind: image, role: subject-reference, source: "https://example.org/a.png"},
              {kind: audio, role: subject-reference, source: "https://example.org/a.mp3"}]}\
            """));
        assertThat(fake.tasks().getLast().seen()).containsEntry("reference2", "https://example.org/a.mp3");
    }

    @Test
    void sound_in_the_cheaper_tier_is_refused_before_anything_is_sent_where_the_model_has_no_such_thing() {
        var model = model("q2-turbo");
        var request = negotiated(model, """
            {prompt: a, tier: flex, audio: on, media: [
              {kind: image, role: first-frame, source: "https://example.org/a.png"}]}\
            """);
        assertThatThrownBy(() -> model.submit(request)).isInstanceOf(ShotwrightException.class);
        assertThat(fake.submissions()).isZero();
    }

    @Test
    void a_draw_that_has_begun_is_not_cancelled_and_goes_on() {
        var model = model("q3-pro");
        var ticket = Objects.requireNonNull(
                model.submit(negotiated(model, "{prompt: a}")).ticket());
        var state = model.poll(ticket).state();
        while (state == State.QUEUED) {
            state = model.poll(ticket).state();
        }
        assertThat(model.cancel(ticket).state()).isIn(State.RUNNING, State.SUCCEEDED);
        assertThat(fake.tasks().getLast().state()).isNotEqualTo(FakeTask.State.CANCELLED);
    }

    @Test
    void a_draw_is_found_among_more_than_a_page_of_others() {
        var model = model("q3-pro");
        var since = time.now();
        var sought = negotiated(model, "{prompt: a, clientReference: sought}");
        var ticket = model.submit(sought).ticket();
        var other = negotiated(model, "{prompt: a, clientReference: other}");
        for (var i = 0; i < 101; i++) {
            model.submit(other);
        }
        assertThat(Objects.requireNonNull(model.find(sought, since)).ticket()).isEqualTo(ticket);
        assertThat(account.recent()).hasSize(100);
    }

    @Test
    void a_task_that_nobody_knows_any_more_has_expired() {
        assertThat(model("q3-pro").poll("999").state()).isEqualTo(State.EXPIRED);
    }
}
