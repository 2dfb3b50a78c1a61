package dev.shotwright.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.jobs.account.AccountTerms;
import dev.shotwright.jobs.account.Scope;
import dev.shotwright.server.Client;
import dev.shotwright.server.FakeWorker;
import dev.shotwright.server.Stage;
import dev.shotwright.server.Staged;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Prices, invitations and off-peak windows, as administrators set them over HTTP. */
@Staged
class HouseTest {
    private static final String HOUSE = "/api/v1/admin";
    private static final String FOX = """
        {"model": "sketch", "prompt": "a fox"}\
        """;
    private static final String PRICE = """
        {"model": "%s", "since": %s, "tariff": {"asOf": "2026-11-21", "tiers": {"standard": {}},
         "prices": [{"price": "%s", "per": "second"}]}}\
        """;

    private final Stage stage;
    private final FakeWorker worker;
    private final Client admin;

    HouseTest(Stage stage, FakeWorker worker) {
        this.stage = stage;
        this.worker = worker;
        worker.offer("ark");
        this.admin = stage.administrator();
    }

    private List<String> acts(String subject) {
        return admin.get(HOUSE + "/audit?limit=1000")
                .json()
                .path("deeds")
                .valueStream()
                .filter(deed -> deed.path("subject").asString().equals(subject))
                .map(deed -> deed.path("act").asString())
                .toList()
                .reversed();
    }

    @Test
    void a_price_holds_from_its_time_on_and_what_was_accepted_keeps_its_own() {
        var tenant = stage.tenant();
        var before = tenant.post("/api/v1/videos", FOX).at("/id");
        var set = admin.post(HOUSE + "/prices", PRICE.formatted("sketch", "null", "0.3 CNY"));
        assertThat(set.status()).as(set.text()).isEqualTo(201);
        assertThat(set.at("/tariff/prices/0/price")).isEqualTo("0.3 CNY");
        var after = tenant.post("/api/v1/videos", FOX);
        assertThat(after.at("/price")).isEqualTo("1.5 CNY");
        worker.drawAll();
        assertThat(tenant.get("/api/v1/videos/" + before).at("/cost")).isEqualTo("0.5 CNY");
        assertThat(tenant.get("/api/v1/videos/" + after.at("/id")).at("/cost")).isEqualTo("1.5 CNY");

        var later = stage.clock().instant().plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.SECONDS);
        assertThat(admin.post(HOUSE + "/prices", PRICE.formatted("sketch", "\"" + later + "\"", "9 CNY"))
                        .status())
                .isEqualTo(201);
        assertThat(tenant.post("/api/v1/videos", FOX).at("/price")).isEqualTo("1.5 CNY");
        assertThat(admin.get(HOUSE + "/prices?model=sketch").json().at("/prices"))
                .hasSize(2);
        var taken = admin.post(HOUSE + "/prices", PRICE.formatted("sketch", "\"" + later + "\"", "8 CNY"));
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.at("/field")).isEqualTo("since");
        var since = "?model=sketch&since=";
        assertThat(admin.delete(HOUSE + "/prices" + since + later).status()).isEqualTo(204);
        assertThat(admin.delete(HOUSE + "/prices" + since + later).status()).isEqualTo(404);
        assertThat(admin.delete(HOUSE + "/prices" + since + set.at("/since")).status())
                .isEqualTo(404);
        assertThat(acts("sketch")).containsExactly("price.set", "price.set", "price.withdraw");
    }

    @Test
    void a_price_that_cannot_be_is_told_with_the_field_and_what_is_accepted() {
        var past = admin.post(
                HOUSE + "/prices", PRICE.formatted("ark/seedance-1.0-pro", "\"2020-01-01T00:00:00Z\"", "1 CNY"));
        assertThat(past.status()).isEqualTo(400);
        assertThat(past.at("/field")).isEqualTo("since");
        assertThat(past.at("/accepted")).contains("or later");
        var odd = admin.post(HOUSE + "/prices", PRICE.formatted("ark/seedance-1.0-pro", "null", "much"));
        assertThat(odd.status()).isEqualTo(400);
        assertThat(odd.at("/field")).as(odd.text()).contains("price");
        assertThat(odd.at("/accepted")).isNotEmpty();
        assertThat(admin.get(HOUSE + "/prices").at("/field")).isEqualTo("model");
        var day = admin.delete(HOUSE + "/prices?model=sketch&since=today");
        assertThat(day.status()).isEqualTo(400);
        assertThat(day.at("/field")).isEqualTo("since");
        assertThat(acts("ark/seedance-1.0-pro")).isEmpty();
    }

    @Test
    void a_model_of_the_invited_is_not_there_for_others() {
        var model = "ark/seedance-2.0";
        var request = "{\"model\": \"%s\", \"prompt\": \"a fox\"}".formatted(model);
        var account = stage.account(AccountTerms.unlimited("invited", "CNY"));
        var invited = stage.client(account, Set.of(Scope.SUBMIT, Scope.READ));
        var other = stage.tenant();
        assertThat(other.post("/api/v1/videos", request).status()).isEqualTo(202);

        var closed = admin.put(HOUSE + "/offers", "{\"model\": \"%s\", \"opening\": \"invited\"}".formatted(model));
        assertThat(closed.status()).as(closed.text()).isEqualTo(200);
        stage.clock().forward(Duration.ofSeconds(6));
        for (var client : List.of(invited, other)) {
            var refused = client.post("/api/v1/videos", request);
            assertThat(refused.status()).as(refused.text()).isEqualTo(404);
            assertThat(refused.at("/code")).isEqualTo("unknown-model");
            assertThat(client.get("/api/v1/models").text()).doesNotContain("\"" + model + "\"");
            assertThat(client.get("/api/v1/models/" + model).status()).isEqualTo(404);
            assertThat(client.post("/api/v1/check", "{\"request\": %s}".formatted(request))
                            .status())
                    .isEqualTo(404);
            var ark = client.post("/api/v3/contents/generations/tasks", """
                {"model": "doubao-seedance-2-0-260128", "content": [{"type": "text", "text": "a fox"}]}\
                """);
            assertThat(ark.at("/error/code")).isEqualTo("InvalidEndpointOrModel.NotFound");
        }
        assertThat(other.get("/api/v1/videos").json().at("/videos")).hasSize(1);

        var path = HOUSE + "/accounts/" + invited.get("/api/v1/account").at("/id");
        var terms = """
            {"name": "invited", "currency": "CNY", "zone": "UTC", "weight": 1, "maxRunning": 5, "maxQueued": 100,
             "pool": "each-key", "invitations": ["%s"]}\
            """.formatted(model);
        assertThat(admin.put(path, terms).status()).isEqualTo(200);
        stage.clock().forward(Duration.ofSeconds(6));
        assertThat(invited.post("/api/v1/videos", request).status()).isEqualTo(202);
        assertThat(invited.get("/api/v1/models").text()).contains("\"" + model + "\"");
        assertThat(other.post("/api/v1/videos", request).status()).isEqualTo(404);

        admin.put(HOUSE + "/offers", "{\"model\": \"%s\", \"opening\": \"everybody\"}".formatted(model));
        assertThat(other.post("/api/v1/videos", request).status()).isEqualTo(202);
        assertThat(acts(model)).containsExactly("offer.open", "offer.open");
        var odd = admin.put(HOUSE + "/offers", "{\"model\": \"%s\", \"opening\": \"friends\"}".formatted(model));
        assertThat(odd.status()).isEqualTo(400);
        assertThat(odd.at("/field")).isEqualTo("opening");
        assertThat(odd.at("/accepted")).isEqualTo("everybody, invited");
    }

    @Test
    void windows_are_set_shown_and_taken_away() {
        var windows = """
            {"model": "kling/v2.1", "windows": [{"type": "clock", "hours": "daily 22:00-06:00 Asia/Shanghai", "factor": 0.4},
             {"type": "idle", "within": 36000, "factor": 0.7}]}\
            """;
        var set = admin.put(HOUSE + "/windows", windows);
        assertThat(set.status()).as(set.text()).isEqualTo(200);
        var shown = admin.get(HOUSE + "/windows?model=kling/v2.1");
        assertThat(shown.at("/windows/0/hours")).isEqualTo("daily 22:00-06:00 Asia/Shanghai");
        assertThat(shown.json().at("/windows/1/within").asInt()).isEqualTo(36_000);
        for (var wrong : List.of(
                List.of("22:00-06:00", "22-6", "hours"),
                List.of("0.4", "1.4", "factor"),
                List.of("36000", "-1", "within"),
                List.of("idle", "lazy", "type"))) {
            var refused = admin.put(HOUSE + "/windows", windows.replace(wrong.get(0), wrong.get(1)));
            assertThat(refused.status()).as(refused.text()).isEqualTo(400);
            assertThat(refused.at("/field")).as(refused.text()).contains(wrong.get(2));
            assertThat(refused.at("/accepted")).as(refused.text()).isNotEmpty();
        }
        assertThat(admin.put(HOUSE + "/windows", "{\"model\": \"kling/v2.1\", \"windows\": []}")
                        .status())
                .isEqualTo(200);
        assertThat(admin.get(HOUSE + "/windows?model=kling/v2.1").json().at("/windows"))
                .isEmpty();
        assertThat(acts("kling/v2.1")).containsExactly("offer.off-peak", "offer.off-peak");
    }

    @Test
    void the_trail_is_read_in_parts_and_says_what_may_be_asked() {
        assertThat(admin.get(HOUSE + "/audit?limit=0").at("/accepted")).isEqualTo("1 to 1000");
        assertThat(admin.get(HOUSE + "/audit?limit=many").at("/field")).isEqualTo("limit");
        assertThat(admin.get(HOUSE + "/audit?before=x").at("/field")).isEqualTo("before");
        var tenant = stage.tenant();
        assertThat(tenant.get(HOUSE + "/audit").status()).isEqualTo(403);
        assertThat(tenant.get(HOUSE + "/prices?model=sketch").status()).isEqualTo(403);
    }
}
