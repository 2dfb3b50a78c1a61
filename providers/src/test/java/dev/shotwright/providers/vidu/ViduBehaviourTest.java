package dev.shotwright.providers.vidu;

import dev.shotwright.fakes.FakeVendor;
import dev.shotwright.fakes.FakeVidu;
import dev.shotwright.providers.VendorBehaviour;

class ViduBehaviourTest extends VendorBehaviour {

    ViduBehaviourTest() {
        super(new ViduVendor());
    }

    @Override
    protected FakeVendor newFake() {
        return new FakeVidu();
    }

    @Override
    protected boolean findsByReference() {
        return true;
    }
}
