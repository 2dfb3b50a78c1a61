package dev.shotwright.fakes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.genai.Client;
import com.google.genai.errors.ApiException;
import com.google.genai.types.GenerateVideosConfig;
import com.google.genai.types.GenerateVideosOperation;
import com.google.genai.types.GenerateVideosSource;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.Image;
import com.google.genai.types.Video;
import com.google.genai.types.VideoGenerationReferenceImage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Google's own client draws at the fake of Veo. */
class GenaiSdkTest {
    private static final String MODEL = "veo-3.1-generate-preview";
    private static final byte[] PICTURE = "any bytes".getBytes(StandardCharsets.UTF_8);
    private static final Image IMAGE =
            Image.builder().imageBytes(PICTURE).mimeType("image/png").build();

    private FakeVeo fake;
    private Client client;

    @BeforeEach
    void open() {
        fake = FakeVendor.started(new FakeVeo());
        client = client(fake.keys().getFirst());
    }

    private Client client(String key) {
        var address = fake.address().toString();
        return Client.builder()
                .apiKey(key)
                .httpOptions(HttpOptions.builder()
                        .baseUrl(address.substring(0, address.lastIndexOf('/')))
                        .apiVersion("v1beta")
                        .build())
                .build();
    }

    @AfterEach
    void close() {
        client.close();
        fake.close();
    }

    private GenerateVideosOperation ended(GenerateVideosOperation begun) {
        var operation = begun;
        for (var i = 0; i < 10 && !operation.done().orElse(false); i++) {
            operation = client.operations.getVideosOperation(operation, null);
        }
        return operation;
    }

    private static String seen(FakeVeo fake, String name) {
        return String.valueOf(fake.tasks().getLast().seen().get(name));
    }

    @Test
    void a_clip_is_drawn_from_words_and_two_frames() {
        var config = GenerateVideosConfig.builder()
                .aspectRatio("9:16")
                .resolution("1080p")
                .durationSeconds(8)
                .negativePrompt("blur")
                .personGeneration("allow_adult")
                .numberOfVideos(1)
                .lastFrame(IMAGE)
                .build();
        var source =
                GenerateVideosSource.builder().prompt("a fox 雪").image(IMAGE).build();
        var begun = client.models.generateVideos(MODEL, source, config);
        assertThat(begun.name()).hasValue(fake.tasks().getLast().id());
        assertThat(seen(fake, "prompt")).isEqualTo("a fox 雪");
        assertThat(seen(fake, "ratio")).isEqualTo("9:16");
        assertThat(seen(fake, "firstFrame")).isEqualTo(Seen.fingerprint(PICTURE));
        assertThat(seen(fake, "lastFrame")).isEqualTo(Seen.fingerprint(PICTURE));
        assertThat(seen(fake, "imageEncoding")).isEqualTo("bytesBase64Encoded");
        var videos = ended(begun).response().orElseThrow().generatedVideos().orElseThrow();
        assertThat(videos.getFirst().video().orElseThrow().uri())
                .hasValue(fake.clips().address(fake.tasks().getLast().id()));
    }

    @Test
    void a_clip_is_drawn_after_references() {
        var reference = VideoGenerationReferenceImage.builder()
                .image(IMAGE)
                .referenceType("asset")
                .build();
        var config = GenerateVideosConfig.builder()
                .referenceImages(List.of(reference))
                .durationSeconds(8)
                .build();
        var begun = client.models.generateVideos(
                MODEL, GenerateVideosSource.builder().prompt("a fox").build(), config);
        assertThat(seen(fake, "reference1")).isEqualTo(Seen.fingerprint(PICTURE));
        assertThat(ended(begun).done()).hasValue(true);
    }

    @Test
    void a_clip_is_extended() {
        var source = GenerateVideosSource.builder()
                .prompt("on it goes")
                .video(Video.builder()
                        .uri("https://example.org/a.mp4")
                        .mimeType("video/mp4")
                        .build())
                .build();
        client.models.generateVideos(
                MODEL, source, GenerateVideosConfig.builder().build());
        assertThat(seen(fake, "source")).isEqualTo("https://example.org/a.mp4");
    }

    @Test
    void a_clip_that_is_withheld_has_its_reasons() {
        fake.failNext("filtered");
        var source = GenerateVideosSource.builder().prompt("a fox").build();
        var response = ended(client.models.generateVideos(
                        MODEL, source, GenerateVideosConfig.builder().build()))
                .response()
                .orElseThrow();
        assertThat(response.generatedVideos()).isEmpty();
        assertThat(response.raiMediaFilteredCount()).hasValue(1);
        assertThat(response.raiMediaFilteredReasons().orElseThrow()).hasSize(1);
    }

    @Test
    void an_operation_that_fails_tells_its_error() {
        fake.failNext("INTERNAL");
        var source = GenerateVideosSource.builder().prompt("a fox").build();
        var operation = ended(client.models.generateVideos(
                MODEL, source, GenerateVideosConfig.builder().build()));
        assertThat(operation.error().orElseThrow()).containsEntry("status", "INTERNAL");
    }

    @Test
    void a_wrong_key_and_a_wrong_length_are_refused() {
        var source = GenerateVideosSource.builder().prompt("a fox").build();
        var tooShort = GenerateVideosConfig.builder().durationSeconds(5).build();
        assertThatThrownBy(() -> client.models.generateVideos(MODEL, source, tooShort))
                .isInstanceOfSatisfying(ApiException.class, e -> {
                    assertThat(e.code()).isEqualTo(400);
                    assertThat(e.status()).isEqualTo("INVALID_ARGUMENT");
                });
        try (var other = client("wrong")) {
            assertThatThrownBy(() -> other.models.generateVideos(
                            MODEL, source, GenerateVideosConfig.builder().build()))
                    .isInstanceOf(ApiException.class)
                    .hasMessageContaining("API key not valid");
        }
    }
}
