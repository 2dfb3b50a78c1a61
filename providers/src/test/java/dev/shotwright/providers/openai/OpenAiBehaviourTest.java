package dev.shotwright.providers.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shotwright.fakes.FakeOpenAi;
import dev.shotwright.fakes.FakeVendor;
import dev.shotwright.providers.SkippedTime;
import dev.shotwright.providers.VendorBehaviour;
import dev.shotwright.providers.account.Hint;
import dev.shotwright.providers.account.Push;
import dev.shotwright.providers.transport.Patience;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.model.State;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiBehaviourTest extends VendorBehaviour {

    OpenAiBehaviourTest() {
        super(new OpenAiVendor());
    }

    @Override
    protected FakeVendor newFake() {
        return new FakeOpenAi();
    }

    @Override
    protected boolean findsByReference() {
        return false;
    }

    private String drawn() {
        var ticket = Objects.requireNonNull(model().submit(request()).ticket());
        for (var i = 0; i < 4; i++) {
            model().poll(ticket);
        }
        return ticket;
    }

    @Test
    void a_draw_that_the_server_does_not_know_has_expired() {
        assertThat(model().poll("video_none").state()).isEqualTo(State.EXPIRED);
    }

    @Test
    void a_finished_draw_is_never_deleted() {
        var ticket = drawn();
        assertThat(model().cancel(ticket).state()).isEqualTo(State.SUCCEEDED);
        assertThat(model().poll(ticket).state()).isEqualTo(State.SUCCEEDED);
        assertThat(fake.questions()).noneMatch(question -> question.method().equals("DELETE"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"remix", "edit", "extend"})
    void a_draw_goes_on_from_a_finished_one(String option) {
        var ticket = drawn();
        var wish = request().toBuilder().options(Map.of(option, ticket)).build();
        assertThat(model().submit(wish).state()).isEqualTo(State.QUEUED);
        assertThat(fake.tasks().getLast().seen())
                .containsEntry(option, ticket)
                .containsEntry("prompt", Objects.requireNonNull(wish.prompt()));
    }

    @Test
    void recent_draws_are_listed() {
        var first = drawn();
        var second = drawn();
        assertThat(account.recent()).extracting(outcome -> outcome.ticket()).containsExactly(second, first);
    }

    @Test
    void the_service_that_has_closed_is_not_asked() {
        var vendor = new OpenAiVendor();
        assertThatThrownBy(() -> vendor.open(
                        vendor.keyForms().getFirst(),
                        List.of("key"),
                        vendor.address(),
                        Patience.usual(),
                        new SkippedTime()))
                .isInstanceOf(ShotwrightException.class)
                .hasMessageContaining("closed its own on 2026-09-24");
    }

    @Test
    void an_event_of_a_video_is_a_hint() {
        assertThat(account.hear(event("{\"type\": \"video.completed\", \"data\": {\"id\": \"video_1\"}}")))
                .isEqualTo(new Hint.Changed("video_1"));
        assertThat(account.hear(event("{}"))).isInstanceOf(Hint.Ignored.class);
        assertThat(account.hear(event(""))).isInstanceOf(Hint.Ignored.class);
    }

    private static Push event(String text) {
        return new Push("POST", "/", "", Map.of(), text);
    }
}
