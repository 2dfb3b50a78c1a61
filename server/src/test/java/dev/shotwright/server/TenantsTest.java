package dev.shotwright.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.jobs.account.AccountTerms;
import dev.shotwright.jobs.account.Scope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Every endpoint that the service describes, asked with a foreign key for what is another's. */
@Staged
class TenantsTest {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "delete", "patch", "head");
    private static final String SECRET = "a fox that nobody else may see";

    private final Stage stage;
    private final FakeWorker worker;
    private final JsonNode description;

    TenantsTest(Stage stage, FakeWorker worker) {
        this.stage = stage;
        this.worker = worker;
        this.description = stage.stranger().get("/api/v1/openapi.json").json();
    }

    private record Endpoint(String method, String path, JsonNode operation) {
        boolean open() {
            return operation.path("x-scope").isMissingNode();
        }

        boolean admin() {
            return operation.path("x-scope").asString("").equals("admin");
        }
    }

    private Iterable<Endpoint> endpoints() {
        var endpoints = new ArrayList<Endpoint>();
        description
                .get("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(method -> METHODS.contains(method.getKey()))
                        .forEach(method -> endpoints.add(new Endpoint(
                                method.getKey().toUpperCase(java.util.Locale.ROOT),
                                path.getKey(),
                                method.getValue()))));
        assertThat(endpoints).hasSizeGreaterThan(30);
        return endpoints;
    }

    @Test
    void without_a_key_nothing_but_what_is_open_answers() {
        var stranger = stage.stranger();
        for (var endpoint : endpoints()) {
            if (!endpoint.open()) {
                var reply = stranger.send(endpoint.method(), filled(endpoint.path(), Map.of()), body(endpoint));
                assertThat(reply.status())
                        .as(endpoint.method() + " " + endpoint.path())
                        .isEqualTo(401);
            }
        }
    }

    @Test
    void a_key_opens_no_more_than_its_scopes() {
        var account = stage.account(AccountTerms.unlimited("scoped", "CNY"));
        for (var scope : Scope.values()) {
            var client = stage.client(account, Set.of(scope));
            for (var endpoint : endpoints()) {
                var needed = endpoint.operation().path("x-scope").asString("");
                if (!endpoint.open()
                        && !needed.equals(scope.word())
                        && !endpoint.path().endsWith("/events")) {
                    var reply = client.send(endpoint.method(), filled(endpoint.path(), Map.of()), body(endpoint));
                    assertThat(reply.status())
                            .as("%s %s with %s".formatted(endpoint.method(), endpoint.path(), scope))
                            .isEqualTo(403);
                }
            }
        }
    }

    @Test
    void what_is_another_tenants_is_not_seen_cancelled_deleted_or_billed() {
        var owner = stage.tenant("owner");
        var foreign = stage.tenant("foreign");
        var ids = belongings(owner);
        var before = owner.get("/api/v1/account").text();
        for (var endpoint : endpoints()) {
            if (endpoint.open() || endpoint.admin()) {
                continue;
            }
            var path = filled(endpoint.path(), ids);
            var named = !path.equals(endpoint.path());
            if (!named && endpoint.path().endsWith("/events")) {
                continue;
            }
            var reply = foreign.send(endpoint.method(), path, body(endpoint));
            var what = endpoint.method() + " " + path + ": " + reply.text();
            assertThat(reply.status()).as(what).isLessThan(500);
            assertThat(reply.text()).as(what).doesNotContain(SECRET);
            ids.values().forEach(id -> {
                if (reply.status() < 400) {
                    assertThat(reply.text()).as(what).doesNotContain(id.substring(id.length() - 26));
                }
            });
            if (named && !endpoint.path().startsWith("/api/v1/models")) {
                assertThat(reply.status()).as(what).isIn(400, 404, 409, 415);
            }
        }
        assertThat(owner.get("/api/v1/account").text()).isEqualTo(before);
        assertThat(owner.get("/api/v1/videos/" + ids.get("/api/v1/videos/")).at("/state"))
                .isEqualTo("succeeded");
        assertThat(owner.get("/api/v1/batches/" + ids.get("/api/v1/batches/")).at("/states/queued"))
                .isEqualTo("2");
    }

    /** One of everything that a tenant can have, by what the paths of its kind begin with. */
    private Map<String, String> belongings(Client owner) {
        var fox = "{\"model\": \"sketch\", \"prompt\": \"%s\"}".formatted(SECRET);
        var ids = new LinkedHashMap<String, String>();
        ids.put("/api/v1/videos/", owner.post("/api/v1/videos", fox).at("/id"));
        ids.put("/v1/videos/", owner.post("/v1/videos", fox).at("/id"));
        ids.put(
                "/api/v3/contents/generations/tasks/",
                owner.post("/api/v3/contents/generations/tasks", """
                    {"model": "sketch", "content": [{"type": "text", "text": "%s"}]}\
                    """.formatted(SECRET))
                        .at("/id"));
        worker.drawAll();
        ids.put(
                "/api/v1/batches/",
                owner.post("/api/v1/batches", "{\"requests\": [%s, %s]}".formatted(fox, fox))
                        .at("/id"));
        ids.put("/api/v1/account/keys/", owner.get("/api/v1/account/keys").at("/keys/0/id"));
        return ids;
    }

    /** A path with the ids of somebody's things in place of its parameters. */
    private static String filled(String path, Map<String, String> ids) {
        for (var id : ids.entrySet()) {
            if (path.startsWith(id.getKey() + "{")) {
                return path.replaceFirst("\\{[^}]*}", id.getValue());
            }
        }
        return path.replaceAll("\\{[^}]*}", "x");
    }

    private static @org.jspecify.annotations.Nullable String body(Endpoint endpoint) {
        if (!endpoint.operation().has("requestBody")) {
            return null;
        }
        return endpoint.path().endsWith("/remix") ? "{\"prompt\": \"mine now\"}" : "{}";
    }
}
