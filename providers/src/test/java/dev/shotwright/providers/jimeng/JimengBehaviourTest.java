package dev.shotwright.providers.jimeng;

import dev.shotwright.fakes.FakeJimeng;
import dev.shotwright.fakes.FakeVendor;
import dev.shotwright.providers.VendorBehaviour;

class JimengBehaviourTest extends VendorBehaviour {

    JimengBehaviourTest() {
        super(new JimengVendor());
    }

    @Override
    protected FakeVendor newFake() {
        return new FakeJimeng();
    }

    @Override
    protected boolean findsByReference() {
        return false;
    }
}
