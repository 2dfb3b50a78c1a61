package dev.shotwright.server.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.server.FakeWorker;
import dev.shotwright.server.Stage;
import dev.shotwright.server.Staged;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;

@Staged
class OpenAiTest {
    private static final byte[] PNG = Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");
    private static final String FOX = """
        {"model": "sketch", "prompt": "a fox", "seconds": "4", "size": "720x1280"}\
        """;

    private final Stage stage;
    private final FakeWorker worker;

    OpenAiTest(Stage stage, FakeWorker worker) {
        this.stage = stage;
        this.worker = worker;
    }

    @Test
    void a_video_is_created_polled_and_fetched_whole_or_in_part() {
        var tenant = stage.tenant();
        var created = tenant.post("/v1/videos", FOX);
        assertThat(created.status()).as(created.text()).isEqualTo(200);
        assertThat(created.at("/object")).isEqualTo("video");
        assertThat(created.at("/status")).isEqualTo("queued");
        assertThat(created.at("/seconds")).isEqualTo("4");
        assertThat(created.json().at("/error").isNull()).isTrue();
        var path = "/v1/videos/" + created.at("/id");
        assertThat(tenant.get(path + "/content").status()).isEqualTo(404);
        var lease = worker.begin();
        lease.forEach(each -> worker.advance(each, 0.42));
        assertThat(tenant.get(path).json().at("/progress").asInt()).isEqualTo(42);
        assertThat(tenant.get(path).at("/status")).isEqualTo("in_progress");
        worker.succeed(lease);
        var drawn = tenant.get(path);
        assertThat(drawn.at("/status")).isEqualTo("completed");
        assertThat(drawn.header("openai-poll-after-ms")).isEqualTo("1000");
        assertThat(drawn.json().at("/progress").asInt()).isEqualTo(100);
        var content = tenant.get(path + "/content?variant=video", "Accept", "application/binary");
        assertThat(content.status()).isEqualTo(200);
        assertThat(content.header("Content-Type")).isEqualTo("video/mp4");
        assertThat(content.body()).isEqualTo(FakeWorker.CLIP);
        var part = tenant.get(path + "/content", "Range", "bytes=2-5");
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(FakeWorker.CLIP, 2, 6));
        for (var variant : new String[] {"thumbnail", "spritesheet"}) {
            var picture = tenant.get(path + "/content?variant=" + variant);
            assertThat(picture.status()).as(picture.text()).isEqualTo(200);
            assertThat(picture.header("Content-Type")).isEqualTo("image/png");
            assertThat(picture.text()).isEqualTo(variant.equals("thumbnail") ? "thumbnail.png" : "sheet.png");
        }
    }

    @Test
    void a_form_with_a_picture_is_read_as_each_official_client_sends_it() {
        var tenant = stage.tenant();
        for (var head : new String[] {
            "Content-Disposition: form-data; name=\"input_reference\"; filename=\"fox.png\"\r\nContent-Type: image/png",
            "Content-Disposition: form-data; name=\"input_reference\"; filename=\"upload\"\r\n"
                    + "Content-Type: application/octet-stream",
            "Content-Disposition: form-data; name=\"input_reference\"\r\nContent-Type: application/octet-stream"
        }) {
            var body = new ByteArrayOutputStream();
            body.writeBytes("""
                --frontier\r
                Content-Disposition: form-data; name="model"\r
                \r
                sketch\r
                --frontier\r
                Content-Disposition: form-data; name="prompt"\r
                \r
                a fox\r
                --frontier\r
                %s\r
                \r
                """.formatted(head).getBytes(StandardCharsets.UTF_8));
            body.writeBytes(PNG);
            body.writeBytes("\r\n--frontier--\r\n".getBytes(StandardCharsets.UTF_8));
            var created = tenant.send(
                    "POST",
                    "/v1/videos",
                    BodyPublishers.ofByteArray(body.toByteArray()),
                    "multipart/form-data; boundary=frontier");
            assertThat(created.status()).as(created.text()).isEqualTo(200);
            var native1 = tenant.get("/api/v1/videos/" + created.at("/id").replace("video_", "vid_"));
            assertThat(native1.at("/request/media/0/source")).startsWith("file_");
        }
    }

    @Test
    void a_list_tells_the_last_id_to_go_on_from() {
        var tenant = stage.tenant();
        for (var i = 0; i < 3; i++) {
            tenant.post("/v1/videos", FOX);
        }
        var first = tenant.get("/v1/videos?limit=2").json();
        assertThat(first.at("/object").asString()).isEqualTo("list");
        assertThat(first.at("/has_more").asBoolean()).isTrue();
        assertThat(first.at("/last_id").asString())
                .isEqualTo(first.at("/data/1/id").asString());
        var rest = tenant.get("/v1/videos?limit=2&after=" + first.at("/last_id").asString())
                .json();
        assertThat(rest.at("/data")).hasSize(1);
        assertThat(rest.at("/has_more").asBoolean()).isFalse();
        var upwards = tenant.get("/v1/videos?order=asc").json();
        assertThat(upwards.at("/data/0/id").asString())
                .isEqualTo(rest.at("/data/0/id").asString());
    }

    @Test
    void a_remix_draws_the_same_again_by_another_prompt() {
        var tenant = stage.tenant();
        var id = tenant.post("/v1/videos", FOX).at("/id");
        assertThat(tenant.post("/v1/videos/" + id + "/remix", "{\"prompt\": \"at night\"}")
                        .status())
                .isEqualTo(409);
        worker.drawAll();
        var remix = tenant.post("/v1/videos/" + id + "/remix", "{\"prompt\": \"at night\"}");
        assertThat(remix.status()).as(remix.text()).isEqualTo(200);
        assertThat(remix.at("/remixed_from_video_id")).isEqualTo(id);
        assertThat(remix.at("/prompt")).isEqualTo("at night");
        assertThat(remix.at("/size")).isEqualTo("720x1280");
        assertThat(remix.at("/id")).isNotEqualTo(id);
        var byForm = tenant.send(
                "POST",
                "/v1/videos/" + id + "/remix",
                BodyPublishers.ofString("""
                    --frontier
                    Content-Disposition: form-data; name="prompt"

                    at noon
                    --frontier--
                    """.replace("\n", "\r\n")),
                "multipart/form-data; boundary=frontier");
        assertThat(byForm.status()).as(byForm.text()).isEqualTo(200);
        assertThat(byForm.at("/prompt")).isEqualTo("at noon");
    }

    @Test
    void a_deleted_video_is_gone_and_the_answer_is_a_document() {
        var tenant = stage.tenant();
        var id = tenant.post("/v1/videos", FOX).at("/id");
        var deleted = tenant.delete("/v1/videos/" + id);
        assertThat(deleted.status()).as(deleted.text()).isEqualTo(200);
        assertThat(deleted.at("/object")).isEqualTo("video.deleted");
        assertThat(deleted.json().at("/deleted").asBoolean()).isTrue();
        assertThat(tenant.get("/v1/videos/" + id).status()).isEqualTo(404);
        assertThat(tenant.get("/api/v1/account").at("/balance/available")).isEqualTo("100 CNY");
    }

    @Test
    void errors_have_message_type_code_and_param() {
        var tenant = stage.tenant();
        var wrong = tenant.post("/v1/videos", FOX.replace("720x1280", "7x7"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.at("/error/param")).isEqualTo("size");
        assertThat(wrong.at("/error/type")).isEqualTo("invalid_request_error");
        assertThat(tenant.post("/v1/videos", "{}").at("/error/param")).isEqualTo("prompt");
        assertThat(tenant.post("/v1/videos", "{\"prompt\": \"x\", \"model\": \"none\"}")
                        .at("/error/code"))
                .isEqualTo("model_not_found");
        assertThat(stage.stranger().get("/v1/videos").at("/error/code")).isEqualTo("invalid_api_key");
        assertThat(tenant.get("/v1/videos/none").at("/error/code")).isEqualTo("not_found");
        assertThat(tenant.get("/v1/nothing").at("/error/code")).isEqualTo("not_found");
    }
}
