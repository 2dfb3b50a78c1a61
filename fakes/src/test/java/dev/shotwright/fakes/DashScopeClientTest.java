package dev.shotwright.fakes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.alibaba.dashscope.aigc.videosynthesis.VideoSynthesis;
import com.alibaba.dashscope.aigc.videosynthesis.VideoSynthesisParam;
import com.alibaba.dashscope.aigc.videosynthesis.VideoSynthesisResult;
import com.alibaba.dashscope.exception.ApiException;
import com.alibaba.dashscope.task.AsyncTaskListParam;
import com.alibaba.dashscope.utils.Constants;
import com.alibaba.dashscope.utils.OSSUtils;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** DashScope's own Java client, unmodified, at our fake. */
class DashScopeClientTest {
    private final String elsewhere = Constants.baseHttpApiUrl;
    private FakeDashScope fake;
    private VideoSynthesis client;

    @BeforeEach
    void open() {
        fake = FakeVendor.started(new FakeDashScope());
        Constants.baseHttpApiUrl = fake.address().toString();
        client = new VideoSynthesis();
    }

    @AfterEach
    void close() {
        Constants.baseHttpApiUrl = elsewhere;
        fake.close();
    }

    private String key() {
        return fake.keys().getFirst();
    }

    private VideoSynthesisResult created(String model) throws Exception {
        return client.asyncCall(VideoSynthesisParam.builder()
                .apiKey(key())
                .model(model)
                .prompt("a fox")
                .build());
    }

    @Test
    void a_task_of_text_is_created_and_asked_about_until_it_succeeds() throws Exception {
        var id = client.asyncCall(VideoSynthesisParam.builder()
                        .apiKey(key())
                        .model("wan2.6-t2v")
                        .prompt("a fox")
                        .negativePrompt("blur")
                        .size("1280*720")
                        .duration(5)
                        .seed(7)
                        .watermark(true)
                        .audio(false)
                        .promptExtend(false)
                        .shotType("single")
                        .build())
                .getOutput()
                .getTaskId();
        assertThat(fake.tasks().getFirst().seen())
                .containsEntry("prompt", "a fox")
                .containsEntry("negativePrompt", "blur")
                .containsEntry("size", "1280x720")
                .containsEntry("seconds", "5")
                .containsEntry("seed", "7")
                .containsEntry("watermark", "on")
                .containsEntry("audio", "off");
        var task = client.fetch(id, key());
        assertThat(task.getOutput().getTaskStatus()).isEqualTo("PENDING");
        while (!task.getOutput().getTaskStatus().equals("SUCCEEDED")) {
            task = client.fetch(id, key());
        }
        assertThat(task.getOutput().getVideoUrl()).isEqualTo(fake.clips().address(id));
        assertThat(task.getUsage().getSize()).isEqualTo("1280*720");
    }

    @Test
    void a_task_of_a_picture_is_created() throws Exception {
        client.asyncCall(VideoSynthesisParam.builder()
                .apiKey(key())
                .model("wanx2.1-i2v-turbo")
                .prompt("a fox")
                .imgUrl("https://example.org/a.png")
                .resolution("720P")
                .build());
        assertThat(fake.tasks().getFirst().seen())
                .containsEntry("firstFrame", "https://example.org/a.png")
                .containsEntry("resolution", "720p");
    }

    @Test
    void a_task_between_two_pictures_is_created_at_its_own_address() throws Exception {
        client.asyncCall(VideoSynthesisParam.builder()
                .apiKey(key())
                .model("wanx2.1-kf2v-plus")
                .prompt("a fox")
                .firstFrameUrl("https://example.org/a.png")
                .lastFrameUrl("https://example.org/b.png")
                .build());
        assertThat(fake.tasks().getFirst().seen()).containsEntry("lastFrame", "https://example.org/b.png");
    }

    @Test
    void a_file_is_brought_to_the_store_and_found_there(@TempDir Path folder) throws Exception {
        var bytes = new byte[] {1, 2, 3};
        var file = Files.write(folder.resolve("a.png"), bytes);
        client.asyncCall(VideoSynthesisParam.builder()
                .apiKey(key())
                .model("wanx2.1-i2v-turbo")
                .prompt("a fox")
                .imgUrl(file.toUri().toString())
                .build());
        assertThat(fake.tasks().getFirst().seen()).containsEntry("firstFrame", Seen.fingerprint(bytes));
        assertThat(OSSUtils.upload("wan2.2-s2v", file.toString(), key())).startsWith("oss://");
    }

    @Test
    void media_of_newer_models_are_a_list() throws Exception {
        client.asyncCall(VideoSynthesisParam.builder()
                .apiKey(key())
                .model("wan2.7-i2v")
                .prompt("a fox")
                .media(List.of(VideoSynthesisParam.Media.builder()
                        .type("first_frame")
                        .url("https://example.org/a.png")
                        .build()))
                .resolution("720P")
                .ratio("16:9")
                .duration(8)
                .build());
        assertThat(fake.tasks().getFirst().seen())
                .containsEntry("firstFrame", "https://example.org/a.png")
                .containsEntry("ratio", "16:9");
    }

    @Test
    void a_failed_task_tells_why() throws Exception {
        fake.failNext("DataInspectionFailed: Output data may contain inappropriate content.");
        var id = created("wanx2.1-t2v-turbo").getOutput().getTaskId();
        var task = client.fetch(id, key());
        while (!task.getOutput().getTaskStatus().equals("FAILED")) {
            task = client.fetch(id, key());
        }
        assertThat(task.getOutput().getCode()).isEqualTo("DataInspectionFailed");
    }

    @Test
    void tasks_are_cancelled_while_they_wait_and_listed() throws Exception {
        var older = created("wanx2.1-t2v-turbo").getOutput().getTaskId();
        var newer = created("wanx2.1-t2v-plus").getOutput().getTaskId();
        client.cancel(older, key());
        assertThat(client.fetch(older, key()).getOutput().getTaskStatus()).isEqualTo("CANCELED");
        var listed = client.list(AsyncTaskListParam.builder()
                        .apiKey(key())
                        .modelName("wanx2.1-t2v-plus")
                        .pageNo(1)
                        .pageSize(10)
                        .build())
                .getData();
        assertThat(listed).hasSize(1);
        assertThat(listed.getFirst().getTaskId()).isEqualTo(newer);
        for (var i = 0; i < 3; i++) {
            client.fetch(newer, key());
        }
        assertThatThrownBy(() -> client.cancel(newer, key())).isInstanceOf(ApiException.class);
    }

    @Test
    void a_wrong_key_is_refused() {
        assertThatThrownBy(() -> client.fetch("a", "wrong"))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        e -> assertThat(e.getStatus().getCode()).isEqualTo("InvalidApiKey"));
    }
}
