package dev.shotwright.providers.luma;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.fakes.FakeLumaAgents;
import dev.shotwright.fakes.FakeVendor;
import dev.shotwright.fakes.Seen;
import dev.shotwright.providers.VendorBehaviour;
import dev.shotwright.vocabulary.request.MediaItem;
import dev.shotwright.vocabulary.request.MediaKind;
import dev.shotwright.vocabulary.request.MediaRole;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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

    @Test
    void a_clip_to_edit_is_a_task_of_its_own_an_address_or_a_file() throws IOException {
        var file = Files.write(folder.resolve("a.mp4"), new byte[] {1, 2, 3}).toString();
        for (var source : List.of("luma-agents://b1946ac9", "https://example.org/a.mp4?x=1", file)) {
            var clip = MediaItem.of(MediaKind.VIDEO, MediaRole.SOURCE_VIDEO, source);
            model().submit(request().toBuilder().media(List.of(clip)).build());
            assertThat(fake.tasks().getLast().seen())
                    .containsEntry(
                            "source",
                            source.equals(file)
                                    ? Seen.fingerprint(new byte[] {1, 2, 3})
                                    : source.replace("luma-agents://", ""))
                    .containsEntry("automatic", "on");
        }
        model().submit(request().toBuilder()
                .media(List.of(MediaItem.of(MediaKind.VIDEO, MediaRole.SOURCE_VIDEO, "https://example.org/a.mp4")))
                .options(Map.of("edit", Map.of("strength", "adhere_1")))
                .build());
        assertThat(fake.tasks().getLast().seen())
                .containsEntry("strength", "adhere_1")
                .doesNotContainKey("automatic");
    }

    private static MediaItem keyframe(long millis) {
        var source = "https://example.org/%d.png".formatted(millis);
        return new MediaItem(MediaKind.IMAGE, MediaRole.KEYFRAME, source, Duration.ofMillis(millis), null);
    }
}
