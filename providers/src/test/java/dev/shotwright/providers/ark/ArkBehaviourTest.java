package dev.shotwright.providers.ark;

import dev.shotwright.fakes.FakeArk;
import dev.shotwright.fakes.FakeVendor;
import dev.shotwright.providers.VendorBehaviour;

class ArkBehaviourTest extends VendorBehaviour {

    ArkBehaviourTest() {
        super(new ArkVendor());
    }

    @Override
    protected FakeVendor newFake() {
        return new FakeArk();
    }

    @Override
    protected boolean findsByReference() {
        return true;
    }
}
