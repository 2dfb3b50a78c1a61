package dev.shotwright.server.ark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.server.FakeWorker;
import dev.shotwright.server.Stage;
import dev.shotwright.server.Staged;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@Staged
class ArkTest {
    private static final String TASKS = "/api/v3/contents/generations/tasks";
    private static final String FOX = """
        {"model": "sketch", "content": [{"type": "text", "text": "a fox --ratio 9:16 --dur 4"}], "seed": null}\
        """;

    private final Stage stage;
    private final FakeWorker worker;

    ArkTest(Stage stage, FakeWorker worker) {
        this.stage = stage;
        this.worker = worker;
        worker.offer("ark");
    }

    @Test
    void a_task_is_created_read_and_billed_by_its_tokens() {
        var tenant = stage.tenant();
        var created = tenant.post(TASKS, FOX);
        assertThat(created.status()).as(created.text()).isEqualTo(200);
        var id = created.at("/id");
        assertThat(id).startsWith("cgt-");
        var queued = tenant.get(TASKS + "/" + id);
        assertThat(queued.at("/status")).isEqualTo("queued");
        assertThat(queued.at("/ratio")).isEqualTo("9:16");
        assertThat(queued.json().at("/duration").asInt()).isEqualTo(4);
        assertThat(queued.json().at("/usage").isMissingNode()).isTrue();
        worker.drawAll();
        var drawn = tenant.get(TASKS + "/" + id);
        assertThat(drawn.at("/status")).isEqualTo("succeeded");
        assertThat(drawn.at("/content/video_url")).startsWith(stage.address() + "/media/");
        assertThat(drawn.json().at("/usage/completion_tokens").asLong()).isEqualTo(86_400);
        assertThat(drawn.json().at("/updated_at").asLong()).isPositive();
        assertThat(drawn.json().at("/seed").asLong()).isEqualTo(7);
        assertThat(drawn.at("/model")).isEqualTo("sketch");
    }

    @Test
    void a_list_has_pages_filters_and_a_total() {
        var tenant = stage.tenant();
        var first = tenant.post(TASKS, FOX).at("/id");
        var second = tenant.post(TASKS, FOX).at("/id");
        tenant.post(TASKS, FOX);
        var page = tenant.get(TASKS + "?page_num=2&page_size=2").json();
        assertThat(page.at("/total").asInt()).isEqualTo(3);
        assertThat(page.at("/items")).hasSize(1);
        assertThat(page.at("/items/0/id").asString()).isEqualTo(first);
        var two = tenant.get(TASKS + "?filter.task_ids=" + first + "&filter.task_ids=" + second)
                .json();
        assertThat(two.at("/items")).hasSize(2);
        assertThat(tenant.get(TASKS + "?filter.status=succeeded").json().at("/items"))
                .isEmpty();
        assertThat(tenant.get(TASKS + "?filter.model=sketch&filter.service_tier=default&filter.status=queued")
                        .json()
                        .at("/total")
                        .asInt())
                .isEqualTo(3);
        assertThat(tenant.get(TASKS + "?filter.status=done").at("/error/param")).isEqualTo("filter.status");
    }

    @Test
    void what_waits_is_cancelled_and_what_has_ended_deleted_with_an_empty_group() {
        var tenant = stage.tenant();
        var id = tenant.post(TASKS, FOX).at("/id");
        var cancelled = tenant.send("DELETE", TASKS + "/" + id, "{}");
        assertThat(cancelled.status()).isEqualTo(200);
        assertThat(cancelled.text()).isEqualTo("{}");
        assertThat(tenant.get(TASKS + "/" + id).at("/status")).isEqualTo("cancelled");
        assertThat(tenant.delete(TASKS + "/" + id).text()).isEqualTo("{}");
        assertThat(tenant.get(TASKS + "/" + id).status()).isEqualTo(404);
        var running = tenant.post(TASKS, FOX).at("/id");
        worker.begin();
        assertThat(tenant.delete(TASKS + "/" + running).status()).isEqualTo(409);
        assertThat(tenant.get(TASKS + "/" + running).at("/status")).isEqualTo("running");
    }

    @Test
    void errors_are_told_as_ark_tells_them() {
        var tenant = stage.tenant();
        var missing = tenant.post(TASKS, "{\"model\": \"sketch\"}");
        assertThat(missing.status()).isEqualTo(400);
        assertThat(missing.at("/error/code")).isEqualTo("MissingParameter");
        assertThat(missing.at("/error/param")).isEqualTo("content");
        assertThat(missing.at("/error/message")).contains("Request id: " + missing.header("X-Request-Id"));
        var model = tenant.post(TASKS, FOX.replace("sketch", "doubao-nothing"));
        assertThat(model.status()).isEqualTo(404);
        assertThat(model.at("/error/code")).isEqualTo("InvalidEndpointOrModel.NotFound");
        var refused = tenant.post(TASKS, FOX.replace("--dur 4", "--dur 90"));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("/error/code")).isEqualTo("InvalidParameter");
        assertThat(stage.stranger().get(TASKS).at("/error/code")).isEqualTo("AuthenticationError");
        assertThat(tenant.get(TASKS + "/cgt-nothing").at("/error/code")).isEqualTo("ResourceNotFound");
    }

    @Test
    void the_same_request_id_finds_the_first_task() {
        var tenant = stage.tenant();
        var first = tenant.post(TASKS, FOX, "X-Client-Request-Id", "202611210001");
        var again = tenant.post(TASKS, FOX, "X-Client-Request-Id", "202611210001");
        assertThat(again.at("/id")).isEqualTo(first.at("/id"));
        assertThat(first.header("X-Request-Id")).isEqualTo("202611210001");
        var other = tenant.post(TASKS, FOX.replace("fox", "dog"), "X-Client-Request-Id", "202611210001");
        assertThat(other.at("/id")).isNotEqualTo(first.at("/id"));
        assertThat(tenant.post(TASKS, FOX).at("/id")).isNotEqualTo(first.at("/id"));
    }

    @Test
    void the_vendors_own_name_of_a_model_is_understood_and_told() {
        var tenant = stage.tenant();
        var created = tenant.post(TASKS, """
            {"model": "doubao-seedance-2-0-260128", "content": [{"type": "text", "text": "a fox"}],
             "resolution": "480p", "ratio": "adaptive", "duration": -1, "watermark": false, "camera_fixed": false}\
            """);
        assertThat(created.status()).as(created.text()).isEqualTo(200);
        var task = tenant.get(TASKS + "/" + created.at("/id"));
        assertThat(task.at("/model")).isEqualTo("doubao-seedance-2-0-260128");
        assertThat(task.json().at("/duration").asInt()).isEqualTo(5);
    }

    @Test
    void a_picture_in_the_request_is_kept_as_a_file_of_the_account() {
        var tenant = stage.tenant();
        var created = tenant.post(TASKS, """
            {"model": "sketch", "content": [{"type": "text", "text": "a fox"}, {"type": "image_url", "image_url":
             {"url": "data:image/png;base64,%s"}}]}\
            """.formatted(PNG));
        assertThat(created.status()).as(created.text()).isEqualTo(200);
        var video = tenant.get("/api/v1/videos/" + created.at("/id").replace("cgt-", "vid_"));
        assertThat(video.at("/request/media/0/source")).startsWith("file_");
        assertThat(video.at("/request/media/0/role")).isEqualTo("first-frame");
    }

    @Test
    void a_request_asked_again_over_the_edge_of_a_quarter_of_an_hour_is_still_the_first() {
        var tenant = stage.tenant();
        var quarter = Duration.ofMinutes(15);
        stage.clock().forwardTo(quarter.minusSeconds(20), quarter);
        var first = tenant.post(TASKS, FOX, "X-Client-Request-Id", "edge").at("/id");
        stage.clock().forward(Duration.ofSeconds(30));
        assertThat(tenant.post(TASKS, FOX, "X-Client-Request-Id", "edge").at("/id"))
                .isEqualTo(first);
        stage.clock().forward(Duration.ofMinutes(13));
        assertThat(tenant.post(TASKS, FOX, "X-Client-Request-Id", "edge").at("/id"))
                .isEqualTo(first);
        stage.clock().forward(Duration.ofMinutes(3));
        var second = tenant.post(TASKS, FOX, "X-Client-Request-Id", "edge").at("/id");
        assertThat(second).isNotEqualTo(first);
        assertThat(tenant.post(TASKS, FOX, "X-Client-Request-Id", "edge").at("/id"))
                .isEqualTo(second);
        var kept = tenant.post(TASKS, FOX, "Idempotency-Key", "kept").at("/id");
        stage.clock().forward(Duration.ofHours(20));
        assertThat(tenant.post(TASKS, FOX, "Idempotency-Key", "kept").at("/id")).isEqualTo(kept);
        assertThat(tenant.get("/api/v1/account").at("/balance/held")).isEqualTo("1.2 CNY");
    }

    private static final String PNG =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";
}
