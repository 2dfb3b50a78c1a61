package dev.shotwright.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.server.Client;
import dev.shotwright.server.FakeWorker;
import dev.shotwright.server.Stage;
import dev.shotwright.server.Staged;
import dev.shotwright.server.WebLimits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

@Staged
class LimitsTest {
    private final Stage stage;
    private final Client tenant;

    LimitsTest(Stage stage, FakeWorker worker) {
        this.stage = stage;
        worker.offer("ark");
        this.tenant = stage.tenant();
    }

    @Test
    void a_body_that_says_it_is_too_long_is_refused_before_it_is_sent() throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), stage.port())) {
            socket.getOutputStream()
                    .write(
                            "POST /api/v1/videos HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: 999999999\r\n\r\n{"
                                    .formatted(tenant.key())
                                    .getBytes(StandardCharsets.UTF_8));
            var answer = new String(socket.getInputStream().readNBytes(400), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 413").contains("application/problem+json");
        }
    }

    @Test
    void a_body_that_does_not_say_its_length_is_read_so_far_and_no_further() {
        var endless = new byte[(int) WebLimits.USUAL.bodyBytes() + 2];
        var refused = tenant.send(
                "POST",
                "/v1/videos",
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(endless)),
                "application/json");
        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.at("/error/code")).isEqualTo("too_large");
    }

    @Test
    void headers_that_are_too_long_are_refused() {
        assertThat(tenant.get("/api/v1/account", "X-Long", "x".repeat(20_000)).status())
                .isIn(400, 431);
    }

    @Test
    void a_request_keeps_the_id_that_the_client_gave_it_unless_that_cannot_be_logged() {
        assertThat(tenant.get("/api/v1/account", "X-Request-Id", "my-1").header("X-Request-Id"))
                .isEqualTo("my-1");
        assertThat(tenant.get("/api/v1/account", "X-Request-Id", "no words").header("X-Request-Id"))
                .startsWith("req_");
        assertThat(tenant.get("/api/v1/nothing", "X-Request-Id", "my-2").at("/request"))
                .isEqualTo("my-2");
    }

    @Test
    void a_body_of_another_kind_is_refused() {
        assertThat(tenant.send("POST", "/api/v1/videos", BodyPublishers.ofString("a=b"), "text/plain")
                        .status())
                .isEqualTo(415);
    }

    @Test
    void values_that_nobody_can_keep_are_refused_and_no_fault_of_the_service() {
        var fox = "{\"model\": \"ark/seedance-2.0\", \"prompt\": \"a fox%s\"}";
        assertThat(tenant.post("/api/v1/videos?campaign=%00", fox.formatted("")).status())
                .isEqualTo(400);
        assertThat(tenant.post("/api/v1/videos", fox.formatted("\\u0000")).status())
                .isEqualTo(400);
        for (var path : new String[] {
            "/api/v1/videos?campaign=%00",
            "/api/v1/videos?model=a%00b",
            "/api/v1/videos?from=%2B1000000000-12-31T23:59:59Z",
            "/api/v1/videos?to=-99999-01-01T00:00:00Z",
            "/api/v1/usage?from=%2B999999999-12-31",
            "/api/v1/usage?to=%2B999999999-12-31",
            "/api/v1/models/%00",
            "/v1/videos?after=%00",
            "/api/v3/contents/generations/tasks?filter.model=%00"
        }) {
            assertThat(tenant.get(path).status()).as(path).isLessThan(500);
        }
        var terms = """
            {"name": "a%s", "currency": "CNY", "zone": "UTC", "weight": 1, "maxRunning": 5, "maxQueued": 100,
             "pool": "each-key", "least": %s, "dayLimit": %s}\
            """;
        var admin = stage.administrator();
        assertThat(admin.post("/api/v1/admin/accounts", terms.formatted("\\u0000", "0", "0"))
                        .status())
                .isEqualTo(400);
        assertThat(admin.post("/api/v1/admin/accounts", terms.formatted("1", "-1e40", "0"))
                        .status())
                .isEqualTo(400);
        assertThat(admin.post("/api/v1/admin/accounts", terms.formatted("2", "0", "1e40"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void a_query_that_cannot_be_read_is_refused() {
        assertThat(tenant.get("/api/v1/videos?=null").status()).isEqualTo(400);
        assertThat(tenant.get("/api/v1/usage?by=day&=").status()).isEqualTo(400);
    }

    @Test
    void a_form_that_is_none_is_refused() {
        var refused = tenant.send(
                "POST", "/v1/videos", BodyPublishers.ofString("no form"), "multipart/form-data; boundary=b");
        assertThat(refused.status()).isEqualTo(400);
    }
}
