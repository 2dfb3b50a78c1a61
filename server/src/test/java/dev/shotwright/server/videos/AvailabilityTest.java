package dev.shotwright.server.videos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.server.Client;
import dev.shotwright.server.FakeWorker;
import dev.shotwright.server.Stage;
import dev.shotwright.server.Staged;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Models of vendors whom nobody can ask just now. */
@Staged
class AvailabilityTest {
    private static final String SEEDANCE = "ark/seedance-2.0";
    private static final String FOX = "{\"model\": \"%s\", \"prompt\": \"a fox\", \"duration\": 5}".formatted(SEEDANCE);
    private static final Duration BELIEVED = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Stage stage;
    private final FakeWorker worker;
    private final Client tenant;

    AvailabilityTest(Stage stage, FakeWorker worker) {
        this.stage = stage;
        this.worker = worker;
        this.tenant = stage.tenant();
    }

    @BeforeEach
    void without_keys() {
        offer();
    }

    private void offer(String... vendors) {
        worker.offer(vendors);
        stage.clock().forward(BELIEVED);
    }

    private boolean available() {
        return tenant.get("/api/v1/models")
                .json()
                .path("models")
                .valueStream()
                .anyMatch(model -> model.path("model").asString().equals(SEEDANCE)
                        && model.path("available").asBoolean());
    }

    private int stored() {
        return stage.database()
                .sql()
                .sql("select count(*) from job")
                .query(Integer.class)
                .single();
    }

    @Test
    void a_video_of_a_model_that_no_worker_has_a_key_for_is_refused_and_nothing_is_stored() {
        var before = stored();
        var refused = tenant.post("/api/v1/videos?overload=wait", FOX);
        assertThat(refused.status()).as(refused.text()).isEqualTo(404);
        assertThat(refused.at("/code")).isEqualTo("model-unavailable");
        assertThat(refused.at("/field")).isEqualTo("model");
        assertThat(refused.at("/detail")).contains(SEEDANCE, "a key of ark", "/api/v1/models");
        var batch = tenant.post(
                "/api/v1/batches",
                "{\"requests\": [{\"model\": \"sketch\", \"prompt\": \"a fox\"}, %s]}".formatted(FOX));
        assertThat(batch.status()).isEqualTo(404);
        assertThat(batch.at("/field")).isEqualTo("requests[1].model");
        var openai = tenant.post("/v1/videos", "{\"model\": \"sora-2\", \"prompt\": \"a fox\"}");
        assertThat(openai.status()).isEqualTo(404);
        assertThat(openai.at("/error/code")).isEqualTo("model_unavailable");
        assertThat(openai.at("/error/message")).contains("openai/sora-2");
        var ark = tenant.post("/api/v3/contents/generations/tasks", """
            {"model": "doubao-seedance-2-0-260128", "content": [{"type": "text", "text": "a fox"}]}\
            """);
        assertThat(ark.status()).isEqualTo(404);
        assertThat(ark.at("/error/code")).isEqualTo("ModelNotOpen");
        assertThat(ark.at("/error/type")).isEqualTo("NotFound");
        assertThat(stored()).isEqualTo(before);
        offer("ark");
        assertThat(tenant.post("/api/v1/videos", FOX).status()).isEqualTo(202);
        assertThat(stored()).isEqualTo(before + 1);
    }

    @Test
    void what_the_caller_can_mend_is_told_first() {
        var odd = tenant.post("/api/v1/videos?leeway=none", FOX.replace("5}", "99}"));
        assertThat(odd.status()).as(odd.text()).isEqualTo(422);
    }

    @Test
    void a_check_tells_the_price_and_that_nobody_draws_it_now() {
        var question =
                "{\"request\": {\"prompt\": \"a fox\", \"duration\": 5}, \"models\": [\"%s\"]}".formatted(SEEDANCE);
        var answer = tenant.post("/api/v1/check", question);
        assertThat(answer.at("/models/0/verdict")).isEqualTo("accepted");
        assertThat(answer.at("/models/0/price")).isEqualTo("4.968 CNY");
        assertThat(answer.json().at("/models/0/available").asBoolean(true)).isFalse();
        offer("ark");
        assertThat(tenant.post("/api/v1/check", question)
                        .json()
                        .at("/models/0/available")
                        .asBoolean())
                .isTrue();
        var all = tenant.post(
                        "/api/v1/check",
                        "{\"request\": {\"prompt\": \"a fox\", \"duration\": 5}, \"models\": [\"all\"]}")
                .json()
                .path("models")
                .valueStream()
                .filter(opinion -> !opinion.path("verdict").asString().equals("refused"))
                .map(opinion -> opinion.path("available").asBoolean())
                .toList();
        assertThat(all).contains(true, false);
        assertThat(all.lastIndexOf(true)).isLessThan(all.indexOf(false));
    }

    @Test
    void what_was_accepted_before_is_found_again_by_its_name() {
        offer("ark");
        var first = tenant.post("/api/v1/videos", FOX, "Idempotency-Key", "the fox");
        assertThat(first.status()).as(first.text()).isEqualTo(202);
        offer();
        var again = tenant.post("/api/v1/videos", FOX, "Idempotency-Key", "the fox");
        assertThat(again.status()).as(again.text()).isEqualTo(202);
        assertThat(again.at("/id")).isEqualTo(first.at("/id"));
        assertThat(tenant.post("/api/v1/videos", FOX, "Idempotency-Key", "another fox")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void a_change_of_what_workers_draw_with_is_heard_of_before_it_is_asked_for() {
        assertThat(available()).isFalse();
        stage.clock().forward(Duration.ofHours(-1));
        try {
            worker.offer("ark");
            await(true);
            worker.offer();
            await(false);
        } finally {
            stage.clock().forward(Duration.ofHours(1));
        }
    }

    private void await(boolean expected) {
        var until = System.nanoTime() + PATIENCE.toNanos();
        while (available() != expected && System.nanoTime() < until) {
            LockSupport.parkNanos(20_000_000);
        }
        assertThat(available()).isEqualTo(expected);
    }
}
