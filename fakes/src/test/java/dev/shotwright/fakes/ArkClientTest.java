package dev.shotwright.fakes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.volcengine.ark.runtime.exception.ArkHttpException;
import com.volcengine.ark.runtime.model.content.generation.CreateContentGenerationTaskRequest;
import com.volcengine.ark.runtime.model.content.generation.CreateContentGenerationTaskRequest.Content;
import com.volcengine.ark.runtime.model.content.generation.CreateContentGenerationTaskRequest.ImageUrl;
import com.volcengine.ark.runtime.model.content.generation.DeleteContentGenerationTaskRequest;
import com.volcengine.ark.runtime.model.content.generation.GetContentGenerationTaskRequest;
import com.volcengine.ark.runtime.model.content.generation.GetContentGenerationTaskResponse;
import com.volcengine.ark.runtime.model.content.generation.ListContentGenerationTasksRequest;
import com.volcengine.ark.runtime.service.ArkService;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ark's own Java client, unmodified, at our fake. */
class ArkClientTest {
    private static final String OLDER = "doubao-seedance-1-0-pro-250528";
    private static final String NEWER = "doubao-seedance-2-0-260128";

    private FakeArk fake;
    private ArkService client;

    @BeforeEach
    void open() {
        fake = FakeVendor.started(new FakeArk());
        client = client(fake.keys().getFirst());
    }

    private ArkService client(String key) {
        return ArkService.builder()
                .apiKey(key)
                .baseUrl(fake.address().toString())
                .retryTimes(0)
                .build();
    }

    @AfterEach
    void close() {
        client.shutdownExecutor();
        fake.close();
    }

    private static Content text(String prompt) {
        return Content.builder().type("text").text(prompt).build();
    }

    private String created(String model) {
        return client.createContentGenerationTask(CreateContentGenerationTaskRequest.builder()
                        .model(model)
                        .content(List.of(text("a fox")))
                        .build())
                .getId();
    }

    private GetContentGenerationTaskResponse task(String id) {
        return client.getContentGenerationTask(
                GetContentGenerationTaskRequest.builder().taskId(id).build());
    }

    @Test
    void a_task_of_text_is_created_and_asked_about_until_it_succeeds() {
        var id = client.createContentGenerationTask(CreateContentGenerationTaskRequest.builder()
                        .model(NEWER)
                        .content(List.of(text("a fox")))
                        .resolution("720p")
                        .ratio("16:9")
                        .duration(5L)
                        .generateAudio(true)
                        .watermark(false)
                        .safetyIdentifier("shot-1")
                        .callbackUrl("https://example.org/hook")
                        .build())
                .getId();
        assertThat(fake.tasks().getFirst().seen())
                .containsEntry("prompt", "a fox")
                .containsEntry("resolution", "720p")
                .containsEntry("seconds", "5")
                .containsEntry("audio", "on")
                .containsEntry("reference", "shot-1");
        var task = task(id);
        assertThat(task.getStatus()).isEqualTo("queued");
        while (!task.getStatus().equals("succeeded")) {
            task = task(id);
        }
        assertThat(task.getId()).isEqualTo(id);
        assertThat(task.getSafetyIdentifier()).isEqualTo("shot-1");
        assertThat(task.getContent().getVideoUrl()).isEqualTo(fake.clips().address(id));
        assertThat(task.getUsage().getCompletionTokens()).isEqualTo(108_000);
        assertThat(task.getDuration()).isEqualTo(5);
    }

    @Test
    void a_task_of_a_picture_is_created() {
        client.createContentGenerationTask(CreateContentGenerationTaskRequest.builder()
                .model(OLDER)
                .content(List.of(
                        text("a fox"),
                        Content.builder()
                                .type("image_url")
                                .role("first_frame")
                                .imageUrl(ImageUrl.builder()
                                        .url("https://example.org/a.png")
                                        .build())
                                .build()))
                .seed(7L)
                .cameraFixed(true)
                .serviceTier("flex")
                .build());
        assertThat(fake.tasks().getFirst().seen())
                .containsEntry("firstFrame", "https://example.org/a.png")
                .containsEntry("seed", "7")
                .containsEntry("camera", "fixed")
                .containsEntry("tier", "flex");
    }

    @Test
    void a_failed_task_tells_why() {
        fake.failNext("OutputVideoSensitiveContentDetected");
        var task = task(created(NEWER));
        while (!task.getStatus().equals("failed")) {
            task = task(task.getId());
        }
        assertThat(task.getError().getCode()).isEqualTo("OutputVideoSensitiveContentDetected");
    }

    @Test
    void tasks_are_listed_by_model_state_and_id() {
        var newer = created(NEWER);
        var older = created(OLDER);
        client.deleteContentGenerationTask(
                DeleteContentGenerationTaskRequest.builder().taskId(older).build());
        assertThat(listed(ListContentGenerationTasksRequest.builder())).containsExactlyInAnyOrder(newer, older);
        assertThat(listed(ListContentGenerationTasksRequest.builder().model(NEWER)))
                .containsExactly(newer);
        assertThat(listed(ListContentGenerationTasksRequest.builder().status("cancelled")))
                .containsExactly(older);
        assertThat(listed(ListContentGenerationTasksRequest.builder().addTaskId(newer)))
                .containsExactly(newer);
    }

    private List<String> listed(ListContentGenerationTasksRequest.Builder query) {
        return client.listContentGenerationTasks(query.pageNum(1).pageSize(10).build()).getItems().stream()
                .map(item -> item.getId())
                .toList();
    }

    @Test
    void a_wrong_key_and_an_unknown_task_are_refused_with_a_code() {
        assertThatThrownBy(() -> task("cgt-none"))
                .isInstanceOfSatisfying(
                        ArkHttpException.class, e -> assertThat(e.code).isEqualTo("ResourceNotFound"));
        var other = client("wrong");
        assertThatThrownBy(() -> other.getContentGenerationTask(
                        GetContentGenerationTaskRequest.builder().taskId("a").build()))
                .isInstanceOfSatisfying(
                        ArkHttpException.class, e -> assertThat(e.statusCode).isEqualTo(401));
        other.shutdownExecutor();
    }
}
