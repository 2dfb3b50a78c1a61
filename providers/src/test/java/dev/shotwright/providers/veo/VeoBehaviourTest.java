package dev.shotwright.providers.veo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.fakes.FakeVendor;
import dev.shotwright.fakes.FakeVeo;
import dev.shotwright.providers.VendorBehaviour;
import dev.shotwright.vocabulary.model.Billing;
import dev.shotwright.vocabulary.model.Clip;
import dev.shotwright.vocabulary.model.State;
import dev.shotwright.vocabulary.request.MediaItem;
import dev.shotwright.vocabulary.request.MediaKind;
import dev.shotwright.vocabulary.request.MediaRole;
import dev.shotwright.vocabulary.request.Resolution;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VeoBehaviourTest extends VendorBehaviour {

    VeoBehaviourTest() {
        super(new VeoVendor());
    }

    @Override
    protected FakeVendor newFake() {
        return new FakeVeo();
    }

    @Override
    protected boolean findsByReference() {
        return false;
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytesBase64Encoded", "inlineData"})
    void a_picture_is_encoded_as_the_option_says(String encoding) throws IOException {
        var picture = Files.writeString(folder.resolve("b.png"), "any bytes").toString();
        var request = request().toBuilder()
                .media(List.of(MediaItem.of(MediaKind.IMAGE, MediaRole.FIRST_FRAME, picture)))
                .options(Map.of("imageEncoding", encoding, "personGeneration", "allow_adult"))
                .build();
        assertThat(model().submit(request).state()).isEqualTo(State.QUEUED);
        assertThat(fake.tasks().getLast().seen())
                .containsEntry("imageEncoding", encoding)
                .containsEntry("people", "allow_adult");
    }

    @ParameterizedTest
    @ValueSource(strings = {"720p", "1080p", "4k"})
    void each_resolution_arrives(String resolution) {
        var request = request().toBuilder()
                .resolution(Resolution.parse(resolution))
                .duration(Duration.ofSeconds(8))
                .build();
        assertThat(model().submit(request).state()).isEqualTo(State.QUEUED);
        assertThat(fake.tasks().getLast().seen()).containsEntry("resolution", resolution);
    }

    @Test
    void a_clip_that_is_withheld_is_not_billed() {
        fake.failNext("filtered");
        var ticket = Objects.requireNonNull(model().submit(request()).ticket());
        var outcome = model().poll(ticket);
        while (outcome.state() == State.RUNNING) {
            outcome = model().poll(ticket);
        }
        assertThat(Objects.requireNonNull(outcome.failure()).billing()).isEqualTo(Billing.NOT_BILLED);
        assertThat(outcome.failure().message()).contains("You have not been charged");
    }

    @Test
    void an_operation_that_the_vendor_does_not_know_has_expired() {
        assertThat(model().poll("models/veo-3.1-generate-preview/operations/none")
                        .state())
                .isEqualTo(State.EXPIRED);
    }

    @Test
    void a_clip_at_a_host_that_is_not_the_vendors_is_fetched_without_the_key() throws IOException {
        var elsewhere = fake.clips().address("a").replace("127.0.0.1", "localhost");
        try (var stream = model().fetch(new Clip(elsewhere, null, null, null, null, null), 0)) {
            assertThat(stream.body().readAllBytes()).isEqualTo(fake.clips().bytes());
        }
        assertThat(fake.clips().leaked()).isFalse();
    }
}
