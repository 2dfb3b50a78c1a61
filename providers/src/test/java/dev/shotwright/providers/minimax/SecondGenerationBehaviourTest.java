package dev.shotwright.providers.minimax;

import dev.shotwright.fakes.FakeMiniMax;
import dev.shotwright.fakes.FakeVendor;
import dev.shotwright.providers.VendorBehaviour;

class SecondGenerationBehaviourTest extends VendorBehaviour {

    SecondGenerationBehaviourTest() {
        super(new MiniMaxVendor());
    }

    @Override
    protected FakeVendor newFake() {
        return new FakeMiniMax(FakeMiniMax.Generation.SECOND);
    }

    @Override
    protected boolean isAsked(String model) {
        return model.startsWith("hailuo/h3");
    }

    @Override
    protected boolean findsByReference() {
        return false;
    }
}
