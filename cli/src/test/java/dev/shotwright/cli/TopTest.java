package dev.shotwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A service that is watched, played by canned answers. */
final class TopTest {
    private static final String FIGURES = """
        {"queues": [{"capability": "hosted", "queued": 41, "oldest": 75.2, "running": 3, "taken": 9}],
         "vendors": [{"vendor": "ark", "open": 3, "succeeded": 8, "refused": 1, "troubled": 1, "doubted": 0, "health": 0.9}],
         "workers": [{"name": "worker-1", "unseen": 2.5, "slots": 501, "running": 4, "memory": 8589934592, "resident": 1610612736}],
         "money": [{"currency": "CNY", "sum": 0, "available": 71.5, "held": 28.5, "spent": 4.25}],
         "quota": {"little": 1, "half": 0, "most": 0, "spent": 1,
                   "emptiest": [{"account": "acc_1", "key": "key_1", "model": "ark/seedance-2.0", "used": 1.1}]},
         "letters": {"waiting": 0, "overdue": 0}}\
        """;

    @TempDir
    private Path folder;

    private HttpServer server;

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var path = exchange.getRequestURI().getPath();
            var text = path.endsWith("/figures")
                    ? FIGURES
                    : path.endsWith("/lanes")
                            ? "{\"lanes\": [{\"capability\": \"hosted\", \"account\":"
                                    + " \"acc_0123456789abcdefghjkmnpqrs\", \"running\": 3, \"maxRunning\": 50,"
                                    + " \"weight\": 1.0, \"queued\": 41}]}"
                            : "{\"videos\": []}";
            var body = text.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private Desk desk() {
        return new Desk(
                folder,
                Map.of(
                        "SHOTWRIGHT_HOME",
                        folder.toString(),
                        "SHOTWRIGHT_SERVER",
                        "http://127.0.0.1:" + server.getAddress().getPort(),
                        "SHOTWRIGHT_KEY",
                        "sw_abcdef_x"));
    }

    @Test
    void queues_workers_vendors_money_and_quotas_are_told() {
        var desk = desk();
        assertThat(desk.run("top", "--once")).as(desk.err()).isEqualTo(Exit.DONE);
        assertThat(desk.out())
                .containsPattern("hosted +41 +1 min 15 s +3")
                .containsPattern("worker-1 +4 of 501 +1.5 of 8.0 GiB +2 s")
                .containsPattern("ark +90 % +3 +8 +1 +1 +0")
                .containsPattern("CNY +28.5 +71.5 +4.25")
                .containsPattern("key_1 +110 % +ark/seedance-2.0")
                .contains("acc_0123456789abcdefghjkmnpqrs");
    }

    @Test
    void no_line_is_wider_than_a_narrow_terminal_and_what_matters_most_is_left() {
        var desk = desk().atTerminal(30);
        assertThat(desk.run("top", "--once")).as(desk.err()).isEqualTo(Exit.DONE);
        assertThat(desk.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(30));
        assertThat(desk.out())
                .containsPattern("hosted +41")
                .containsPattern("worker-1 +4 of 501")
                .containsPattern("ark +90 %")
                .containsPattern("CNY +28.5")
                .containsPattern("key_1 +110 %")
                .doesNotContain("acc_0123456789abcdefghjkmnpqrs");
    }
}
