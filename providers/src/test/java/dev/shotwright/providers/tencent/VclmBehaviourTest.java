package dev.shotwright.providers.tencent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shotwright.fakes.FakeVclm;
import dev.shotwright.fakes.FakeVendor;
import dev.shotwright.providers.VendorBehaviour;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.model.State;
import org.junit.jupiter.api.Test;

class VclmBehaviourTest extends VendorBehaviour {

    VclmBehaviourTest() {
        super(new VclmVendor());
    }

    @Override
    protected FakeVendor newFake() {
        return new FakeVclm();
    }

    @Override
    protected boolean findsByReference() {
        return false;
    }

    @Test
    void a_draw_that_the_vendor_does_not_know_has_expired() {
        assertThat(model().poll("0").state()).isEqualTo(State.EXPIRED);
    }

    @Test
    void a_model_of_the_other_interface_is_refused() {
        assertThat(new TencentVendor().cards())
                .isNotEmpty()
                .allSatisfy(
                        card -> assertThatThrownBy(() -> account.model(card)).isInstanceOf(ShotwrightException.class));
    }
}
