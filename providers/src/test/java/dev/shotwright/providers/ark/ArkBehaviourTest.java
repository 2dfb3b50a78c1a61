package dev.shotwright.providers.ark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.fakes.FakeArk;
import dev.shotwright.fakes.FakeVendor;
import dev.shotwright.fakes.Trouble;
import dev.shotwright.providers.VendorBehaviour;
import dev.shotwright.providers.account.Hint;
import dev.shotwright.providers.account.Push;
import dev.shotwright.vocabulary.model.Billing;
import dev.shotwright.vocabulary.model.State;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArkBehaviourTest extends VendorBehaviour {

    ArkBehaviourTest() {
        super(new ArkVendor());
    }

    @Override
    protected FakeVendor newFake() {
        return new FakeArk();
    }

    @Override
    protected Billing cancelled() {
        return Billing.NOT_BILLED;
    }

    @Override
    protected boolean findsByReference() {
        return true;
    }

    @Test
    void a_lost_draw_is_found_behind_hundreds_of_others() {
        var since = time.now();
        fake.troubleSubmission(Trouble.LOST_ANSWER);
        var lost = request().toBuilder().clientReference("lost").build();
        assertThat(model().submit(lost).state()).isEqualTo(State.IN_DOUBT);
        for (var i = 0; i < 230; i++) {
            model().submit(request());
        }
        assertThat(model().find(lost, since)).isNotNull();
    }

    @Test
    void a_callback_is_a_hint_however_often_it_comes() {
        var ticket = String.valueOf(model().submit(request()).ticket());
        var body = "{\"id\": \"%s\", \"status\": \"succeeded\"}".formatted(ticket);
        for (var i = 0; i < 2; i++) {
            assertThat(account.hear(new Push("POST", "/hook", "", Map.of(), body)))
                    .isEqualTo(new Hint.Changed(ticket));
        }
        assertThat(model().poll(ticket).state()).isEqualTo(State.QUEUED);
        assertThat(account.hear(new Push("POST", "/hook", "", Map.of(), "<html>")))
                .isInstanceOf(Hint.Ignored.class);
        assertThat(account.hear(new Push("POST", "/hook", "", Map.of(), "{\"challenge\": \"x\"}")))
                .isInstanceOf(Hint.Ignored.class);
    }
}
