package dev.shotwright.server.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.server.Client;
import dev.shotwright.server.FakeWorker;
import dev.shotwright.server.Stage;
import dev.shotwright.server.Staged;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;

/** Forms that are broken in every way that a form can be; and content in parts. */
@Staged
class FormsTest {
    private static final String PROMPT = """
        --frontier
        Content-Disposition: form-data; name="prompt"

        a fox
        """;
    private static final String MODEL = """
        --frontier
        Content-Disposition: form-data; name="model"

        sketch
        """;
    private static final String END = "--frontier--\n";

    private final Stage stage;
    private final FakeWorker worker;
    private final Client tenant;

    FormsTest(Stage stage, FakeWorker worker) {
        this.stage = stage;
        this.worker = worker;
        this.tenant = stage.tenant();
    }

    private Client.Reply send(String form) {
        return send(form, "multipart/form-data; boundary=frontier");
    }

    private Client.Reply send(String form, String type) {
        return tenant.send("POST", "/v1/videos", BodyPublishers.ofString(form.replace("\n", "\r\n")), type);
    }

    private static void refused(Client.Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(reply.at("/error/message")).as(reply.text()).isNotEmpty();
        assertThat(reply.at("/error/type")).isEqualTo("invalid_request_error");
    }

    @Test
    void a_whole_form_is_taken() {
        assertThat(send(MODEL + PROMPT + END).status()).isEqualTo(200);
    }

    @Test
    void a_boundary_that_is_missing_empty_or_another_is_refused() {
        var form = MODEL + PROMPT + END;
        refused(send(form, "multipart/form-data"));
        for (var empty : new String[] {"", "\"\""}) {
            assertThat(send(form, "multipart/form-data; boundary=" + empty).status())
                    .isIn(400, 415);
        }
        refused(send(form, "multipart/form-data; boundary=border"));
        refused(send(form, "multipart/form-data; boundary=" + "x".repeat(9000)));
        refused(send("", "multipart/form-data; boundary=frontier"));
    }

    @Test
    void a_form_that_breaks_off_is_refused() {
        refused(send(MODEL + PROMPT));
        refused(send(MODEL + PROMPT.substring(0, 40)));
        refused(send(MODEL + "--frontier"));
        refused(send(MODEL + "--frontier\nContent-Disposition: form-data; name=\"prompt\"\n"));
    }

    @Test
    void a_part_without_a_name_or_a_head_is_refused() {
        refused(send(MODEL + PROMPT.replace("; name=\"prompt\"", "") + END));
        refused(send(MODEL + PROMPT.replace("; name=\"prompt\"", "; name=\"\"") + END));
        refused(send(MODEL + PROMPT.replace("Content-Disposition", "Content-Position") + END));
    }

    @Test
    void a_field_that_comes_twice_is_refused() {
        refused(send(MODEL + PROMPT + PROMPT + END));
        var reference = PROMPT.replace("prompt", "input_reference");
        var address = PROMPT.replace("prompt", "input_reference[image_url]");
        refused(send(MODEL + PROMPT + reference + address + END));
        refused(send(MODEL + PROMPT + address + reference + END));
        refused(send(MODEL + PROMPT + PROMPT.replace("prompt", "prompt[x]") + END));
    }

    @Test
    void too_many_parts_and_too_long_ones_are_refused() {
        var many = new StringBuilder(MODEL + PROMPT);
        for (var i = 0; i < 2000; i++) {
            many.append(PROMPT.replace("prompt", "field" + i));
        }
        assertThat(send(many + END).status()).isIn(400, 413);
        assertThat(send(MODEL + PROMPT.replace("a fox", "x".repeat((1 << 20) + 1)) + END)
                        .status())
                .isEqualTo(413);
        assertThat(send(MODEL + PROMPT.replace("name=", "x=\"" + "y".repeat(100_000) + "\"; name=") + END)
                        .status())
                .isIn(400, 413);
    }

    @Test
    void a_file_that_is_no_picture_is_refused() {
        var file = PROMPT.replace("\"prompt\"", "\"input_reference\"; filename=\"fox.png\"");
        var reply = send(MODEL + PROMPT + file + END);
        assertThat(reply.status()).as(reply.text()).isIn(400, 415, 422);
        refused(send(MODEL + PROMPT + PROMPT.replace("\"prompt\"", "\"picture\"; filename=\"fox.png\"") + END));
    }

    @Test
    void a_remix_by_a_broken_form_is_refused_as_well() {
        var id = send(MODEL + PROMPT + END).at("/id");
        worker.drawAll();
        var path = "/v1/videos/" + id + "/remix";
        var type = "multipart/form-data; boundary=frontier";
        refused(tenant.send("POST", path, BodyPublishers.ofString("no form"), type));
        refused(tenant.send("POST", path, BodyPublishers.ofString((MODEL + END).replace("\n", "\r\n")), type));
        refused(tenant.post(path, "{}"));
        refused(tenant.post(path, "{\"prompt\": \"x\", \"seconds\": \"4\"}"));
        assertThat(stage.tenant().post(path, "{\"prompt\": \"mine\"}").status()).isEqualTo(404);
    }

    @Test
    void content_comes_in_the_parts_that_are_asked_for() {
        var id = send(MODEL + PROMPT + END).at("/id");
        worker.drawAll();
        var path = "/v1/videos/" + id + "/content";
        var length = FakeWorker.CLIP.length;
        var last = tenant.get(path, "Range", "bytes=-4");
        assertThat(last.status()).isEqualTo(206);
        assertThat(last.header("Content-Range")).isEqualTo("bytes %d-%d/%d".formatted(length - 4, length - 1, length));
        assertThat(last.text()).isEqualTo("clip");
        assertThat(tenant.get(path, "Range", "bytes=5-").body()).hasSize(length - 5);
        var beyond = tenant.get(path, "Range", "bytes=9999-");
        assertThat(beyond.status()).isEqualTo(416);
        assertThat(beyond.header("Content-Range")).isEqualTo("bytes */" + length);
        assertThat(tenant.get(path, "Range", "bytes=0-1,4-5").status()).isEqualTo(200);
        assertThat(tenant.get(path, "Range", "lines=1-2").status()).isEqualTo(200);
        var whole = tenant.get(path);
        assertThat(tenant.get(path, "If-None-Match", whole.header("ETag")).status())
                .isEqualTo(304);
        assertThat(tenant.get(path, "Range", "bytes=0-1", "If-Range", "\"another\"")
                        .status())
                .isEqualTo(200);
        var head = tenant.send("HEAD", path, null);
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.header("Content-Length")).isEqualTo(String.valueOf(length));
        var variant = tenant.get(path + "?variant=audio");
        assertThat(variant.status()).isEqualTo(400);
        assertThat(variant.at("/error/param")).isEqualTo("variant");
        assertThat(stage.tenant().get(path).status()).isEqualTo(404);
    }
}
