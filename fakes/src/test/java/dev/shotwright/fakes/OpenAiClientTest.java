package dev.shotwright.fakes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.UnauthorizedException;
import com.openai.models.videos.ImageInputReferenceParam;
import com.openai.models.videos.Video;
import com.openai.models.videos.VideoCreateParams;
import com.openai.models.videos.VideoExtendParams;
import com.openai.models.videos.VideoListParams;
import com.openai.models.videos.VideoModel;
import com.openai.models.videos.VideoRemixParams;
import com.openai.models.videos.VideoSeconds;
import com.openai.models.videos.VideoSize;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** OpenAI's own Java client, unmodified, at our fake; the client deprecates its videos since the service has closed. */
@SuppressWarnings("deprecation")
class OpenAiClientTest {
    private FakeOpenAi fake;
    private OpenAIClient client;

    @BeforeEach
    void open() {
        fake = FakeVendor.started(new FakeOpenAi());
        client = client(fake.keys().getFirst());
    }

    private OpenAIClient client(String key) {
        return OpenAIOkHttpClient.builder()
                .apiKey(key)
                .baseUrl(fake.address().toString())
                .maxRetries(0)
                .build();
    }

    @AfterEach
    void close() {
        client.close();
        fake.close();
    }

    private static VideoCreateParams.Builder fox() {
        return VideoCreateParams.builder()
                .prompt("a fox")
                .model(VideoModel.SORA_2)
                .seconds(VideoSeconds._8)
                .size(VideoSize._1280X720);
    }

    private Video drawn() {
        var video = client.videos().create(fox().build());
        while (!video.status().equals(Video.Status.COMPLETED)) {
            video = client.videos().retrieve(video.id());
        }
        return video;
    }

    @Test
    void a_video_is_created_and_asked_about_until_its_content_can_be_read() throws IOException {
        var video = client.videos().create(fox().build());
        assertThat(video.validate().status()).isEqualTo(Video.Status.QUEUED);
        assertThat(fake.tasks().getFirst().seen())
                .containsEntry("prompt", "a fox")
                .containsEntry("seconds", "8")
                .containsEntry("size", "1280x720");
        var done = drawn().validate();
        assertThat(done.progress()).isEqualTo(100);
        try (var content = client.videos().downloadContent(done.id())) {
            assertThat(content.body().readAllBytes()).isEqualTo(fake.clips().bytes());
        }
    }

    @Test
    void a_picture_comes_as_a_file_or_an_address() {
        var picture = new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10, 0, (byte) 255};
        client.videos().create(fox().inputReference(picture).build());
        assertThat(fake.tasks().getLast().seen()).containsEntry("firstFrame", Seen.fingerprint(picture));
        client.videos()
                .create(fox().inputReference(ImageInputReferenceParam.builder()
                                .imageUrl("https://example.org/a.png")
                                .build())
                        .build());
        assertThat(fake.tasks().getLast().seen()).containsEntry("firstFrame", "https://example.org/a.png");
    }

    @Test
    void a_finished_video_is_remixed_extended_and_deleted() {
        var id = drawn().id();
        var remix = client.videos()
                .remix(id, VideoRemixParams.builder().prompt("a wolf").build());
        assertThat(remix.remixedFromVideoId()).contains(id);
        client.videos()
                .extend(VideoExtendParams.builder()
                        .prompt("it runs")
                        .seconds(VideoSeconds._4)
                        .video(VideoExtendParams.Video.VideoReferenceInputParam.builder()
                                .id(id)
                                .build())
                        .build());
        assertThat(fake.tasks().getLast().seen()).containsEntry("extend", id).containsEntry("seconds", "4");
        assertThat(client.videos().delete(id).deleted()).isTrue();
        assertThatThrownBy(() -> client.videos().retrieve(id)).isInstanceOf(NotFoundException.class);
    }

    @Test
    void videos_are_listed_page_by_page() {
        var ids = List.of(
                client.videos().create(fox().build()).id(),
                client.videos().create(fox().build()).id(),
                client.videos().create(fox().build()).id());
        var listed = client
                .videos()
                .list(VideoListParams.builder()
                        .limit(2)
                        .order(VideoListParams.Order.ASC)
                        .build())
                .autoPager()
                .stream()
                .map(Video::id)
                .toList();
        assertThat(listed).isEqualTo(ids);
    }

    @Test
    void failures_and_refusals_bear_their_codes() {
        fake.failNext("moderation_blocked");
        var video = client.videos().create(fox().build());
        while (!video.status().equals(Video.Status.FAILED)) {
            video = client.videos().retrieve(video.id());
        }
        assertThat(video.error())
                .hasValueSatisfying(error -> assertThat(error.code()).isEqualTo("moderation_blocked"));
        fake.refuseNext("429 insufficient_quota");
        assertThatThrownBy(() -> client.videos().create(fox().build()))
                .isInstanceOfSatisfying(
                        OpenAIServiceException.class, e -> assertThat(e.code()).contains("insufficient_quota"));
        var other = client("wrong");
        assertThatThrownBy(() -> other.videos().list()).isInstanceOf(UnauthorizedException.class);
        other.close();
    }
}
