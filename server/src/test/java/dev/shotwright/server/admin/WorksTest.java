package dev.shotwright.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.jobs.Ids;
import dev.shotwright.jobs.Prefix;
import dev.shotwright.server.Client;
import dev.shotwright.server.FakeWorker;
import dev.shotwright.server.Stage;
import dev.shotwright.server.Staged;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Lanes, workers, quotas and videos in doubt, as administrators see and settle them over HTTP. */
@Staged
class WorksTest {
    private static final String HOUSE = "/api/v1/admin";
    private static final String FOX = """
        {"model": "sketch", "prompt": "a fox"}\
        """;

    private final Stage stage;
    private final FakeWorker worker;
    private final Client admin;

    WorksTest(Stage stage, FakeWorker worker) {
        this.stage = stage;
        this.worker = worker;
        this.admin = stage.administrator();
    }

    private List<JsonNode> deeds(String subject) {
        return admin.get(HOUSE + "/audit?limit=1000")
                .json()
                .path("deeds")
                .valueStream()
                .filter(deed -> deed.path("subject").asString().equals(subject))
                .toList()
                .reversed();
    }

    @Test
    void a_lane_tells_what_runs_and_what_waits() {
        var tenant = stage.tenant();
        var account = tenant.get("/api/v1/account").at("/id");
        tenant.post("/api/v1/videos", FOX);
        tenant.post("/api/v1/videos", FOX);
        assertThat(lane(account).path("queued").asInt()).isEqualTo(2);
        var leases = worker.begin();
        assertThat(lane(account).path("running").asInt()).isEqualTo(2);
        assertThat(lane(account).path("capability").asString()).isEqualTo("sketch");
        worker.succeed(leases);
        assertThat(lane(account).isMissingNode()).isTrue();
    }

    private JsonNode lane(String account) {
        return admin.get(HOUSE + "/lanes")
                .json()
                .path("lanes")
                .valueStream()
                .filter(lane -> lane.path("account").asString().equals(account))
                .findFirst()
                .orElse(tools.jackson.databind.node.MissingNode.getInstance());
    }

    @Test
    void a_worker_is_seen_and_told_to_take_no_more() {
        try (var other = stage.worker()) {
            var path = HOUSE + "/workers/" + other.id() + "/drain";
            assertThat(shown(other).path("draining").asBoolean()).isFalse();
            assertThat(shown(other).at("/slots/sketch").asInt()).isEqualTo(1000);
            assertThat(admin.post(path, "").status()).isEqualTo(204);
            assertThat(shown(other).path("draining").asBoolean()).isTrue();
            assertThat(deeds(other.id()))
                    .singleElement()
                    .satisfies(deed -> assertThat(deed.path("act").asString()).isEqualTo("worker.drain"));
            var nobody = Ids.write(Prefix.WORKER, Ids.secure(stage.clock()).next());
            assertThat(admin.post(HOUSE + "/workers/" + nobody + "/drain", "").status())
                    .isEqualTo(404);
            assertThat(admin.post(HOUSE + "/workers/wrk_nothing/drain", "").at("/field"))
                    .isEqualTo("id");
            assertThat(stage.tenant().post(path, "").status()).isEqualTo(403);
        }
    }

    private JsonNode shown(FakeWorker sought) {
        return admin.get(HOUSE + "/workers")
                .json()
                .path("workers")
                .valueStream()
                .filter(each -> each.path("id").asString().equals(sought.id()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void a_quota_is_agreed_shown_to_its_account_and_ended() {
        var tenant = stage.tenant();
        var account = tenant.get("/api/v1/account").at("/id");
        var path = HOUSE + "/accounts/" + account + "/quotas";
        var agreed = admin.put(path, """
            {"model": "sketch", "limit": {"tokensPerMinute": 200000, "requestsPerMinute": 30, "burstMinutes": 2,
             "raises": [{"hours": "mon-fri 07:30-09:30 Asia/Shanghai", "tokensPerMinute": 2000000}]}}\
            """);
        assertThat(agreed.status()).as(agreed.text()).isEqualTo(200);
        var own = tenant.get("/api/v1/account/quotas").json();
        assertThat(own.at("/standard/tokensPerMinute").asLong()).isEqualTo(800_000);
        assertThat(own.at("/quotas/0/model").asString()).isEqualTo("sketch");
        assertThat(own.at("/quotas/0/limit/raises/0/hours").asString()).endsWith("07:30-09:30 Asia/Shanghai");
        var key = tenant.get("/api/v1/account/keys").at("/keys/0/id");
        var forKey = admin.put(path, """
            {"key": "%s", "model": "*", "limit": {"requestsPerMinute": 1}}\
            """.formatted(key));
        assertThat(forKey.json().at("/quotas")).hasSize(2);

        assertThat(admin.delete(path + "?model=sketch").status()).isEqualTo(204);
        assertThat(admin.delete(path + "?model=sketch").status()).isEqualTo(404);
        assertThat(admin.delete(path + "?model=*&key=" + key).status()).isEqualTo(204);
        assertThat(admin.get(path).json().at("/quotas")).isEmpty();
        assertThat(deeds(account))
                .extracting(deed -> deed.path("act").asString())
                .contains("quota.set", "quota.remove");
        assertThat(deeds(account + " " + key)).hasSize(2);
        assertThat(tenant.put(path, "{\"model\": \"*\", \"limit\": {}}").status())
                .isEqualTo(403);
    }

    @Test
    void a_quota_that_cannot_be_is_told_with_the_field_and_what_is_accepted() {
        var tenant = stage.tenant();
        var other = stage.tenant();
        var path = HOUSE + "/accounts/" + tenant.get("/api/v1/account").at("/id") + "/quotas";
        refused(path, "{\"tokensPerMinute\": -1}", "tokensPerMinute");
        refused(path, "{\"burstMinutes\": 0}", "burstMinutes");
        refused(path, "{\"raises\": [{\"hours\": \"mornings\", \"tokensPerMinute\": 5}]}", "hours");
        refused(path, "{\"raises\": [{\"hours\": \"daily 07:00-08:00 UTC\"}]}", "raises");
        var foreign = other.get("/api/v1/account/keys").at("/keys/0/id");
        var crossed = admin.put(
                path, "{\"key\": \"%s\", \"model\": \"*\", \"limit\": {\"tokensPerMinute\": 1}}".formatted(foreign));
        assertThat(crossed.status()).isEqualTo(404);
        var nobody = HOUSE + "/accounts/"
                + Ids.write(Prefix.ACCOUNT, Ids.secure(stage.clock()).next()) + "/quotas";
        assertThat(admin.put(nobody, "{\"model\": \"*\", \"limit\": {\"tokensPerMinute\": 1}}")
                        .status())
                .isEqualTo(404);
        assertThat(admin.get(path).json().at("/quotas")).isEmpty();
    }

    private void refused(String path, String limit, String field) {
        var reply = admin.put(path, "{\"model\": \"*\", \"limit\": %s}".formatted(limit));
        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(reply.at("/field")).as(reply.text()).contains(field);
        assertThat(reply.at("/accepted")).as(reply.text()).isNotEmpty();
    }

    @Test
    void a_doubt_holds_its_money_until_somebody_says_how_it_ended() {
        var tenant = stage.tenant();
        var billed = doubtful(tenant);
        var unbilled = doubtful(tenant);
        assertThat(tenant.get("/api/v1/videos/" + billed).at("/state")).isEqualTo("in-doubt");
        assertThat(tenant.get("/api/v1/account").at("/balance/held")).isEqualTo("1 CNY");
        assertThat(tenant.delete("/api/v1/videos/" + billed).status()).isIn(202, 409);
        var listed = admin.get(HOUSE + "/doubts").json().path("videos");
        assertThat(listed).hasSize(2);
        assertThat(listed.get(0).path("held").asString()).isEqualTo("0.5 CNY");
        assertThat(tenant.get(HOUSE + "/doubts").status()).isEqualTo(403);

        var settle = HOUSE + "/doubts/" + billed + "/settle";
        var tooMuch = admin.post(settle, "{\"cost\": \"0.6 CNY\", \"note\": \"the bill\"}");
        assertThat(tooMuch.status()).isEqualTo(400);
        assertThat(tooMuch.at("/field")).isEqualTo("cost");
        assertThat(tooMuch.at("/accepted")).startsWith("0 to 0.5 CNY");
        assertThat(admin.post(settle, "{\"cost\": \"0.4 CNY\"}").at("/field")).isEqualTo("note");
        var settled = admin.post(settle, "{\"cost\": \"0.4 CNY\", \"note\": \"the bill\"}");
        assertThat(settled.status()).as(settled.text()).isEqualTo(200);
        assertThat(settled.at("/state")).isEqualTo("failed");
        assertThat(settled.at("/failure/billing")).isEqualTo("billed");
        assertThat(admin.post(settle, "{\"cost\": \"0.4 CNY\", \"note\": \"again\"}")
                        .status())
                .isEqualTo(409);

        var released = admin.post(HOUSE + "/doubts/" + unbilled + "/release", "{\"note\": \"never drawn\"}");
        assertThat(released.status()).as(released.text()).isEqualTo(200);
        assertThat(released.at("/failure/billing")).isEqualTo("not-billed");
        var balance = tenant.get("/api/v1/account").json().path("balance");
        assertThat(balance.path("held").asString()).isEqualTo("0 CNY");
        assertThat(balance.path("spent").asString()).isEqualTo("0.4 CNY");
        assertThat(balance.path("available").asString()).isEqualTo("99.6 CNY");
        assertThat(admin.get(HOUSE + "/doubts").json().path("videos")).isEmpty();
        assertThat(deeds(billed))
                .singleElement()
                .satisfies(deed -> assertThat(deed.toString()).contains("job.settle", "the bill"));
        assertThat(deeds(unbilled))
                .singleElement()
                .satisfies(deed -> assertThat(deed.toString()).contains("job.release", "never drawn"));
    }

    private String doubtful(Client tenant) {
        var id = tenant.post("/api/v1/videos", FOX).at("/id");
        worker.doubt(worker.begin());
        return id;
    }
}
