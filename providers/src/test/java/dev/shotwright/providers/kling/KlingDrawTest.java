package dev.shotwright.providers.kling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shotwright.fakes.FakeKling;
import dev.shotwright.fakes.FakeVendor;
import dev.shotwright.providers.SkippedTime;
import dev.shotwright.providers.account.Account;
import dev.shotwright.providers.account.KeyForm;
import dev.shotwright.providers.transport.Patience;
import dev.shotwright.vocabulary.CameraMove;
import dev.shotwright.vocabulary.Money;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.card.TokenCounter;
import dev.shotwright.vocabulary.model.HostedModel;
import dev.shotwright.vocabulary.model.Outcome;
import dev.shotwright.vocabulary.model.State;
import dev.shotwright.vocabulary.negotiation.Leeway;
import dev.shotwright.vocabulary.negotiation.Negotiation;
import dev.shotwright.vocabulary.negotiation.Verdict;
import dev.shotwright.vocabulary.request.Resolution;
import dev.shotwright.vocabulary.request.Shot;
import dev.shotwright.vocabulary.request.Switch;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KlingDrawTest {
    private final FakeKling fake = FakeVendor.started(new FakeKling());
    private final Account account = new KlingVendor()
            .open(KeyForm.of("KLING_API_KEY"), fake.keys(), fake.address(), Patience.usual(), new SkippedTime());

    @AfterEach
    void close() {
        account.close();
        fake.close();
    }

    private HostedModel model(String name) {
        return new KlingVendor()
                .cards().stream()
                        .filter(card -> card.model().equals(name))
                        .map(account::model)
                        .findFirst()
                        .orElseThrow();
    }

    private static VideoRequest.Builder fox() {
        return VideoRequest.builder().prompt("A fox runs");
    }

    private static VideoRequest accepted(HostedModel model, VideoRequest.Builder wish) {
        var verdict = new Negotiation(TokenCounter.UPPER_BOUND, Leeway.NONE)
                .of(wish.model(model.card().model()).build(), model.card());
        assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
        return ((Verdict.Accepted) verdict).request();
    }

    private static String submitted(HostedModel model, VideoRequest.Builder wish) {
        var outcome = model.submit(accepted(model, wish));
        assertThat(outcome.failure()).isNull();
        return Objects.requireNonNull(outcome.ticket());
    }

    private static Outcome ended(HostedModel model, String ticket) {
        model.poll(ticket);
        model.poll(ticket);
        model.poll(ticket);
        return model.poll(ticket);
    }

    private Map<String, String> seen() {
        return fake.tasks().getLast().seen();
    }

    @Test
    void money_that_was_paid_is_the_cost() {
        var model = model("kling/3.0");
        var outcome = ended(model, submitted(model, fox()));
        assertThat(outcome.cost()).isEqualTo(Money.of("4.5", "CNY"));
        assertThat(Objects.requireNonNull(outcome.usage()).output()).isEqualTo(Duration.ofMillis(5100));
    }

    @Test
    void units_that_were_taken_are_the_usage_and_have_a_price() {
        var model = model("kling/3.0");
        var request = accepted(model, fox().resolution(new Resolution(1080)));
        var outcome = ended(model, Objects.requireNonNull(model.submit(request).ticket()));
        assertThat(outcome.cost()).isNull();
        var usage = Objects.requireNonNull(outcome.usage());
        assertThat(usage.credits()).isEqualByComparingTo("4.5");
        assertThat(model.card().tariff().settled(request, usage)).isEqualTo(Money.of("4.5", "CNY"));
        var older = model("kling/v2-6");
        assertThat(Objects.requireNonNull(ended(older, submitted(older, fox())).usage())
                        .credits())
                .isEqualByComparingTo("3.5");
    }

    @Test
    void a_watermark_that_was_asked_for_is_on_the_clip_and_no_other() {
        for (var name : List.of("kling/3.0", "kling/v2-6")) {
            var model = model(name);
            var marked = ended(model, submitted(model, fox().watermark(Switch.ON)));
            assertThat(marked.clips().getFirst().source()).contains("-marked");
            var clean = ended(model, submitted(model, fox().watermark(Switch.OFF)));
            assertThat(clean.clips().getFirst().source()).doesNotContain("-marked");
        }
    }

    @Test
    void a_camera_moves_by_a_parameter_at_its_speed() {
        var model = model("kling/v1");
        submitted(model, fox().camera(List.of(CameraMove.parse("camera", "truck-left"))));
        assertThat(seen()).containsEntry("camera", "horizontal -6.0").containsEntry("seconds", "5");
        submitted(model, fox().camera(List.of(CameraMove.parse("camera", "truck-left:fast"))));
        assertThat(seen()).containsEntry("camera", "horizontal -9.0");
        submitted(model, fox().camera(List.of(CameraMove.parse("camera", "roll-clockwise:slow"))));
        assertThat(seen()).containsEntry("camera", "roll 3.0");
    }

    @Test
    void shots_are_told_to_each_interface_in_its_way() {
        var shots = List.of(
                new Shot("The fox wakes; it yawns", Duration.ofMillis(1600), List.of()),
                new Shot("It runs", null, List.of()),
                new Shot("It sleeps", Duration.ofSeconds(2), List.of()));
        var wish = fox().duration(Duration.ofSeconds(6)).shots(shots);
        submitted(model("kling/3.0"), wish);
        assertThat(seen())
                .containsEntry(
                        "prompt",
                        "shot 1, 2, A fox runs The fox wakes, it yawns; shot 2, 2, A fox runs It runs; "
                                + "shot 3, 2, A fox runs It sleeps;")
                .containsEntry("shots", "on");
        submitted(model("kling/v3"), wish);
        assertThat(seen())
                .containsEntry(
                        "shots",
                        "1:2:A fox runs The fox wakes; it yawns|2:2:A fox runs It runs|3:2:A fox runs It sleeps");
    }

    @Test
    void more_shots_than_seconds_are_refused() {
        var shots = List.of(
                new Shot("a", null, List.of()),
                new Shot("b", null, List.of()),
                new Shot("c", null, List.of()),
                new Shot("d", null, List.of()));
        var model = model("kling/3.0");
        var request = accepted(model, fox().duration(Duration.ofSeconds(3)).shots(shots));
        assertThatThrownBy(() -> model.submit(request)).isInstanceOf(ShotwrightException.class);
    }

    @Test
    void a_clip_of_the_vendors_own_is_extended_by_its_id() {
        submitted(model("kling/v1-6"), fox().options(Map.of("video_id", "v7936")));
        assertThat(seen()).containsEntry("extended", "v7936").containsEntry("prompt", "A fox runs");
    }

    @Test
    void recent_draws_are_those_of_both_interfaces() {
        var current = submitted(model("kling/3.0"), fox());
        var first = submitted(model("kling/v3"), fox());
        assertThat(account.recent().stream().map(Outcome::ticket)).containsExactly(current, first);
    }

    @Test
    void a_draw_of_the_first_interface_is_polled_by_its_id_alone() {
        var model = model("kling/v2-6");
        var ticket = submitted(model, fox());
        assertThat(ticket).startsWith("text2video/");
        var alone = ticket.substring(ticket.indexOf('/') + 1);
        assertThat(ended(model, alone).state()).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void an_unknown_draw_has_expired() {
        assertThat(model("kling/3.0").poll("1").state()).isEqualTo(State.EXPIRED);
        assertThat(model("kling/v3").poll("text2video/1").state()).isEqualTo(State.EXPIRED);
    }

    @Test
    void an_account_stands_by_what_is_left_of_its_packages() {
        assertThat(account.standing().balance()).isEqualByComparingTo("118.5");
        assertThat(account.standing().unit()).isEqualTo("units");
    }
}
