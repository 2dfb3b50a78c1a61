package dev.shotwright.providers.jimeng;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shotwright.fakes.FakeJimeng;
import dev.shotwright.fakes.FakeVendor;
import dev.shotwright.providers.SkippedTime;
import dev.shotwright.providers.account.Account;
import dev.shotwright.providers.account.Hint;
import dev.shotwright.providers.account.Push;
import dev.shotwright.providers.transport.Patience;
import dev.shotwright.vocabulary.CameraMove;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.card.TokenCounter;
import dev.shotwright.vocabulary.model.HostedModel;
import dev.shotwright.vocabulary.model.State;
import dev.shotwright.vocabulary.negotiation.Leeway;
import dev.shotwright.vocabulary.negotiation.Negotiation;
import dev.shotwright.vocabulary.negotiation.Verdict;
import dev.shotwright.vocabulary.request.MediaItem;
import dev.shotwright.vocabulary.request.MediaKind;
import dev.shotwright.vocabulary.request.MediaRole;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JimengDrawTest {
    private static final MediaItem FIRST =
            MediaItem.of(MediaKind.IMAGE, MediaRole.FIRST_FRAME, "https://example.org/a.png");

    private final FakeJimeng fake = FakeVendor.started(new FakeJimeng());
    private final JimengVendor vendor = new JimengVendor();
    private final Account account =
            vendor.open(vendor.keyForms().getFirst(), fake.keys(), fake.address(), Patience.usual(), new SkippedTime());

    @AfterEach
    void close() {
        account.close();
        fake.close();
    }

    private HostedModel model(String name) {
        return vendor.cards().stream()
                .filter(card -> card.model().equals(name))
                .map(account::model)
                .findFirst()
                .orElseThrow();
    }

    private static VideoRequest accepted(HostedModel model, VideoRequest.Builder wish) {
        var request = wish.model(model.card().model()).prompt("A fox runs").build();
        var verdict = new Negotiation(TokenCounter.UPPER_BOUND, Leeway.NONE).of(request, model.card());
        assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
        return ((Verdict.Accepted) verdict).request();
    }

    private Map<String, String> seen() {
        return fake.tasks().getLast().seen();
    }

    @Test
    void a_camera_goes_by_a_template_at_its_strength() {
        var model = model("jimeng/3.0");
        var wish = VideoRequest.builder().media(List.of(FIRST));
        model.submit(accepted(model, wish.camera(List.of(CameraMove.parse("camera", "orbit")))));
        assertThat(seen())
                .containsEntry("model", "jimeng_i2v_recamera_v30")
                .containsEntry("camera", "central_orbit medium");
        model.submit(accepted(model, wish.camera(List.of(CameraMove.parse("camera", "handheld:fast")))));
        assertThat(seen()).containsEntry("camera", "handheld strong");
        var own = Map.<String, Object>of("template_id", "robo_arm", "camera_strength", "weak");
        model.submit(accepted(model, wish.camera(List.of()).options(own)));
        assertThat(seen()).containsEntry("camera", "robo_arm weak");
    }

    @Test
    void a_label_is_kept_by_the_ticket_and_written_when_the_clip_is_asked_for() {
        var model = model("jimeng/3.0-pro");
        var meta = Map.<String, Object>of("aigc_meta", Map.of("content_producer", "fox-1", "producer_id", "7"));
        var outcome = model.submit(accepted(model, VideoRequest.builder().options(meta)));
        model.poll(Objects.requireNonNull(outcome.ticket()));
        assertThat(fake.questions().getLast().text())
                .contains("\"req_json\":\"{\\\"aigc_meta\\\":{")
                .contains("fox-1");
    }

    @Test
    void frames_by_address_and_by_file_do_not_mix() {
        var model = model("jimeng/3.0");
        var last = MediaItem.of(MediaKind.IMAGE, MediaRole.LAST_FRAME, "b.png");
        var request = accepted(model, VideoRequest.builder().media(List.of(FIRST, last)));
        assertThatThrownBy(() -> model.submit(request)).isInstanceOf(ShotwrightException.class);
        assertThat(fake.submissions()).isZero();
    }

    @Test
    void an_unknown_draw_has_expired() {
        assertThat(model("jimeng/3.0").poll("jimeng_t2v_v30/1").state()).isEqualTo(State.EXPIRED);
        assertThat(model("jimeng/3.0").poll("1").state()).isEqualTo(State.EXPIRED);
    }

    @Test
    void nobody_is_called_back_and_nothing_is_listed() {
        assertThat(account.recent()).isEmpty();
        assertThat(account.hear(new Push("POST", "/", "", Map.of(), "{}"))).isInstanceOf(Hint.Ignored.class);
    }
}
