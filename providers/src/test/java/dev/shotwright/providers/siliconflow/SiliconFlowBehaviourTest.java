package dev.shotwright.providers.siliconflow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.fakes.FakeSiliconFlow;
import dev.shotwright.fakes.FakeVendor;
import dev.shotwright.providers.VendorBehaviour;
import dev.shotwright.providers.account.Standing;
import dev.shotwright.vocabulary.model.State;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class SiliconFlowBehaviourTest extends VendorBehaviour {

    SiliconFlowBehaviourTest() {
        super(new SiliconFlowVendor());
    }

    @Override
    protected FakeVendor newFake() {
        return new FakeSiliconFlow();
    }

    @Override
    protected boolean findsByReference() {
        return false;
    }

    @Test
    void the_balance_is_told() {
        assertThat(account.standing()).isEqualTo(new Standing(new BigDecimal("88.88"), "CNY", null));
    }

    @Test
    void a_draw_that_the_vendor_does_not_know_has_expired() {
        assertThat(model().poll("vreq-none").state()).isEqualTo(State.EXPIRED);
    }
}
