package dev.shotwright.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.jobs.account.AccountTerms;
import dev.shotwright.jobs.account.Scope;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

@Staged
class VideosTest {
    private static final String FOX = """
        {"model": "sketch", "prompt": "a fox runs through the snow", "seed": 7}\
        """;

    private final Stage stage;
    private final FakeWorker worker;

    VideosTest(Stage stage, FakeWorker worker) {
        this.stage = stage;
        this.worker = worker;
    }

    @Test
    void a_request_is_stored_drawn_and_paid() {
        var tenant = stage.tenant();
        var accepted = tenant.post("/api/v1/videos", FOX);
        assertThat(accepted.status()).as(accepted.text()).isEqualTo(202);
        assertThat(accepted.header("Location")).isEqualTo("/api/v1/videos/" + accepted.at("/id"));
        assertThat(accepted.at("/state")).isEqualTo("queued");
        assertThat(accepted.at("/price")).isEqualTo("0.5 CNY");
        assertThat(accepted.at("/request/size")).isEqualTo("1280x720");
        assertThat(accepted.json().at("/tokens").asLong()).isEqualTo(108_000);
        worker.drawAll();
        var drawn = tenant.get(accepted.header("Location"));
        assertThat(drawn.status()).isEqualTo(200);
        assertThat(drawn.at("/state")).isEqualTo("succeeded");
        assertThat(drawn.at("/cost")).isEqualTo("0.5 CNY");
        assertThat(drawn.at("/clips/0/url")).startsWith(stage.address() + "/media/");
        assertThat(tenant.get("/api/v1/account").at("/balance/spent")).isEqualTo("0.5 CNY");
        assertThat(tenant.get("/api/v1/account").at("/balance/available")).isEqualTo("99.5 CNY");
    }

    @Test
    void a_clip_links_to_its_pictures_which_need_no_key_and_open_nothing_else() {
        var tenant = stage.tenant();
        var place = tenant.post("/api/v1/videos", FOX).header("Location");
        worker.drawAll();
        var drawn = tenant.get(place);
        for (var still : List.of("thumbnail", "sheet")) {
            var link = drawn.at("/clips/0/" + still);
            assertThat(link).startsWith(stage.address() + "/media/").isNotEqualTo(drawn.at("/clips/0/url"));
            var path = link.substring(stage.address().length());
            var picture = stage.stranger().get(path);
            assertThat(picture.status()).isEqualTo(200);
            assertThat(picture.header("Content-Type")).isEqualTo("image/png");
            assertThat(picture.text()).isEqualTo(still + ".png");
            var changed = path.substring(0, path.length() - 8) + "AAAAAAAA";
            assertThat(stage.stranger().get(changed).status()).isEqualTo(404);
        }
        var foreign = stage.tenant().get(place);
        assertThat(foreign.status()).isEqualTo(404);
        assertThat(foreign.text()).doesNotContain("/media/");
    }

    @Test
    void a_video_keeps_the_id_of_the_request_that_asked_for_it_in_every_dialect() {
        var tenant = stage.tenant();
        for (var path : List.of("/api/v1/videos", "/v1/videos", "/api/v3/contents/generations/tasks")) {
            var body = path.startsWith("/api/v3")
                    ? "{\"model\": \"sketch\", \"content\": [{\"type\": \"text\", \"text\": \"a fox\"}]}"
                    : "{\"model\": \"sketch\", \"prompt\": \"a fox\"}";
            var accepted = tenant.post(path, body, "X-Request-Id", "mine" + path.length());
            assertThat(accepted.status()).as(accepted.text()).isLessThan(300);
            assertThat(stage.database()
                            .sql()
                            .sql("select request_id from job order by seq desc limit 1")
                            .query(String.class)
                            .single())
                    .isEqualTo("mine" + path.length());
        }
    }

    @Test
    void a_model_that_no_worker_has_a_key_for_is_listed_as_not_available() {
        var models = stage.tenant().get("/api/v1/models").json().path("models");
        assertThat(models.valueStream()
                        .filter(model -> model.path("available").asBoolean())
                        .map(model -> model.path("model").asString()))
                .containsExactly("sketch");
        assertThat(models.valueStream()
                        .filter(model -> !model.path("available").asBoolean())
                        .map(model -> model.path("vendor").asString()))
                .contains("ark");
    }

    @Test
    void what_was_changed_is_told_and_with_no_leeway_refused() {
        var tenant = stage.tenant();
        var odd = """
            {"model": "sketch", "prompt": "a fox", "duration": 5.4}\
            """;
        var accepted = tenant.post("/api/v1/videos", odd);
        assertThat(accepted.status()).isEqualTo(202);
        assertThat(accepted.at("/notices/0/field")).isEqualTo("duration");
        var refused = tenant.post("/api/v1/videos?leeway=none", odd);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(refused.at("/code")).isEqualTo("refused");
        assertThat(refused.at("/field")).isEqualTo("duration");
        assertThat(refused.at("/facts/reasons/0/nearest")).isEqualTo("5 s");
    }

    @Test
    void an_error_names_the_field_what_was_given_and_what_is_accepted() {
        var tenant = stage.tenant();
        var wrong = tenant.post("/api/v1/videos", """
            {"model": "sketch", "prompt": "a fox", "ratio": "wide"}\
            """);
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.at("/code")).isEqualTo("invalid-value");
        assertThat(wrong.at("/field")).isEqualTo("ratio");
        assertThat(wrong.at("/given")).isEqualTo("'wide'");
        assertThat(wrong.at("/accepted")).isEqualTo("width and height such as 16:9");
        var unknown = tenant.post("/api/v1/videos", """
            {"model": "sketch", "prompt": "a fox", "lenght": 5}\
            """);
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.at("/code")).isEqualTo("unknown-field");
        assertThat(unknown.at("/detail")).contains("lenght is not a field");
        var nobody = tenant.post("/api/v1/videos", """
            {"model": "sketsh", "prompt": "a fox"}\
            """);
        assertThat(nobody.status()).isEqualTo(404);
        assertThat(nobody.at("/code")).isEqualTo("unknown-model");
        assertThat(nobody.at("/detail")).contains("nearest is sketch");
        assertThat(tenant.post("/api/v1/videos", "{").at("/code")).isEqualTo("malformed-document");
        assertThat(tenant.post("/api/v1/videos?overload=perhaps", FOX).at("/accepted"))
                .isEqualTo("refuse, wait");
        assertThat(tenant.post("/api/v1/videos", FOX, "Idempotency-Key", "x".repeat(256))
                        .status())
                .isEqualTo(400);
        assertThat(tenant.get("/api/v1/videos/vid_nothing").status()).isEqualTo(400);
        assertThat(tenant.put("/api/v1/videos", "{}").status()).isEqualTo(405);
    }

    @Test
    void the_same_idempotency_key_and_request_is_the_same_video_and_another_request_a_conflict() {
        var tenant = stage.tenant();
        var first = tenant.post("/api/v1/videos", FOX, "Idempotency-Key", "one");
        var again = tenant.post("/api/v1/videos", FOX, "Idempotency-Key", "one");
        assertThat(again.status()).isEqualTo(202);
        assertThat(again.at("/id")).isEqualTo(first.at("/id"));
        var other = tenant.post("/api/v1/videos", FOX.replace("fox", "dog"), "Idempotency-Key", "one");
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.at("/code")).isEqualTo("conflict");
        assertThat(tenant.get("/api/v1/videos").json().at("/videos").size()).isEqualTo(1);
        assertThat(tenant.get("/api/v1/account").at("/balance/held")).isEqualTo("0.5 CNY");
        assertThat(stage.tenant()
                        .post("/api/v1/videos", FOX, "Idempotency-Key", "one")
                        .at("/id"))
                .isNotEqualTo(first.at("/id"));
    }

    @Test
    void a_count_is_a_batch_whose_seeds_go_up() {
        var tenant = stage.tenant();
        var accepted = tenant.post("/api/v1/videos", FOX.replace("\"seed\"", "\"count\": 3, \"seed\""));
        assertThat(accepted.status()).isEqualTo(202);
        assertThat(accepted.header("Location")).isEqualTo("/api/v1/batches/" + accepted.at("/id"));
        var batch = tenant.get(accepted.header("Location")).json();
        assertThat(batch.at("/videos")).hasSize(3);
        assertThat(batch.at("/states/queued").asInt()).isEqualTo(3);
        assertThat(batch.at("/videos/0/request/seed").asLong()).isEqualTo(7);
        assertThat(batch.at("/videos/2/request/seed").asLong()).isEqualTo(9);
        assertThat(batch.at("/videos/2/request/count").asInt()).isEqualTo(1);
    }

    @Test
    void a_batch_is_accepted_as_a_whole_or_not_at_all() {
        var tenant = stage.tenant();
        var accepted = tenant.post("/api/v1/batches", """
            {"requests": [%s, {"model": "sketch", "prompt": "x", "duration": 900}, %s]}\
            """.formatted(FOX, FOX));
        assertThat(accepted.status()).isEqualTo(202);
        var none = tenant.post("/api/v1/batches?leeway=none", """
            {"requests": [%s, {"model": "sketch", "prompt": "x", "duration": 900}]}\
            """.formatted(FOX));
        assertThat(none.status()).isEqualTo(422);
        assertThat(none.at("/field")).isEqualTo("requests[1].duration");
        var tooDear = tenant.post("/api/v1/batches", """
            {"requests": [%s, {"model": "sketch", "prompt": "x", "count": 100, "duration": 10}]}\
            """.formatted(FOX));
        assertThat(tooDear.status()).isIn(402, 429);
        assertThat(tenant.get("/api/v1/videos?limit=100").json().at("/videos")).hasSize(3);
    }

    @Test
    void an_account_without_money_is_told_what_is_missing() {
        var poor = stage.client(stage.account(AccountTerms.prepaid("poor", "CNY")), Set.of(Scope.SUBMIT));
        var refused = poor.post("/api/v1/videos", FOX);
        assertThat(refused.status()).isEqualTo(402);
        assertThat(refused.at("/code")).isEqualTo("insufficient-funds");
        assertThat(refused.at("/facts/needed")).isEqualTo("0.5 CNY");
        assertThat(refused.at("/facts/available")).isEqualTo("0 CNY");
    }

    @Test
    void who_prefers_to_wait_gets_the_end() throws InterruptedException {
        var tenant = stage.tenant();
        var done = new AtomicBoolean();
        var drawing = Thread.ofVirtual().start(() -> {
            while (!done.get()) {
                worker.drawAll();
            }
        });
        var ended = tenant.post("/api/v1/videos", FOX, "Prefer", "wait=30");
        done.set(true);
        drawing.join();
        assertThat(ended.status()).isEqualTo(200);
        assertThat(ended.header("Preference-Applied")).isEqualTo("wait=30");
        assertThat(ended.at("/state")).isEqualTo("succeeded");
    }

    @Test
    void what_waits_is_cancelled_at_once_and_costs_nothing() {
        var tenant = stage.tenant();
        var id = tenant.post("/api/v1/videos", FOX).at("/id");
        var cancelled = tenant.post("/api/v1/videos/" + id + "/cancel", "");
        assertThat(cancelled.status()).as(cancelled.text()).isEqualTo(200);
        assertThat(cancelled.at("/state")).isEqualTo("cancelled");
        assertThat(tenant.get("/api/v1/account").at("/balance/available")).isEqualTo("100 CNY");
        assertThat(tenant.post("/api/v1/videos/" + id + "/cancel", "").status()).isEqualTo(409);
        assertThat(tenant.delete("/api/v1/videos/" + id).status()).isEqualTo(204);
        assertThat(tenant.get("/api/v1/videos/" + id).status()).isEqualTo(404);
    }

    @Test
    void a_list_goes_on_where_its_part_ended() {
        var tenant = stage.tenant();
        for (var i = 0; i < 5; i++) {
            tenant.post("/api/v1/videos?campaign=" + (i % 2 == 0 ? "even" : "odd"), FOX);
        }
        var first = tenant.get("/api/v1/videos?limit=2").json();
        var second = tenant.get(
                        "/api/v1/videos?limit=2&cursor=" + first.at("/next").asString())
                .json();
        var third = tenant.get(
                        "/api/v1/videos?limit=2&cursor=" + second.at("/next").asString())
                .json();
        assertThat(third.at("/videos")).hasSize(1);
        assertThat(third.at("/next").isMissingNode()).isTrue();
        assertThat(tenant.get("/api/v1/videos?campaign=odd").json().at("/videos"))
                .hasSize(2);
        assertThat(tenant.get("/api/v1/videos?state=succeeded").json().at("/videos"))
                .isEmpty();
        assertThat(tenant.get("/api/v1/videos?state=queued,running").json().at("/videos"))
                .hasSize(5);
        assertThat(tenant.get("/api/v1/videos?limit=0").status()).isEqualTo(400);
    }

    @Test
    void a_failure_is_told_without_what_the_vendor_wrote() {
        var tenant = stage.tenant();
        var id = tenant.post("/api/v1/videos", FOX).at("/id");
        worker.fail(worker.begin());
        var failed = tenant.get("/api/v1/videos/" + id);
        assertThat(failed.at("/state")).isEqualTo("failed");
        assertThat(failed.at("/failure/code")).isEqualTo("policy-input");
        assertThat(failed.json().at("/failure/raw").isMissingNode()).isTrue();
        assertThat(tenant.get("/api/v1/account").at("/balance/spent")).isEqualTo("0 CNY");
    }

    @Test
    void a_medium_that_is_a_path_of_the_server_is_refused() {
        var refused = stage.tenant().post("/api/v1/videos", """
            {"model": "sketch", "media": [{"kind": "image", "role": "first-frame", "source": "/etc/passwd"}]}\
            """);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("/field")).isEqualTo("media[0].source");
    }

    @Test
    void a_check_tells_verdict_and_price_and_stores_nothing() {
        var tenant = stage.tenant();
        var answer = tenant.post("/api/v1/check", """
            {"request": {"prompt": "a fox", "duration": 5}, "models": ["sketch", "ark/seedance-2.0"]}\
            """);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.at("/models/0/verdict")).isEqualTo("accepted");
        assertThat(answer.at("/models/0/price")).isEqualTo("0.5 CNY");
        assertThat(answer.at("/models/1/price")).isEqualTo("4.968 CNY");
        var all = tenant.post("/api/v1/check", """
            {"request": {"prompt": "a fox", "duration": 5}, "models": ["all"]}\
            """);
        assertThat(all.json().at("/models").size()).isGreaterThan(50);
        assertThat(all.at("/models/0/model")).isEqualTo("sketch");
        assertThat(tenant.get("/api/v1/videos").json().at("/videos")).isEmpty();
        assertThat(tenant.get("/api/v1/models/sketch").at("/title")).isEqualTo("A model of tests");
        assertThat(tenant.get("/api/v1/models/ark/seedance-2.0").at("/vendor")).isEqualTo("ark");
    }
}
