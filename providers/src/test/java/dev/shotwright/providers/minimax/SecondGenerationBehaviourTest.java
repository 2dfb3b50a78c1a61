package dev.shotwright.providers.minimax;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.fakes.FakeMiniMax;
import dev.shotwright.fakes.FakeVendor;
import dev.shotwright.fakes.Seen;
import dev.shotwright.fakes.Trouble;
import dev.shotwright.providers.VendorBehaviour;
import dev.shotwright.vocabulary.model.State;
import dev.shotwright.vocabulary.request.AspectRatio;
import dev.shotwright.vocabulary.request.MediaItem;
import dev.shotwright.vocabulary.request.MediaKind;
import dev.shotwright.vocabulary.request.MediaRole;
import dev.shotwright.vocabulary.request.Resolution;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

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

    private VideoRequest with(MediaKind kind, MediaRole role, String name) throws IOException {
        var file = Files.write(folder.resolve(name), new byte[] {1, 2, 3}).toString();
        return VideoRequest.builder()
                .prompt("a fox")
                .resolution(Resolution.parse("2k"))
                .duration(Duration.ofSeconds(5))
                .ratio(AspectRatio.parse("16:9"))
                .media(List.of(MediaItem.of(kind, role, file)))
                .build();
    }

    @Test
    void a_clip_is_drawn_again_from_a_file_that_is_brought_before() throws IOException {
        var outcome = model().submit(with(MediaKind.VIDEO, MediaRole.SOURCE_VIDEO, "a.mp4"));
        assertThat(outcome.state()).isEqualTo(State.QUEUED);
        assertThat(fake.questions().getLast().path()).isEqualTo("/v2/video_regeneration");
        assertThat(fake.tasks().getLast().seen())
                .containsEntry("source", Seen.fingerprint(new byte[] {1, 2, 3}))
                .containsEntry("resolution", "2k");
        assertThat(model().poll(Objects.requireNonNull(outcome.ticket())).state())
                .isEqualTo(State.QUEUED);
    }

    @Test
    void a_sound_is_brought_before_and_if_that_fails_nothing_is_asked() throws IOException {
        var request = with(MediaKind.AUDIO, MediaRole.SUBJECT_REFERENCE, "a.mp3");
        fake.troubleInquiry(Trouble.OVERLOADED, Trouble.LOST_ANSWER);
        assertThat(model().submit(request).state()).isEqualTo(State.QUEUED);
        assertThat(fake.tasks().getLast().seen()).containsEntry("reference1", Seen.fingerprint(new byte[] {1, 2, 3}));
        fake.troubleInquiry(Trouble.HTML, Trouble.HTML, Trouble.HTML, Trouble.HTML);
        assertThat(model().submit(request).state()).isEqualTo(State.FAILED);
        assertThat(fake.submissions()).isEqualTo(1);
    }
}
