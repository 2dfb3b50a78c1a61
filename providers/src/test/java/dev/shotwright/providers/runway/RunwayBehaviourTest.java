package dev.shotwright.providers.runway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shotwright.fakes.FakeRunway;
import dev.shotwright.fakes.FakeVendor;
import dev.shotwright.fakes.Seen;
import dev.shotwright.fakes.Trouble;
import dev.shotwright.providers.VendorBehaviour;
import dev.shotwright.vocabulary.card.Mode;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.model.HostedModel;
import dev.shotwright.vocabulary.model.State;
import dev.shotwright.vocabulary.request.MediaItem;
import dev.shotwright.vocabulary.request.MediaKind;
import dev.shotwright.vocabulary.request.MediaRole;
import dev.shotwright.vocabulary.request.Pixels;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunwayBehaviourTest extends VendorBehaviour {
    private static final int TOO_LARGE = 5_000_000;

    RunwayBehaviourTest() {
        super(new RunwayVendor());
    }

    @Override
    protected FakeVendor newFake() {
        return new FakeRunway();
    }

    @Override
    protected boolean findsByReference() {
        return false;
    }

    @Override
    protected Map<String, Object> optionsFor(ModelCard card, Mode mode) {
        return card.vendorsName().equals("router") ? Map.of("configId", "film") : Map.of();
    }

    private VideoRequest withLargePicture(byte[] bytes) throws IOException {
        var picture =
                Files.write(folder.resolve("large \"picture\".png"), bytes).toString();
        return request().toBuilder()
                .media(List.of(MediaItem.of(MediaKind.IMAGE, MediaRole.FIRST_FRAME, picture)))
                .build();
    }

    @Test
    void a_large_picture_is_uploaded_before_and_the_key_is_not_shown_to_the_store() throws IOException {
        var bytes = new byte[TOO_LARGE];
        bytes[7] = 13;
        bytes[8] = 10;
        bytes[9] = (byte) 0xE9;
        assertThat(model().submit(withLargePicture(bytes)).state()).isEqualTo(State.QUEUED);
        assertThat(fake.tasks().getLast().seen()).containsEntry("firstFrame", Seen.fingerprint(bytes));
        assertThat(fake.questions())
                .filteredOn(question -> question.path().startsWith("/store/"))
                .singleElement()
                .satisfies(
                        question -> assertThat(question.header("Authorization")).isEmpty());
    }

    @Test
    void an_upload_outlives_trouble_and_one_that_fails_submits_nothing() throws IOException {
        var request = withLargePicture(new byte[TOO_LARGE]);
        fake.troubleInquiry(Trouble.OVERLOADED, Trouble.LOST_ANSWER, Trouble.CUT_ANSWER);
        assertThat(model().submit(request).state()).isEqualTo(State.QUEUED);
        fake.troubleInquiry(Trouble.HTML, Trouble.HTML, Trouble.HTML, Trouble.HTML);
        assertThat(model().submit(request).state()).isEqualTo(State.FAILED);
        assertThat(fake.submissions()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"640x640", "2206x946", "1920x1080", "3840x2160"})
    void a_size_is_a_pair_of_pixels(String size) {
        var model = named("runway/seedance-2");
        var request = request().toBuilder().ratio(null).size(Pixels.parse(size)).build();
        assertThat(model.submit(request).state()).isEqualTo(State.QUEUED);
        assertThat(fake.tasks().getLast().seen()).containsEntry("size", size);
    }

    @Test
    void a_keyframe_lies_at_its_second() {
        var model = named("runway/aleph-2");
        var request = request().toBuilder()
                .media(List.of(
                        MediaItem.of(MediaKind.VIDEO, MediaRole.SOURCE_VIDEO, "https://example.org/a.mp4"),
                        new MediaItem(
                                MediaKind.IMAGE,
                                MediaRole.KEYFRAME,
                                "https://example.org/b.png",
                                Duration.ofMillis(1500),
                                null)))
                .build();
        assertThat(model.submit(request).state()).isEqualTo(State.QUEUED);
        assertThat(fake.questions().getLast().text()).contains("\"seconds\":1.5");
    }

    @Test
    void a_performance_moves_a_character_of_a_picture_or_of_a_clip() {
        var model = named("runway/act-two");
        var motion = MediaItem.of(MediaKind.VIDEO, MediaRole.DRIVING_MOTION, "https://example.org/dance.mp4");
        for (var kind : List.of(MediaKind.IMAGE, MediaKind.VIDEO)) {
            var character = MediaItem.of(kind, MediaRole.SUBJECT_REFERENCE, "https://example.org/fox");
            model.submit(VideoRequest.builder()
                    .media(List.of(motion, character))
                    .options(Map.of("bodyControl", true))
                    .build());
            assertThat(fake.tasks().getLast().seen())
                    .containsEntry("reference1", "https://example.org/fox")
                    .containsEntry("reference2", "https://example.org/dance.mp4")
                    .containsEntry("body", "on");
        }
    }

    @Test
    void the_router_is_told_by_which_configuration_it_chooses() {
        var model = named("runway/router");
        var request = request().toBuilder().media(List.of()).build();
        assertThatThrownBy(() -> model.submit(request)).hasMessageContaining("options.configId");
        assertThat(fake.submissions()).isZero();
        model.submit(request.toBuilder().options(Map.of("configId", "cheap")).build());
        assertThat(fake.tasks().getLast().seen()).containsEntry("configuration", "cheap");
    }

    @Test
    void the_router_tells_a_clip_to_restyle_from_one_to_look_at() {
        var clip = MediaItem.of(MediaKind.VIDEO, MediaRole.SOURCE_VIDEO, "https://example.org/a.mp4");
        var keyframe = new MediaItem(
                MediaKind.IMAGE, MediaRole.KEYFRAME, "https://example.org/b.png", Duration.ofSeconds(1), null);
        named("runway/router")
                .submit(request().toBuilder()
                        .media(List.of(clip, keyframe))
                        .options(Map.of("configId", "film"))
                        .build());
        assertThat(fake.tasks().getLast().seen())
                .containsEntry("source", "https://example.org/a.mp4")
                .containsEntry("reference1", "https://example.org/b.png");
        var look = MediaItem.of(MediaKind.VIDEO, MediaRole.STYLE_REFERENCE, "https://example.org/c.mp4");
        named("runway/router")
                .submit(request().toBuilder()
                        .media(List.of(look))
                        .options(Map.of("configId", "film"))
                        .build());
        assertThat(fake.tasks().getLast().seen())
                .doesNotContainKey("source")
                .containsEntry("reference1", "https://example.org/c.mp4");
    }

    @Test
    void a_running_draw_is_cancelled_and_a_finished_one_is_never_deleted() {
        var running = Objects.requireNonNull(model().submit(request()).ticket());
        model().poll(running);
        assertThat(model().cancel(running).state()).isEqualTo(State.CANCELLED);
        var finished = Objects.requireNonNull(model().submit(request()).ticket());
        for (var i = 0; i < 4; i++) {
            model().poll(finished);
        }
        assertThat(model().cancel(finished).state()).isEqualTo(State.SUCCEEDED);
        assertThat(model().poll(finished).state()).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void the_balance_is_told_in_credits() {
        assertThat(account.standing().balance()).isEqualByComparingTo("1234");
        assertThat(account.standing().unit()).isEqualTo("credits");
        assertThat(account.standing().concurrent()).isEqualTo(2);
    }

    private HostedModel named(String name) {
        return models().stream()
                .filter(each -> each.card().model().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
