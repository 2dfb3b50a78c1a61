package dev.shotwright.providers.luma;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.fakes.FakeLumaAgents;
import dev.shotwright.fakes.FakeVendor;
import dev.shotwright.providers.VendorBehaviour;
import dev.shotwright.vocabulary.request.MediaItem;
import dev.shotwright.vocabulary.request.MediaKind;
import dev.shotwright.vocabulary.request.MediaRole;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class LumaAgentsBehaviourTest extends VendorBehaviour {

    LumaAgentsBehaviourTest() {
        super(new LumaAgentsVendor());
    }

    @Override
    protected FakeVendor newFake() {
        return new FakeLumaAgents();
    }

    @Override
    protected boolean findsByReference() {
        return false;
    }

    @Test
    void keyframes_are_told_by_their_frames() {
        model().submit(request().toBuilder()
                .media(List.of(keyframe(0), keyframe(1500), keyframe(5000)))
                .build());
        assertThat(fake.tasks().getLast().seen()).containsEntry("indexes", "[0, 36, 119]");
    }

    private static MediaItem keyframe(long millis) {
        var source = "https://example.org/%d.png".formatted(millis);
        return new MediaItem(MediaKind.IMAGE, MediaRole.KEYFRAME, source, Duration.ofMillis(millis), null);
    }
}
