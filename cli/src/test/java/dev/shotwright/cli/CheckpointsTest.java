package dev.shotwright.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code models pull}, {@code list}, {@code verify} and {@code remove}, as far as no hub is needed. */
final class CheckpointsTest {
    @TempDir
    private Path folder;

    private Desk desk(String... variables) {
        var home = folder.resolve("home").toString();
        return new Desk(
                folder,
                variables.length == 0
                        ? Map.of("SHOTWRIGHT_HOME", home)
                        : Map.of("SHOTWRIGHT_HOME", home, variables[0], variables[1]));
    }

    @Test
    void list_shows_what_is_here_and_what_can_be_fetched() throws IOException {
        var desk = desk();
        var own = Files.createDirectories(folder.resolve("home/models/some/model/.shotwright"));
        Files.writeString(
                own.resolve("whole.json"),
                "{\"repository\":\"some/model\",\"hub\":\"huggingface at"
                    + " https://hub\",\"revision\":\"main\",\"files\":"
                    + "[{\"path\":\"a.json\",\"bytes\":2,\"kind\":\"SHA256\",\"hex\":\"44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a\"}]}");
        Files.writeString(folder.resolve("home/models/some/model/a.json"), "{}");
        assertThat(desk.run("models", "list")).isEqualTo(Exit.DONE);
        assertThat(desk.out()).contains("some/model", "whole", "wan2.1-flf2v-14b-720p", "not here");
        assertThat(desk.run("models", "list", "--json")).isEqualTo(Exit.DONE);
        assertThat(desk.json().get("here").get(0).get("bytes").asInt()).isEqualTo(2);
        assertThat(desk.json().get("absent").size()).isEqualTo(5);

        assertThat(desk.run("models", "verify", "--json")).isEqualTo(Exit.DONE);
        assertThat(desk.json().get("models").get(0).get("faults").size()).isZero();
        Files.writeString(folder.resolve("home/models/some/model/a.json"), "[]");
        assertThat(desk.run("models", "verify", "some/model")).isEqualTo(Exit.FAILED);
        assertThat(desk.err()).contains("a.json of some/model has not the bytes", "models pull some/model");

        assertThat(desk.run("models", "remove", "some/model")).isEqualTo(Exit.DONE);
        assertThat(folder.resolve("home/models")).isEmptyDirectory();
        assertThat(desk.run("models", "remove", "some/model")).isEqualTo(Exit.REFUSED);
        assertThat(desk.err()).contains("is not here");
    }

    @Test
    void a_wrong_name_is_answered_with_the_nearest_and_the_ways_to_say_it() {
        var desk = desk();
        assertThat(desk.run("models", "pull", "wan2.1-t2v-1.3")).isEqualTo(Exit.REFUSED);
        assertThat(desk.err()).contains("nearest is wan2.1-t2v-1.3b", "owner/name");
        assertThat(desk.run("models", "pull", "../x", "--json")).isEqualTo(Exit.REFUSED);
        assertThat(desk.json().get("failure").get("field").asString()).isEqualTo("model");
        assertThat(desk.run("models", "pull")).isEqualTo(Exit.REFUSED);
        assertThat(desk.err()).contains("NAME is missing; see shotwright models pull --help");
        assertThat(desk.run("models", "pull", "a/b", "--hub", "hub")).isEqualTo(Exit.REFUSED);
        assertThat(desk.err()).contains("accepted are huggingface, modelscope");
    }

    @Test
    void no_hub_is_asked_where_the_environment_forbids_it() {
        var desk = desk("HF_HUB_OFFLINE", "1");
        assertThat(desk.run("models", "pull", "wan2.1-t2v-1.3b")).isEqualTo(Exit.REFUSED);
        assertThat(desk.err()).contains("HF_HUB_OFFLINE");
    }

    @Test
    void a_repository_that_the_hub_does_not_have_is_refused_with_its_address() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.start();
        var endpoint = "http://127.0.0.1:" + server.getAddress().getPort();
        try {
            var desk = desk("HF_ENDPOINT", endpoint);
            assertThat(desk.run("models", "pull", "nobody/nothing", "--json")).isEqualTo(Exit.REFUSED);
            assertThat(desk.json().get("failure").get("message").asString()).contains(endpoint, "nobody/nothing");
        } finally {
            server.stop(0);
        }
    }
}
