package dev.shotwright.server.ark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.jobs.account.AccountTerms;
import dev.shotwright.jobs.account.Scope;
import dev.shotwright.server.Client;
import dev.shotwright.server.FakeWorker;
import dev.shotwright.server.Stage;
import dev.shotwright.server.Staged;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What can be asked for in Ark's dialect, what becomes of it, and how the rest is refused. */
@Staged
class ArkRequestsTest {
    private static final String TASKS = "/api/v3/contents/generations/tasks";
    private static final String SEEDANCE = "doubao-seedance-2-0-260128";
    private static final String PRO = "doubao-seedance-1-5-pro-251215";

    private final Stage stage;
    private final FakeWorker worker;
    private final Client tenant;

    ArkRequestsTest(Stage stage, FakeWorker worker) {
        this.stage = stage;
        this.worker = worker;
        worker.offer("ark");
        this.tenant =
                stage.client(stage.account(AccountTerms.unlimited("rich", "CNY")), Set.of(Scope.SUBMIT, Scope.READ));
    }

    private static String picture(String role) {
        return "{\"type\": \"image_url\", \"image_url\": {\"url\": \"https://example.org/a.png\"}%s}"
                .formatted(role.isEmpty() ? "" : ", \"role\": \"" + role + "\"");
    }

    private static String medium(String kind) {
        return "{\"type\": \"%1$s_url\", \"%1$s_url\": {\"url\": \"https://example.org/a\"}, \"role\": \"reference_%1$s\"}"
                .formatted(kind);
    }

    private Client.Reply create(String model, String content, String fields) {
        return tenant.post(TASKS, """
            {"model": "%s", "content": [{"type": "text", "text": "a fox"}%s]%s}\
            """.formatted(
                        model, content.isEmpty() ? "" : ", " + content, fields.isEmpty() ? "" : ", " + fields));
    }

    /** The universal request that a task became. */
    private JsonNode request(Client.Reply created) {
        assertThat(created.status()).as(created.text()).isEqualTo(200);
        return tenant.get("/api/v1/videos/" + created.at("/id").replace("cgt-", "vid_"))
                .json()
                .path("request");
    }

    private JsonNode task(Client.Reply created) {
        assertThat(created.status()).as(created.text()).isEqualTo(200);
        return tenant.get(TASKS + "/" + created.at("/id")).json();
    }

    private void refused(Client.Reply reply, String param) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(reply.at("/error/code")).as(reply.text()).isIn("InvalidParameter", "MissingParameter");
        assertThat(reply.at("/error/param")).as(reply.text()).isEqualTo(param);
        assertThat(reply.at("/error/type")).isEqualTo("BadRequest");
    }

    @Test
    void first_and_last_frame_are_told_by_their_roles_and_a_picture_alone_is_the_first() {
        var alone = request(create(SEEDANCE, picture(""), ""));
        assertThat(alone.at("/media/0/role").asString()).isEqualTo("first-frame");
        var both = request(create(SEEDANCE, picture("first_frame") + ", " + picture("last_frame"), ""));
        assertThat(both.at("/media/0/role").asString()).isEqualTo("first-frame");
        assertThat(both.at("/media/1/role").asString()).isEqualTo("last-frame");
        assertThat(both.at("/media/1/source").asString()).isEqualTo("https://example.org/a.png");
        refused(create(SEEDANCE, picture("") + ", " + picture(""), ""), "content[1].role");
        refused(create(SEEDANCE, picture("middle_frame"), ""), "content[1].role");
    }

    @Test
    void references_are_pictures_clips_and_sounds() {
        var content = picture("reference_image") + ", " + medium("video") + ", " + medium("audio");
        var media = request(create(SEEDANCE, content, "")).path("media");
        assertThat(media).hasSize(3);
        assertThat(media.findValuesAsString("kind")).containsExactly("image", "video", "audio");
        assertThat(media.findValuesAsString("role")).containsOnly("subject-reference");
        assertThat(create(SEEDANCE, picture("first_frame") + ", " + picture("reference_image"), "")
                        .status())
                .isEqualTo(400);
        assertThat(create("sketch", picture("reference_image"), "").status()).isEqualTo(400);
    }

    @Test
    void a_draft_is_asked_for_and_told() {
        assertThat(task(create(PRO, "", "\"draft\": true")).path("draft").asBoolean())
                .isTrue();
        assertThat(task(create(PRO, "", "\"draft\": false")).path("draft").asBoolean())
                .isFalse();
        refused(create(SEEDANCE, "", "\"draft\": true"), "draft");
    }

    @Test
    void a_draft_is_drawn_in_full_under_the_name_that_its_vendor_gave_it() {
        var draft = create(PRO, "", "\"draft\": true");
        var again = "{\"type\": \"draft_task\", \"draft_task\": {\"id\": \"%s\"}}".formatted(draft.at("/id"));
        var early = create(PRO, again, "");
        assertThat(early.status()).isEqualTo(409);
        assertThat(early.at("/error/code")).isEqualTo("OperationDenied.Conflict");
        stage.database().sql().sql("""
            with done as (update job set state = 3, ended = now() where id = (select id from job order by seq desc limit 1)
                          returning id)
            insert into attempt (job, number, worker, vendor, started, ticket, state)
            select id, 1, id, 'ark', now(), 'cgt-theirs', 'succeeded' from done\
            """).update();
        var full = request(create(PRO, again, ""));
        assertThat(full.at("/options/draft_task").asString()).isEqualTo("cgt-theirs");
        var alone = "{\"model\": \"%s\", \"content\": [%s]}".formatted(PRO, again);
        assertThat(request(tenant.post(TASKS, alone)).path("prompt").asString()).isEqualTo("a fox");
        assertThat(create(PRO, again.replace("cgt-", "cgt-x"), "").at("/error/code"))
                .isEqualTo("ResourceNotFound");
        var foreign = stage.tenant().post(TASKS, alone);
        assertThat(foreign.status()).as(foreign.text()).isEqualTo(404);
    }

    @Test
    void fields_say_what_flags_said_and_may_not_contradict_them() {
        var flags = request(tenant.post(TASKS, """
            {"model": "sketch", "content": [{"type": "text",
             "text": "a --fox-- runs --rs 480p --ratio 16:9 --dur 4 --seed 7 --wm false --fps 24"}]}\
            """));
        assertThat(flags.path("prompt").asString()).isEqualTo("a --fox-- runs");
        assertThat(flags.path("size").asString()).isEqualTo("864x496");
        assertThat(flags.path("seed").asLong()).isEqualTo(7);
        assertThat(flags.path("watermark").asString()).isEqualTo("off");
        refused(tenant.post(TASKS, """
            {"model": "sketch", "content": [{"type": "text", "text": "a fox --dur 4"}], "duration": 5}\
            """), "duration");
        refused(tenant.post(TASKS, """
            {"model": "sketch", "content": [{"type": "text", "text": "a fox --dur four"}]}\
            """), "duration");
    }

    @Test
    void a_text_full_of_what_looks_like_flags_is_read_in_one_go() {
        for (var text : List.of(
                "a --seed " + "=".repeat(1 << 20) + " x y", "--seed 1 ".repeat(1 << 17), "--a b ".repeat(1 << 17))) {
            var reply = tenant.post(TASKS, """
                {"model": "sketch", "content": [{"type": "text", "text": "%s"}]}\
                """.formatted(text));
            assertThat(reply.status()).isEqualTo(400);
        }
    }

    @Test
    void what_is_no_request_is_refused_by_the_name_of_the_field() {
        refused(create(SEEDANCE, "{\"type\": \"smell\"}", ""), "content[1].type");
        refused(create(SEEDANCE, "{\"type\": \"image_url\"}", ""), "content[1].image_url");
        refused(create(SEEDANCE, "{\"type\": \"image_url\", \"image_url\": {}}", ""), "content[1].image_url.url");
        refused(create(SEEDANCE, "", "\"service_tier\": \"soon\""), "service_tier");
        refused(create(SEEDANCE, "", "\"execution_expires_after\": 60"), "execution_expires_after");
        refused(create(SEEDANCE, "", "\"ratio\": \"wide\""), "ratio");
        refused(create(SEEDANCE, "", "\"resolution\": \"999p\""), "resolution");
        refused(create(SEEDANCE, "", "\"duration\": 99"), "duration");
        refused(create(SEEDANCE, "", "\"seed\": \"lucky\""), "seed");
        refused(create(SEEDANCE, "", "\"return_last_frame\": true"), "return_last_frame");
        refused(create(SEEDANCE, "", "\"lenght\": 5"), "lenght");
        refused(tenant.post(TASKS, "[]"), "the body");
    }

    @Test
    void an_expiry_and_a_safety_identifier_come_back() {
        var task = task(create(
                "sketch",
                "",
                "\"execution_expires_after\": 7200, \"safety_identifier\": \"somebody\", \"priority\": 3"));
        assertThat(task.path("execution_expires_after").asLong()).isBetween(7000L, 7200L);
        assertThat(task.path("safety_identifier").asString()).isEqualTo("somebody");
        assertThat(task.path("priority").asLong()).isEqualTo(3);
    }

    @Test
    void a_callback_inside_the_walls_is_refused_when_it_is_given() {
        for (var address : List.of(
                "http://example.org/",
                "https://127.0.0.1/",
                "https://[::1]/",
                "https://169.254.169.254/latest",
                "https://10.1.2.3:8443/x",
                "https://localhost/",
                "ftp://example.org/",
                "nowhere")) {
            refused(create("sketch", "", "\"callback_url\": \"%s\"".formatted(address)), "callback_url");
        }
    }

    @Test
    void a_list_is_filtered_by_the_vendors_name_and_says_what_it_takes() {
        var tenants = stage.tenant();
        var own = tenants.post(TASKS, """
            {"model": "%s", "content": [{"type": "text", "text": "a fox"}]}\
            """.formatted(SEEDANCE)).at("/id");
        tenants.post(TASKS, "{\"model\": \"sketch\", \"content\": [{\"type\": \"text\", \"text\": \"a fox\"}]}");
        var found = tenants.get(TASKS + "?page_num=1&page_size=10&filter.model=" + SEEDANCE)
                .json();
        assertThat(found.path("total").asInt()).isEqualTo(1);
        assertThat(found.at("/items/0/id").asString()).isEqualTo(own);
        assertThat(tenants.get(TASKS + "?page_num=9").json().path("items")).isEmpty();
        for (var wrong :
                List.of("page_num=0", "page_num=x", "page_size=501", "filter.status=done", "filter.service_tier=x")) {
            refused(tenants.get(TASKS + "?" + wrong), wrong.substring(0, wrong.indexOf('=')));
        }
        assertThat(tenants.get(TASKS + "?filter.model=nothing").at("/error/code"))
                .isEqualTo("InvalidEndpointOrModel.NotFound");
        assertThat(tenant.get(TASKS + "?filter.task_ids=" + own).json().path("items"))
                .isEmpty();
    }

    @Test
    void each_kind_of_error_has_its_code_status_and_type() {
        told(stage.stranger().get(TASKS), 401, "AuthenticationError", "Unauthorized");
        var poor = stage.account(AccountTerms.prepaid("poor", "CNY"));
        var reader = stage.client(poor, Set.of(Scope.READ));
        var fox = "{\"model\": \"sketch\", \"content\": [{\"type\": \"text\", \"text\": \"a fox\"}]}";
        told(reader.post(TASKS, fox), 403, "AccessDenied", "Forbidden");
        told(stage.client(poor, Set.of(Scope.SUBMIT)).post(TASKS, fox), 403, "AccountOverdueError", "Forbidden");
        told(tenant.get(TASKS + "/cgt-nothing"), 404, "ResourceNotFound", "NotFound");
        told(tenant.get("/api/v3/nothing"), 404, "ResourceNotFound", "NotFound");
        told(tenant.post(TASKS, "{"), 400, "InvalidParameter", "BadRequest");
        told(tenant.put(TASKS, fox), 405, "InvalidParameter", "BadRequest");
    }

    private static void told(Client.Reply reply, int status, String code, String type) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.at("/error/code")).isEqualTo(code);
        assertThat(reply.at("/error/type")).isEqualTo(type);
        assertThat(reply.at("/error/message")).contains("Request id: " + reply.header("X-Request-Id"));
    }

    @Test
    void why_a_task_failed_is_told_by_arks_code() {
        var id = create("sketch", "", "").at("/id");
        worker.fail(worker.begin());
        var failed = tenant.get(TASKS + "/" + id);
        assertThat(failed.at("/status")).isEqualTo("failed");
        assertThat(failed.at("/error/code")).isEqualTo("InputTextSensitiveContentDetected");
        assertThat(failed.at("/error/message")).isEqualTo("the prompt is not allowed");
        assertThat(failed.json().at("/usage").isMissingNode()).isTrue();
    }
}
