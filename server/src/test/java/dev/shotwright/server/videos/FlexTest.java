package dev.shotwright.server.videos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.server.Client;
import dev.shotwright.server.FakeWorker;
import dev.shotwright.server.Stage;
import dev.shotwright.server.Staged;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Videos that may wait: what the planner chose, and what it saves, in the answer. A fox at once is 0.5 CNY. */
@Staged
class FlexTest {
    private static final String FOX = """
        {"model": "sketch", "prompt": "a fox", "tier": "flex"%s}\
        """;

    private final Stage stage;
    private final FakeWorker worker;
    private final Client admin;

    FlexTest(Stage stage, FakeWorker worker) {
        this.stage = stage;
        this.worker = worker;
        this.admin = stage.administrator();
    }

    @AfterEach
    void without_windows() {
        windows("[]");
    }

    private void windows(String windows) {
        var set = admin.put("/api/v1/admin/windows", "{\"model\": \"sketch\", \"windows\": %s}".formatted(windows));
        assertThat(set.status()).as(set.text()).isEqualTo(200);
    }

    @Test
    void the_vendors_own_terms_are_taken_where_they_are_cheapest() {
        var tenant = stage.tenant();
        var video = tenant.post("/api/v1/videos", FOX.formatted(""));
        assertThat(video.status()).as(video.text()).isEqualTo(202);
        assertThat(video.at("/plan/choice")).isEqualTo("vendor");
        assertThat(video.at("/plan/saving")).isEqualTo("0.25 CNY");
        assertThat(video.at("/price")).isEqualTo("0.25 CNY");
        assertThat(video.json().at("/plan/options")).hasSize(2);
        assertThat(video.at("/plan/options/0/choice")).isEqualTo("at-once");
        assertThat(tenant.get("/api/v1/account").at("/balance/held")).isEqualTo("0.25 CNY");
    }

    @Test
    void a_window_of_the_house_is_waited_for_where_it_is_cheaper() {
        stage.clock().forwardTo(Duration.ofHours(12), Duration.ofDays(1));
        windows("[{\"type\": \"clock\", \"hours\": \"daily 22:00-06:00 UTC\", \"factor\": 0.4}]");
        var tenant = stage.tenant();
        var checked = tenant.post("/api/v1/check", "{\"request\": %s}".formatted(FOX.formatted("")));
        assertThat(checked.at("/models/0/plan/choice")).as(checked.text()).isEqualTo("clock");
        assertThat(checked.at("/models/0/price")).isEqualTo("0.2 CNY");
        var video = tenant.post("/api/v1/videos", FOX.formatted(""));
        assertThat(video.at("/plan/choice")).isEqualTo("clock");
        assertThat(video.at("/plan/saving")).isEqualTo("0.3 CNY");
        assertThat(video.at("/price")).isEqualTo("0.2 CNY");
        assertThat(video.at("/state")).isEqualTo("queued");
        assertThat(video.at("/notBefore")).contains("T22:00:00Z");
        assertThat(video.at("/plan/begins")).isEqualTo(video.at("/notBefore"));
        assertThat(worker.begin()).isEmpty();
        assertThat(tenant.get("/api/v1/videos/" + video.at("/id")).at("/plan/saving"))
                .isEqualTo("0.3 CNY");
        assertThat(tenant.get("/api/v1/account").at("/balance/held")).isEqualTo("0.2 CNY");
    }

    @Test
    void a_deadline_that_leaves_no_time_to_wait_is_kept_at_the_full_price() {
        stage.clock().forwardTo(Duration.ofHours(12), Duration.ofDays(1));
        windows("[{\"type\": \"clock\", \"hours\": \"daily 22:00-06:00 UTC\", \"factor\": 0.4}]");
        var soon = stage.clock().instant().plus(Duration.ofHours(3));
        var tight = stage.tenant().post("/api/v1/videos", FOX.formatted(", \"deadline\": \"%s\"".formatted(soon)));
        assertThat(tight.status()).as(tight.text()).isEqualTo(202);
        assertThat(tight.at("/plan/choice")).isEqualTo("at-once");
        assertThat(tight.at("/plan/saving")).isEqualTo("0 CNY");
        assertThat(tight.at("/price")).isEqualTo("0.5 CNY");
        assertThat(Instant.parse(tight.at("/plan/deadline"))).isEqualTo(soon);
        assertThat(worker.begin()).hasSizeGreaterThanOrEqualTo(1);
    }

    @Test
    void idle_workers_draw_for_less() {
        windows("[{\"type\": \"idle\", \"within\": 36000, \"factor\": 0.3}]");
        worker.drawAll();
        var video = stage.tenant().post("/api/v1/videos", FOX.formatted(""));
        assertThat(video.at("/plan/choice")).as(video.text()).isEqualTo("idle");
        assertThat(video.at("/price")).isEqualTo("0.15 CNY");
        worker.drawAll();
    }

    @Test
    void ark_tells_and_finds_the_tier_that_was_asked_for_however_it_is_drawn() {
        stage.clock().forwardTo(Duration.ofHours(12), Duration.ofDays(1));
        windows("[{\"type\": \"clock\", \"hours\": \"daily 22:00-06:00 UTC\", \"factor\": 0.4}]");
        var tasks = "/api/v3/contents/generations/tasks";
        var tenant = stage.tenant();
        for (var tier : List.of("flex", "default")) {
            var created = tenant.post(tasks, """
                {"model": "sketch", "content": [{"type": "text", "text": "a fox"}], "service_tier": "%s"}\
                """.formatted(tier));
            assertThat(created.status()).as(created.text()).isEqualTo(200);
            assertThat(tenant.get(tasks + "/" + created.at("/id")).at("/service_tier"))
                    .isEqualTo(tier);
            var listed = tenant.get(tasks + "?filter.service_tier=" + tier).json();
            assertThat(listed.at("/total").asInt()).isEqualTo(1);
            assertThat(listed.at("/items/0/id").asString()).isEqualTo(created.at("/id"));
        }
        var odd = tenant.post(tasks, """
            {"model": "sketch", "content": [{"type": "text", "text": "a fox"}], "service_tier": "soon"}\
            """);
        assertThat(odd.at("/error/param")).isEqualTo("service_tier");
    }
}
