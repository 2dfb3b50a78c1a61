package dev.shotwright.providers.kling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shotwright.fakes.FakeKling;
import dev.shotwright.fakes.FakeVendor;
import dev.shotwright.fakes.Trouble;
import dev.shotwright.providers.VendorBehaviour;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.card.Mode;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.model.HostedModel;
import dev.shotwright.vocabulary.model.State;
import dev.shotwright.vocabulary.request.MediaFacts;
import dev.shotwright.vocabulary.request.MediaItem;
import dev.shotwright.vocabulary.request.MediaKind;
import dev.shotwright.vocabulary.request.MediaRole;
import dev.shotwright.vocabulary.request.Operation;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

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

    /** Effects of one picture and of two have different names. */
    @Override
    protected Map<String, Object> optionsFor(ModelCard card, Mode mode) {
        return card.vendorsName().equals("effects")
                ? Map.of("effect_scene", mode.operation() == Operation.IMAGE_TO_VIDEO ? "bullet_time" : "hug")
                : Map.of();
    }

    private HostedModel named(String name) {
        return models().stream()
                .filter(each -> each.card().model().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static VideoRequest spoken(int seconds, Map<String, Object> options) {
        return VideoRequest.builder()
                .media(List.of(
                        MediaItem.of(MediaKind.VIDEO, MediaRole.SOURCE_VIDEO, "https://example.org/a.mp4")
                                .withFacts(new MediaFacts("mp4", 9, null, Duration.ofSeconds(5), null)),
                        MediaItem.of(MediaKind.AUDIO, MediaRole.DRIVING_AUDIO, "https://example.org/a.mp3")
                                .withFacts(new MediaFacts("mp3", 9, null, Duration.ofSeconds(seconds), null))))
                .options(options)
                .build();
    }

    @Test
    void lips_are_those_of_the_face_that_can_speak_longest() {
        var outcome = named("kling/lip-sync").submit(spoken(4, Map.of()));
        assertThat(outcome.ticket()).startsWith("advanced-lip-sync/");
        assertThat(fake.tasks().getLast().seen())
                .containsEntry("face", "1")
                .containsEntry("spoken", "0 to 4000 at 0")
                .containsEntry("source", "https://example.org/a.mp4");
        assertThat(named("kling/lip-sync")
                        .poll(Objects.requireNonNull(outcome.ticket()))
                        .state())
                .isEqualTo(State.QUEUED);
    }

    @Test
    void a_sound_longer_than_its_clip_is_cut_by_an_option_alone() {
        var model = named("kling/lip-sync");
        assertThatThrownBy(() -> model.submit(spoken(8, Map.of())))
                .isInstanceOf(ShotwrightException.class)
                .hasMessageContaining("at most the 5 s of the clip");
        model.submit(spoken(8, Map.of("sound_end_time", 3000, "sound_insert_time", 1000, "face_id", "0")));
        assertThat(fake.tasks().getLast().seen())
                .containsEntry("spoken", "0 to 3000 at 1000")
                .containsEntry("face", "0");
    }

    @Test
    void faces_that_Kling_does_not_tell_are_asked_for_once_and_nothing_is_drawn() {
        fake.troubleInquiry(Trouble.LOST_ANSWER);
        assertThat(named("kling/lip-sync").submit(spoken(4, Map.of())).state()).isEqualTo(State.FAILED);
        assertThat(fake.questions()).hasSize(1);
        assertThat(fake.submissions()).isZero();
    }

    private static MediaItem picture(MediaRole role) {
        return MediaItem.of(MediaKind.IMAGE, role, "https://example.org/a.png");
    }

    @Test
    void an_effect_is_of_one_picture_or_of_two() {
        var model = named("kling/effects");
        var one = VideoRequest.builder()
                .media(List.of(picture(MediaRole.FIRST_FRAME)))
                .duration(Duration.ofSeconds(5));
        assertThatThrownBy(() -> model.submit(one.build())).hasMessageContaining("options.effect_scene");
        model.submit(one.options(Map.of("effect_scene", "bullet_time")).build());
        assertThat(fake.tasks().getLast().seen()).containsKey("firstFrame").containsEntry("scene", "bullet_time");
        var two = List.of(picture(MediaRole.SUBJECT_REFERENCE), picture(MediaRole.SUBJECT_REFERENCE));
        model.submit(one.media(two).options(Map.of("effect_scene", "hug")).build());
        assertThat(fake.tasks().getLast().seen()).containsKeys("reference1", "reference2");
    }
}
