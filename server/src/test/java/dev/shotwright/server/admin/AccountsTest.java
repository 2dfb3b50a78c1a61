package dev.shotwright.server.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.jobs.Ids;
import dev.shotwright.jobs.Prefix;
import dev.shotwright.jobs.account.AccountTerms;
import dev.shotwright.jobs.account.Scope;
import dev.shotwright.server.Client;
import dev.shotwright.server.FakeWorker;
import dev.shotwright.server.Stage;
import dev.shotwright.server.Staged;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Accounts, their keys and their money, as administrators change them over HTTP. */
@Staged
class AccountsTest {
    private static final String ACCOUNTS = "/api/v1/admin/accounts";
    private static final String TERMS = """
        {"name": "%s", "currency": "CNY", "zone": "Asia/Shanghai", "weight": 2, "maxRunning": 5, "maxQueued": 3,
         "least": 0, "pool": "each-key"}\
        """;
    private static final String FOX = """
        {"model": "sketch", "prompt": "a fox"}\
        """;

    private final Stage stage;
    private final FakeWorker worker;
    private final Client admin;

    AccountsTest(Stage stage, FakeWorker worker) {
        this.stage = stage;
        this.worker = worker;
        this.admin = stage.administrator();
    }

    private String opened(String name) {
        var opened = admin.post(ACCOUNTS, TERMS.formatted(name));
        assertThat(opened.status()).as(opened.text()).isEqualTo(201);
        return opened.header("Location");
    }

    private Client client(String account, String scopes) {
        var issued = admin.post(account + "/keys", "{\"name\": \"one\", \"scopes\": [%s]}".formatted(scopes));
        assertThat(issued.status()).as(issued.text()).isEqualTo(201);
        return stage.withKey(issued.at("/text"));
    }

    private List<String> acts(String subject) {
        return admin.get("/api/v1/admin/audit?limit=1000")
                .json()
                .path("deeds")
                .valueStream()
                .filter(deed -> deed.path("subject").asString().equals(subject))
                .map(deed -> deed.path("act").asString())
                .toList()
                .reversed();
    }

    private static String id(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    @Test
    void an_account_is_opened_changed_and_closed_and_the_trail_knows_by_whom() {
        var path = opened("studio");
        assertThat(admin.get(path).at("/terms/zone")).isEqualTo("Asia/Shanghai");
        assertThat(admin.get(path).at("/balance/available")).isEqualTo("0 CNY");
        assertThat(admin.get(ACCOUNTS).text()).contains(id(path));

        var changed = admin.put(path, TERMS.formatted("atelier").replace("\"weight\": 2", "\"weight\": 7"));
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(changed.json().at("/terms/weight").asDouble()).isEqualTo(7);

        var tenant = client(path, "\"read\"");
        assertThat(tenant.get("/api/v1/account").at("/terms/name")).isEqualTo("atelier");
        assertThat(admin.delete(path).status()).isEqualTo(204);
        assertThat(tenant.get("/api/v1/account").status()).isEqualTo(401);
        assertThat(admin.get(path).at("/closed")).isNotEmpty();
        assertThat(admin.delete(path).status()).isEqualTo(404);
        var own = admin.delete(ACCOUNTS + "/" + admin.get("/api/v1/account").at("/id"));
        assertThat(own.status()).isEqualTo(409);
        assertThat(own.at("/field")).isEqualTo("id");
        assertThat(admin.post(path + "/keys", "{\"name\": \"late\", \"scopes\": [\"read\"]}")
                        .status())
                .isEqualTo(404);

        assertThat(acts(id(path))).containsExactly("account.open", "account.change", "account.close");
        var deed = admin.get("/api/v1/admin/audit?limit=1").json().at("/deeds/0");
        assertThat(deed.path("act").asString()).isEqualTo("account.close");
        var keys = admin.get("/api/v1/account/keys").json().at("/keys");
        assertThat(keys.get(0).path("id")).isEqualTo(deed.path("actor"));
        var before = admin.get("/api/v1/admin/audit?limit=1&before=" + deed.path("id"));
        assertThat(before.json().at("/deeds/0/id").asLong())
                .isLessThan(deed.path("id").asLong());
    }

    @Test
    void terms_that_cannot_be_are_told_with_the_field_and_what_is_accepted() {
        refused(TERMS.formatted("odd").replace("Asia/Shanghai", "Mars/Base"), "zone", "'Mars/Base'");
        refused(TERMS.formatted("odd").replace("\"weight\": 2", "\"weight\": 0"), "weight", "0.0");
        refused(TERMS.formatted("odd").replace("\"least\": 0", "\"least\": 5"), "least", "5");
        refused(TERMS.formatted("odd").replace("CNY", "yuan"), "currency", "'yuan'");
        refused(TERMS.formatted("odd").replace("each-key", "no-key"), "pool", "the text 'no-key'");
        refused(TERMS.formatted("odd").replace("\"maxQueued\": 3", "\"maxQueued\": -1"), "maxQueued", "-1");
        var unknown = admin.post(ACCOUNTS, TERMS.formatted("odd").replace("weight", "wait"));
        assertThat(unknown.at("/code")).isEqualTo("unknown-field");
        assertThat(unknown.at("/detail")).contains("weight");

        var path = opened("even");
        var taken = admin.post(ACCOUNTS, TERMS.formatted("even"));
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.at("/field")).isEqualTo("name");
        var dollars = admin.put(path, TERMS.formatted("even").replace("CNY", "USD"));
        assertThat(dollars.status()).isEqualTo(400);
        assertThat(dollars.at("/field")).isEqualTo("currency");
        assertThat(dollars.at("/accepted")).startsWith("CNY");
        assertThat(admin.get(ACCOUNTS + "/acc_nothing").status()).isEqualTo(400);
        assertThat(acts(id(path))).containsExactly("account.open");
    }

    private void refused(String terms, String field, String given) {
        var reply = admin.post(ACCOUNTS, terms);
        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(reply.at("/field")).isEqualTo(field);
        assertThat(reply.at("/given")).isEqualTo(given);
        assertThat(reply.at("/accepted")).as(reply.text()).isNotEmpty();
    }

    @Test
    void keys_are_made_with_scopes_and_an_end_and_revoked_at_once() {
        var path = opened("keys");
        var reader = client(path, "\"read\"");
        assertThat(reader.get("/api/v1/videos").status()).isEqualTo(200);
        assertThat(reader.post("/api/v1/videos", FOX).status()).isEqualTo(403);
        assertThat(reader.get(ACCOUNTS).status()).isEqualTo(403);
        var key = admin.get(path + "/keys").json().at("/keys/0");
        assertThat(key.has("text")).isFalse();
        assertThat(reader.key()).startsWith(key.path("prefix").asString());

        assertThat(admin.delete(path + "/keys/" + key.path("id").asString()).status())
                .isEqualTo(204);
        assertThat(reader.get("/api/v1/videos").status()).isEqualTo(401);
        assertThat(admin.delete(path + "/keys/" + key.path("id").asString()).status())
                .isEqualTo(404);
        assertThat(acts(key.path("id").asString())).containsExactly("key.issue", "key.revoke");

        var soon = stage.clock().instant().plus(Duration.ofHours(1));
        var ending = admin.post(
                path + "/keys", "{\"name\": \"hour\", \"scopes\": [\"read\"], \"expires\": \"%s\"}".formatted(soon));
        assertThat(ending.status()).as(ending.text()).isEqualTo(201);
        var past = admin.post(
                path + "/keys", "{\"name\": \"past\", \"scopes\": [\"read\"], \"expires\": \"2020-01-01T00:00:00Z\"}");
        assertThat(past.status()).isEqualTo(400);
        assertThat(past.at("/field")).isEqualTo("expires");
        var root = admin.post(path + "/keys", "{\"name\": \"root\", \"scopes\": [\"root\"]}");
        assertThat(root.status()).isEqualTo(400);
        assertThat(root.at("/accepted")).isEqualTo("submit, read, admin");
        var none = admin.post(path + "/keys", "{\"name\": \"none\", \"scopes\": []}");
        assertThat(none.status()).isEqualTo(400);
        assertThat(none.at("/field")).isEqualTo("scopes");
        assertThat(admin.get("/api/v1/admin/audit").text()).doesNotContain(reader.key(), ending.at("/text"));
    }

    @Test
    void a_key_of_one_account_cannot_be_revoked_through_another() {
        var one = opened("one");
        var other = opened("other");
        var client = client(one, "\"read\"");
        var key = admin.get(one + "/keys").at("/keys/0/id");
        assertThat(admin.delete(other + "/keys/" + key).status()).isEqualTo(404);
        assertThat(client.get("/api/v1/account").status()).isEqualTo(200);
    }

    @Test
    void money_is_paid_in_given_back_and_paid_out_but_no_more_than_there_is() {
        var path = opened("money");
        var client = client(path, "\"submit\", \"read\"");
        assertThat(client.post("/api/v1/videos", FOX).status()).isEqualTo(402);
        var credited = admin.post(path + "/credit", "{\"amount\": \"3 CNY\", \"note\": \"invoice 7\"}");
        assertThat(credited.status()).as(credited.text()).isEqualTo(200);
        assertThat(credited.at("/available")).isEqualTo("3 CNY");
        var video = client.post("/api/v1/videos", FOX).at("/id");
        assertThat(admin.post(path + "/refund", refund(video, "0.1 CNY")).status())
                .isEqualTo(400);
        worker.drawAll();

        var tooMuch = admin.post(path + "/refund", refund(video, "0.6 CNY"));
        assertThat(tooMuch.status()).isEqualTo(400);
        assertThat(tooMuch.at("/field")).isEqualTo("amount");
        assertThat(tooMuch.at("/accepted")).startsWith("at most 0.5 CNY");
        var refunded = admin.post(path + "/refund", refund(video, "0.2 CNY"));
        assertThat(refunded.status()).as(refunded.text()).isEqualTo(200);
        assertThat(refunded.at("/spent")).isEqualTo("0.3 CNY");

        var beyond = admin.post(path + "/debit", "{\"amount\": \"2.71 CNY\"}");
        assertThat(beyond.status()).isEqualTo(402);
        assertThat(beyond.at("/field")).isEqualTo("amount");
        assertThat(admin.post(path + "/debit", "{\"amount\": \"2.7 CNY\"}").at("/available"))
                .isEqualTo("0 CNY");
        assertThat(acts(id(path))).containsExactly("account.open", "money.credit", "money.refund", "money.debit");
        assertThat(admin.get("/api/v1/admin/audit").text()).contains("invoice 7");
    }

    @Test
    void an_amount_that_cannot_be_is_told_with_the_field_and_what_is_accepted() {
        var path = opened("amounts");
        for (var amount : new String[] {"0 CNY", "-1 CNY", "1 USD", "1e30 CNY", "many CNY"}) {
            var reply = admin.post(path + "/credit", "{\"amount\": \"%s\"}".formatted(amount));
            assertThat(reply.status()).as(reply.text()).isEqualTo(400);
            assertThat(reply.at("/field")).as(reply.text()).isEqualTo("amount");
            assertThat(reply.at("/accepted")).as(reply.text()).isNotEmpty();
        }
        var missing = admin.post(path + "/credit", "{}");
        assertThat(missing.status()).isEqualTo(400);
        assertThat(missing.at("/field")).isEqualTo("amount");
        var nobody = ACCOUNTS + "/"
                + Ids.write(Prefix.ACCOUNT, Ids.secure(stage.clock()).next());
        assertThat(admin.post(nobody + "/credit", "{\"amount\": \"1 CNY\"}").status())
                .isEqualTo(404);
        assertThat(admin.post(path + "/refund", refund("vid_nothing", "1 CNY")).at("/field"))
                .isEqualTo("video");
        assertThat(acts(id(path))).containsExactly("account.open");
    }

    private static String refund(String video, String amount) {
        return "{\"video\": \"%s\", \"amount\": \"%s\"}".formatted(video, amount);
    }

    @Test
    void an_account_that_is_changed_asks_by_its_new_terms() {
        var path = opened("terms");
        admin.post(path + "/credit", "{\"amount\": \"100 CNY\"}");
        var client = client(path, "\"submit\", \"read\"");
        for (var i = 0; i < 3; i++) {
            assertThat(client.post("/api/v1/videos", FOX).status()).isEqualTo(202);
        }
        var full = client.post("/api/v1/videos", FOX);
        assertThat(full.status()).isEqualTo(429);
        assertThat(full.at("/code")).isEqualTo("too-many-queued");
        assertThat(full.header("Retry-After")).isNotEmpty();
        assertThat(full.json().at("/facts/limit").asInt()).isEqualTo(3);
        assertThat(full.json().at("/facts/queued").asInt()).isEqualTo(3);
        admin.put(path, TERMS.formatted("terms").replace("\"maxQueued\": 3", "\"maxQueued\": 4"));
        assertThat(client.post("/api/v1/videos", FOX).status()).isEqualTo(202);
        worker.drawAll();
        assertThat(client.post("/api/v1/videos", FOX).status()).isEqualTo(202);
    }

    @Test
    void no_more_of_an_account_run_at_once_than_is_agreed() {
        var path = opened("runs");
        admin.put(path, TERMS.formatted("runs").replace("\"maxRunning\": 5", "\"maxRunning\": 2"));
        admin.post(path + "/credit", "{\"amount\": \"100 CNY\"}");
        var client = client(path, "\"submit\", \"read\"");
        for (var i = 0; i < 3; i++) {
            assertThat(client.post("/api/v1/videos", FOX).status()).isEqualTo(202);
        }
        var two = worker.begin(2);
        assertThat(two).hasSize(2);
        assertThat(client.get("/api/v1/videos?state=queued").json().at("/videos"))
                .hasSize(1);
        worker.succeed(two);
        worker.succeed(worker.begin(1));
        assertThat(client.get("/api/v1/videos?state=succeeded").json().at("/videos"))
                .hasSize(3);
    }

    @Test
    void only_the_scope_admin_changes_anything() {
        var account = stage.account(AccountTerms.unlimited("nosy", "CNY"));
        var nosy = stage.client(account, Set.of(Scope.SUBMIT, Scope.READ));
        var path = opened("guarded");
        assertThat(nosy.post(path + "/credit", "{\"amount\": \"1 CNY\"}").status())
                .isEqualTo(403);
        assertThat(nosy.delete(path).status()).isEqualTo(403);
        var made = nosy.post("/api/v1/account/keys", "{\"name\": \"up\", \"scopes\": [\"admin\"]}");
        assertThat(made.status()).isEqualTo(403);
        assertThat(made.at("/field")).isEqualTo("scopes");
        assertThat(acts(id(path))).containsExactly("account.open");
    }
}
