package dev.shotwright.providers.kling;

import dev.shotwright.fakes.FakeKling;
import dev.shotwright.fakes.FakeVendor;
import dev.shotwright.providers.VendorBehaviour;

class KlingBehaviourTest extends VendorBehaviour {

    KlingBehaviourTest() {
        super(new KlingVendor());
    }

    @Override
    protected FakeVendor newFake() {
        return new FakeKling();
    }

    @Override
    protected boolean findsByReference() {
        return true;
    }
}
