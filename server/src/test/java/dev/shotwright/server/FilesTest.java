package dev.shotwright.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Files over HTTP, and the links behind which they lie. */
@Staged
class FilesTest {
    private static final String BINARY = "application/octet-stream";

    private final SplittableRandom random = new SplittableRandom(5);
    private final Stage stage;

    FilesTest(Stage stage) {
        this.stage = stage;
    }

    @Test
    void a_file_is_sent_whole_and_read_behind_its_link_without_a_key() {
        var client = stage.tenant("whole");
        var bytes = png(70_000);

        var made = client.send("POST", "/api/v1/files?name=fox.png", BodyPublishers.ofByteArray(bytes), "image/png");

        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.header("Location")).isEqualTo("/api/v1/files/" + made.at("/id"));
        assertThat(made.at("/type")).isEqualTo("image/png");
        assertThat(made.at("/sha256")).isEqualTo(sha256(bytes));
        assertThat(client.get("/api/v1/files/" + made.at("/id")).at("/name")).isEqualTo("fox.png");
        assertThat(client.get("/api/v1/files").json().get("files")).hasSize(1);
        var read = stage.stranger().get(made.at("/url"));
        assertThat(read.status()).isEqualTo(200);
        assertThat(read.body()).isEqualTo(bytes);
        assertThat(read.header("Content-Type")).isEqualTo("image/png");
        assertThat(read.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(read.header("Content-Security-Policy")).contains("sandbox");
        assertThat(read.header("Content-Disposition")).contains("fox.png");
    }

    @Test
    void a_link_gives_ranges_heads_and_marks() {
        var client = stage.tenant("ranges");
        var bytes = png(10_000);
        var link = client.send("POST", "/api/v1/files", BodyPublishers.ofByteArray(bytes), BINARY)
                .at("/url");
        var stranger = stage.stranger();

        var head = stranger.send("HEAD", link, null);
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Length")).isEqualTo("10000");
        assertThat(head.header("Accept-Ranges")).isEqualTo("bytes");
        var mark = head.header("ETag");

        part(link, "bytes=0-99", bytes, 0, 100);
        part(link, "bytes=9990-", bytes, 9990, 10_000);
        part(link, "bytes=-10", bytes, 9990, 10_000);
        part(link, "bytes=9000-99999", bytes, 9000, 10_000);
        var beyond = stranger.get(link, "Range", "bytes=10000-");
        assertThat(beyond.status()).isEqualTo(416);
        assertThat(beyond.header("Content-Range")).isEqualTo("bytes */10000");
        for (var whole : new String[] {"bytes=5-1", "bytes=0-1,5-6", "lines=1-2", "bytes=-", "bytes=x-"}) {
            assertThat(stranger.get(link, "Range", whole).body()).as(whole).isEqualTo(bytes);
        }
        assertThat(stranger.get(link, "If-None-Match", mark).status()).isEqualTo(304);
        assertThat(stranger.get(link, "Range", "bytes=0-9", "If-Range", mark).status())
                .isEqualTo(206);
        assertThat(stranger.get(link, "Range", "bytes=0-9", "If-Range", "\"other\"")
                        .status())
                .isEqualTo(200);
    }

    private void part(String link, String range, byte[] bytes, int from, int to) {
        var reply = stage.stranger().get(link, "Range", range);
        assertThat(reply.status()).as(range).isEqualTo(206);
        assertThat(reply.body()).as(range).isEqualTo(Arrays.copyOfRange(bytes, from, to));
        assertThat(reply.header("Content-Range")).isEqualTo("bytes %d-%d/%d".formatted(from, to - 1, bytes.length));
    }

    @Test
    void a_link_that_was_changed_opens_nothing() {
        var client = stage.tenant("forger");
        var link = client.send("POST", "/api/v1/files", BodyPublishers.ofByteArray(png(100)), BINARY)
                .at("/url");
        var token = link.substring(link.lastIndexOf('/') + 1);
        var changed = (token.charAt(20) == 'A' ? 'B' : 'A');
        var forged = link.replace(token, token.substring(0, 20) + changed + token.substring(21));

        assertThat(stage.stranger().get(forged).status()).isEqualTo(404);
        assertThat(stage.stranger().get("/media/x").status()).isEqualTo(404);
        assertThat(stage.stranger().get("/media/..%2f..%2fetc%2fpasswd").status())
                .isBetween(400, 404);
    }

    @Test
    void an_upload_cut_at_any_byte_of_the_connection_is_taken_on_where_it_was_cut() throws IOException {
        var client = stage.tenant("cut");
        for (int run = 0; run < 8; run++) {
            var bytes = png(1000 + random.nextInt(60_000));
            var begun = client.send(
                    "POST",
                    "/api/v1/files?sha256=" + sha256(bytes),
                    BodyPublishers.noBody(),
                    null,
                    "Upload-Length",
                    Integer.toString(bytes.length));
            assertThat(begun.status()).as(begun.text()).isEqualTo(201);
            assertThat(begun.header("Upload-Offset")).isEqualTo("0");
            var path = begun.header("Location");
            cut(client, path, bytes, random.nextInt(bytes.length));

            var offset = offset(client, path);
            var rest = Arrays.copyOfRange(bytes, offset, bytes.length);
            var done = client.send(
                    "PATCH", path, BodyPublishers.ofByteArray(rest), BINARY, "Upload-Offset", Integer.toString(offset));
            assertThat(done.status()).as(done.text()).isEqualTo(200);
            assertThat(done.at("/state")).isEqualTo("complete");
            assertThat(stage.stranger().get(done.at("/url")).body()).isEqualTo(bytes);
        }
    }

    /** Sends the first bytes of an append on a connection that then breaks. */
    private void cut(Client client, String path, byte[] bytes, int count) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), stage.port())) {
            var head =
                    "PATCH %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nUpload-Offset: 0\r\nContent-Length: %d\r\n\r\n"
                            .formatted(path, client.key(), bytes.length);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(bytes, 0, count);
            socket.getOutputStream().flush();
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        }
        assertThat(offset(client, path)).isEqualTo(count);
    }

    private static int offset(Client client, String path) {
        var head = client.send("HEAD", path, null);
        assertThat(head.status()).isEqualTo(204);
        return Integer.parseInt(head.header("Upload-Offset"));
    }

    @Test
    void a_content_that_the_account_has_is_answered_at_once_and_nobody_else_learns_of_it() {
        var client = stage.tenant("again");
        var bytes = png(5000);
        var first = client.send("POST", "/api/v1/files", BodyPublishers.ofByteArray(bytes), BINARY);
        var wish = "/api/v1/files?sha256=" + sha256(bytes);

        var again = client.send("POST", wish, BodyPublishers.noBody(), null, "Upload-Length", "5000");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.at("/id")).isEqualTo(first.at("/id"));
        var other = stage.tenant("curious");
        assertThat(other.send("POST", wish, BodyPublishers.noBody(), null, "Upload-Length", "5000")
                        .status())
                .isEqualTo(201);
        assertThat(other.get("/api/v1/files/" + first.at("/id")).status()).isEqualTo(404);
        assertThat(other.delete("/api/v1/files/" + first.at("/id")).status()).isEqualTo(404);
    }

    @Test
    void an_append_elsewhere_is_a_conflict_and_says_where_it_belongs() {
        var client = stage.tenant("elsewhere");
        var path = client.send("POST", "/api/v1/files", BodyPublishers.noBody(), null, "Upload-Length", "1000")
                .header("Location");
        var reply = client.send("PATCH", path, BodyPublishers.ofByteArray(png(10)), BINARY, "Upload-Offset", "7");

        assertThat(reply.status()).isEqualTo(409);
        assertThat(reply.at("/detail")).contains("accepted is 0");
        var missing = client.send("PATCH", path, BodyPublishers.ofByteArray(png(10)), BINARY);
        assertThat(missing.status()).isEqualTo(400);
    }

    @Test
    void what_is_no_medium_is_refused_and_what_is_deleted_is_gone() {
        var client = stage.tenant("deleted");
        var page = client.send("POST", "/api/v1/files", BodyPublishers.ofString("<html>".repeat(50)), "image/png");
        assertThat(page.status()).isEqualTo(415);
        assertThat(page.at("/code")).isEqualTo("unsupported-format");

        var file = client.send("POST", "/api/v1/files", BodyPublishers.ofByteArray(png(500)), BINARY);
        assertThat(client.delete("/api/v1/files/" + file.at("/id")).status()).isEqualTo(204);
        assertThat(client.get("/api/v1/files/" + file.at("/id")).status()).isEqualTo(404);
        assertThat(stage.stranger().get(file.at("/url")).status()).isEqualTo(404);
        var open = client.send("POST", "/api/v1/files", BodyPublishers.noBody(), null, "Upload-Length", "1000");
        assertThat(client.delete(open.header("Location")).status()).isEqualTo(204);
        assertThat(client.send("HEAD", open.header("Location"), null).status()).isEqualTo(404);
    }

    @Test
    void a_list_comes_in_parts() {
        var client = stage.tenant("parts");
        for (int i = 0; i < 5; i++) {
            client.send("POST", "/api/v1/files", BodyPublishers.ofByteArray(png(100 + i)), BINARY);
        }
        var first = client.get("/api/v1/files?limit=3");
        var second = client.get("/api/v1/files?limit=3&cursor=" + first.at("/cursor"));

        assertThat(sizes(first.json())).isEqualTo("104 103 102");
        assertThat(sizes(second.json())).isEqualTo("101 100");
        assertThat(second.json().path("cursor").isMissingNode()
                        || second.json().path("cursor").isNull())
                .isTrue();
        assertThat(client.get("/api/v1/files?limit=101").status()).isEqualTo(400);
    }

    private static String sizes(JsonNode list) {
        var sizes = new StringBuilder();
        list.get("files")
                .forEach(file -> sizes.append(sizes.isEmpty() ? "" : " ").append(file.get("bytes")));
        return sizes.toString();
    }

    private byte[] png(int size) {
        var bytes = new byte[size];
        random.nextBytes(bytes);
        System.arraycopy(HexFormat.of().parseHex("89504e470d0a1a0a"), 0, bytes, 0, 8);
        return bytes;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
