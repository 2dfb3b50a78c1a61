package dev.shotwright.providers.vidu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shotwright.fakes.FakeVendor;
import dev.shotwright.fakes.FakeVidu;
import dev.shotwright.providers.VendorBehaviour;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.card.Mode;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.model.Billing;
import dev.shotwright.vocabulary.model.HostedModel;
import dev.shotwright.vocabulary.model.State;
import dev.shotwright.vocabulary.request.MediaItem;
import dev.shotwright.vocabulary.request.MediaKind;
import dev.shotwright.vocabulary.request.MediaRole;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ViduBehaviourTest extends VendorBehaviour {

    ViduBehaviourTest() {
        super(new ViduVendor());
    }

    @Override
    protected FakeVendor newFake() {
        return new FakeVidu();
    }

    @Override
    protected Billing cancelled() {
        return Billing.NOT_BILLED;
    }

    @Override
    protected boolean findsByReference() {
        return true;
    }

    @Override
    protected Map<String, Object> optionsFor(ModelCard card, Mode mode) {
        return switch (card.vendorsName()) {
            case "template" -> Map.of("template", "hugging");
            case "template-story" -> Map.of("story", "one_shot");
            default -> Map.of();
        };
    }

    private HostedModel named(String name) {
        return models().stream()
                .filter(each -> each.card().model().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static MediaItem picture(MediaRole role, @Nullable Duration at) {
        return new MediaItem(MediaKind.IMAGE, role, "https://example.org/" + role.word() + at + ".png", at, null);
    }

    private static VideoRequest through(Duration... pictures) {
        var media = Stream.of(
                        Stream.of(picture(MediaRole.FIRST_FRAME, null), picture(MediaRole.LAST_FRAME, null)),
                        Stream.of(pictures).map(at -> picture(MediaRole.KEYFRAME, at)))
                .flatMap(each -> each)
                .toList();
        return VideoRequest.builder()
                .prompt("a fox")
                .media(media)
                .duration(Duration.ofSeconds(12))
                .build();
    }

    @Test
    void each_stretch_between_pictures_is_told_in_whole_seconds() {
        var model = named("vidu/q2-pro-multiframe");
        assertThat(model.submit(through(Duration.ofSeconds(7), Duration.ofSeconds(3)))
                        .state())
                .isEqualTo(State.QUEUED);
        assertThat(fake.questions().getLast().text())
                .containsSubsequence(
                        "keyframePT3S", "\"duration\":3", "keyframePT7S", "\"duration\":4", "\"duration\":5");
        assertThatThrownBy(() -> model.submit(through(Duration.ofMillis(3500))))
                .isInstanceOf(ShotwrightException.class)
                .hasMessageContaining("media.at");
        assertThatThrownBy(() -> model.submit(through(Duration.ofSeconds(11)))).isInstanceOf(ShotwrightException.class);
        assertThat(fake.submissions()).isEqualTo(1);
    }

    @Test
    void a_template_must_be_named_before_anything_is_sent() {
        var request = VideoRequest.builder()
                .media(List.of(picture(MediaRole.SUBJECT_REFERENCE, null)))
                .build();
        assertThatThrownBy(() -> named("vidu/template").submit(request)).hasMessageContaining("options.template");
        assertThat(fake.submissions()).isZero();
    }
}
