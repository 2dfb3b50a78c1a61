package dev.shotwright.providers.kling;

import dev.shotwright.fakes.FakeKling;
import dev.shotwright.fakes.FakeVendor;
import dev.shotwright.providers.VendorBehaviour;

/** The first interface by a pair of keys. */
class KlingPairBehaviourTest extends VendorBehaviour {

    KlingPairBehaviourTest() {
        super(new KlingVendor());
    }

    @Override
    protected FakeVendor newFake() {
        return new FakeKling(FakeKling.Keys.PAIR);
    }

    @Override
    protected boolean isAsked(String model) {
        return model.startsWith("kling/v");
    }

    @Override
    protected boolean findsByReference() {
        return true;
    }
}
