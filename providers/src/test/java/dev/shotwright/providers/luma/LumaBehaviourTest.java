package dev.shotwright.providers.luma;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shotwright.fakes.FakeLuma;
import dev.shotwright.fakes.FakeVendor;
import dev.shotwright.providers.VendorBehaviour;
import dev.shotwright.providers.account.Hint;
import dev.shotwright.providers.account.Push;
import dev.shotwright.vocabulary.CameraMove;
import dev.shotwright.vocabulary.CameraWord;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.model.HostedModel;
import dev.shotwright.vocabulary.model.State;
import dev.shotwright.vocabulary.request.MediaItem;
import dev.shotwright.vocabulary.request.MediaKind;
import dev.shotwright.vocabulary.request.MediaRole;
import dev.shotwright.vocabulary.request.Resolution;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LumaBehaviourTest extends VendorBehaviour {

    LumaBehaviourTest() {
        super(new LumaVendor());
    }

    @Override
    protected FakeVendor newFake() {
        return new FakeLuma();
    }

    @Override
    protected boolean findsByReference() {
        return false;
    }

    /** Only its own draws can be changed. */
    @Override
    protected String clipFor(ModelCard card) {
        return List.of("upscale_video", "add_audio").contains(card.vendorsName())
                ? "luma://123e4567-e89b-12d3-a456-426614174000"
                : super.clipFor(card);
    }

    private HostedModel named(String name) {
        return models().stream()
                .filter(each -> each.card().model().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static VideoRequest.Builder of(String source) {
        return VideoRequest.builder().media(List.of(MediaItem.of(MediaKind.VIDEO, MediaRole.SOURCE_VIDEO, source)));
    }

    @Test
    void a_draw_gets_more_pixels_by_the_name_of_its_task() {
        var ticket = Objects.requireNonNull(model().submit(request()).ticket());
        var upscale = named("luma/upscale");
        var larger = of("luma://" + ticket).resolution(Resolution.parse("4k")).build();
        assertThat(upscale.submit(larger).state()).isEqualTo(State.FAILED);
        for (var i = 0; i < 4; i++) {
            model().poll(ticket);
        }
        assertThat(upscale.submit(larger).state()).isEqualTo(State.QUEUED);
        assertThat(fake.tasks().getLast().seen())
                .containsEntry("source", ticket)
                .containsEntry("resolution", "4k");
    }

    @Test
    void a_clip_of_somebody_else_gets_no_more_pixels() {
        var other = of("https://example.org/a.mp4").build();
        assertThatThrownBy(() -> named("luma/upscale").submit(other))
                .isInstanceOf(ShotwrightException.class)
                .hasMessageContaining("luma://");
        assertThat(fake.submissions()).isZero();
    }

    @Test
    void the_balance_is_told_in_dollars() {
        assertThat(account.standing().balance()).isEqualByComparingTo("123.45");
        assertThat(account.standing().unit()).isEqualTo("USD");
    }

    @Test
    void recent_draws_are_listed() {
        var ticket = Objects.requireNonNull(model().submit(request()).ticket());
        assertThat(account.recent())
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.ticket()).isEqualTo(ticket));
    }

    @Test
    void a_callback_is_a_hint() {
        assertThat(account.hear(push("{\"id\":\"a-1\",\"state\":\"completed\"}")))
                .isEqualTo(new Hint.Changed("a-1"));
        assertThat(account.hear(push("{}"))).isInstanceOf(Hint.Ignored.class);
        assertThat(account.hear(push("<html>"))).isInstanceOf(Hint.Ignored.class);
    }

    private static Push push(String text) {
        return new Push("POST", "/hook", "", Map.of(), text);
    }

    @Test
    void options_go_along() {
        var request = request().toBuilder().options(Map.of("loop", true)).build();
        model().submit(request);
        assertThat(fake.tasks().getLast().seen()).containsEntry("loop", "on");
    }

    @ParameterizedTest
    @CsvSource({"FIXED, static", "DOLLY_IN, push_in", "DOLLY_OUT, pull_out", "ORBIT_COUNTERCLOCKWISE, orbit_right"})
    void a_movement_is_a_concept(CameraWord word, String concept) {
        model().submit(request().toBuilder()
                .camera(List.of(CameraMove.of(word)))
                .build());
        assertThat(fake.tasks().getLast().seen()).containsEntry("camera", concept);
    }
}
