package dev.shotwright.server.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.server.Client;
import dev.shotwright.server.FakeWorker;
import dev.shotwright.server.Stage;
import dev.shotwright.server.Staged;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@Staged
class EventsTest {
    private static final String FOX = """
        {"model": "sketch", "prompt": "a fox"}\
        """;

    private final Stage stage;
    private final FakeWorker worker;

    EventsTest(Stage stage, FakeWorker worker) {
        this.stage = stage;
        this.worker = worker;
    }

    private record Told(String name, JsonNode data) {}

    private static final class Ear implements AutoCloseable {
        private final BufferedReader lines;

        Ear(Client client, String path) {
            lines = new BufferedReader(new InputStreamReader(client.stream(path), StandardCharsets.UTF_8));
        }

        Told next() throws IOException {
            var name = "";
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    return new Told(name, JsonMapper.shared().readTree(line.substring(6)));
                }
            }
            return new Told("over", JsonMapper.shared().nullNode());
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }

    @Test
    void who_watches_a_video_is_told_how_it_stands_and_at_last_the_whole() throws IOException {
        var tenant = stage.tenant();
        var id = tenant.post("/api/v1/videos", FOX).at("/id");
        try (var ear = new Ear(tenant, "/api/v1/videos/" + id + "/events")) {
            var first = ear.next();
            assertThat(first.name()).isEqualTo("progress");
            assertThat(first.data().at("/state").asString()).isEqualTo("queued");
            var leases = worker.begin();
            leases.forEach(lease -> worker.advance(lease, 0.5));
            var half = ear.next();
            while (half.data().at("/progress").asDouble() == 0) {
                half = ear.next();
            }
            assertThat(half.data().at("/phase").asString()).isEqualTo("drawing");
            assertThat(half.data().at("/id").asString()).isEqualTo(id);
            worker.succeed(leases);
            var last = ear.next();
            assertThat(last.name()).isEqualTo("ended");
            assertThat(last.data().at("/clips/0/url").asString()).startsWith(stage.address());
            assertThat(ear.next().name()).isEqualTo("over");
        }
    }

    @Test
    void who_comes_after_the_end_is_told_it_at_once() throws IOException {
        var tenant = stage.tenant();
        var id = tenant.post("/api/v1/videos", FOX).at("/id");
        worker.drawAll();
        try (var ear = new Ear(tenant, "/api/v1/videos/" + id + "/events")) {
            assertThat(ear.next().name()).isEqualTo("ended");
        }
    }

    @Test
    void who_watches_an_account_is_told_of_all_its_videos_and_of_no_others() throws IOException {
        var tenant = stage.tenant();
        var other = stage.tenant();
        tenant.post("/api/v1/videos", FOX);
        worker.drawAll();
        try (var ear = new Ear(tenant, "/api/v1/events");
                var otherEar = new Ear(other, "/api/v1/events")) {
            var settled = tenant.post("/api/v1/videos", FOX, "Prefer", "wait=2").at("/id");
            var ids = new ArrayList<String>();
            ids.add(settled);
            ids.add(tenant.post("/api/v1/videos", FOX).at("/id"));
            var theirs = other.post("/api/v1/videos", FOX).at("/id");
            worker.drawAll();
            var ended = new ArrayList<String>();
            while (ended.size() < 2) {
                var told = ear.next();
                assertThat(ids).contains(told.data().at("/id").asString());
                if (told.name().equals("ended")) {
                    ended.add(told.data().at("/id").asString());
                }
            }
            assertThat(otherEar.next().data().at("/id").asString()).isEqualTo(theirs);
        }
    }

    @Test
    void who_comes_to_a_video_that_others_watch_is_told_how_it_stands() throws IOException {
        var tenant = stage.tenant();
        var path = "/api/v1/videos/" + tenant.post("/api/v1/videos", FOX).at("/id") + "/events";
        try (var first = new Ear(tenant, path)) {
            assertThat(first.next().name()).isEqualTo("progress");
            try (var second = new Ear(tenant, path)) {
                assertThat(second.next().name()).isEqualTo("progress");
            }
        }
        worker.drawAll();
    }

    @Test
    void a_client_that_reads_nothing_holds_nobody_up() throws IOException {
        var tenant = stage.tenant();
        var id = tenant.post("/api/v1/videos", FOX).at("/id");
        var sockets = new ArrayList<Socket>();
        for (var i = 0; i < 50; i++) {
            var socket = new Socket(InetAddress.getLoopbackAddress(), stage.port());
            socket.getOutputStream()
                    .write("GET /api/v1/videos/%s/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\n\r\n"
                            .formatted(id, tenant.key())
                            .getBytes(StandardCharsets.UTF_8));
            sockets.add(socket);
        }
        try (var ear = new Ear(tenant, "/api/v1/videos/" + id + "/events")) {
            assertThat(ear.next().name()).isEqualTo("progress");
            worker.drawAll();
            var told = ear.next();
            while (told.name().equals("progress")) {
                told = ear.next();
            }
            assertThat(told.name()).isEqualTo("ended");
        }
        for (var socket : sockets) {
            socket.close();
        }
    }
}
