package dev.shotwright.providers.dashscope;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.fakes.FakeDashScope;
import dev.shotwright.fakes.FakeVendor;
import dev.shotwright.providers.VendorBehaviour;
import dev.shotwright.providers.account.Hint;
import dev.shotwright.providers.account.Push;
import dev.shotwright.vocabulary.model.State;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DashScopeBehaviourTest extends VendorBehaviour {

    DashScopeBehaviourTest() {
        super(new DashScopeVendor());
    }

    @Override
    protected FakeVendor newFake() {
        return new FakeDashScope();
    }

    @Override
    protected boolean findsByReference() {
        return false;
    }

    @Test
    void a_draw_that_the_vendor_does_not_know_has_expired() {
        assertThat(model().poll("none").state()).isEqualTo(State.EXPIRED);
    }

    @Test
    void a_running_draw_goes_on_when_it_is_cancelled() {
        var ticket = Objects.requireNonNull(model().submit(request()).ticket());
        model().poll(ticket);
        model().poll(ticket);
        assertThat(model().cancel(ticket).state()).isEqualTo(State.RUNNING);
    }

    @Test
    void recent_draws_are_listed_with_their_clips() {
        var ticket = Objects.requireNonNull(model().submit(request()).ticket());
        for (var i = 0; i < 3; i++) {
            model().poll(ticket);
        }
        var recent = account.recent();
        assertThat(recent).hasSize(1);
        assertThat(recent.getFirst().ticket()).isEqualTo(ticket);
        assertThat(recent.getFirst().clips()).hasSize(1);
    }

    @Test
    void an_event_of_a_task_is_a_hint() {
        assertThat(account.hear(event("{\"data\": {\"task_id\": \"0385\", \"task_status\": \"SUCCEEDED\"}}")))
                .isEqualTo(new Hint.Changed("0385"));
        assertThat(account.hear(event("{}"))).isInstanceOf(Hint.Ignored.class);
        assertThat(account.hear(event("{"))).isInstanceOf(Hint.Ignored.class);
    }

    private static Push event(String text) {
        return new Push("POST", "/", "", Map.of(), text);
    }
}
