package dev.shotwright.fakes;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Kling by both of its interfaces: {@code /{product}/{model}} with {@code /tasks}, and {@code /v1/videos/{product}}. */
public final class FakeKling extends FakeVendor {
    private static final String KEY = "kling-key-5d7e90ab";
    private static final String ACCESS = "AKTEST0123456789";
    private static final String SECRET = "sk-test-9876543210";
    private static final String CALLBACKS = "whsec_dGVzdHNlY3JldHRlc3RzZWNyZXR0ZXN0c2VjcmV0MTI=";
    private static final String FIRST = "/v1/videos/";
    private static final List<String> PRODUCTS =
            List.of("text-to-video", "image-to-video", "omni-video", "motion-control");
    private static final List<String> FIRST_PRODUCTS =
            List.of("text2video", "image2video", "omni-video", "multi-image2video", "video-extend");

    private static final String IDENTIFY = FIRST + "identify-face";

    private final KlingProductFields products = new KlingProductFields();
    private final Keys keys;

    /** How callers prove who they are. */
    public enum Keys {
        /** By a key that opens both interfaces. */
        ONE,
        /** By a token that a pair of keys makes, which opens the first interface; the secret of callbacks is set too. */
        PAIR
    }

    public FakeKling() {
        this(Keys.ONE);
    }

    public FakeKling(Keys keys) {
        this.keys = keys;
    }

    @Override
    public String name() {
        return "kling";
    }

    @Override
    public List<String> keys() {
        return keys == Keys.ONE ? List.of(KEY) : List.of(ACCESS, SECRET, CALLBACKS);
    }

    @Override
    protected String root() {
        return "";
    }

    @Override
    public List<Fault> faults() {
        return List.of(
                Fault.atSubmission("401 1000", "authentication"),
                Fault.atSubmission("401 1001", "authentication"),
                Fault.atSubmission("401 1002", "authentication"),
                Fault.atSubmission("401 1003", "authentication"),
                Fault.atSubmission("401 1004", "authentication"),
                Fault.atSubmission("429 1100", "insufficient-balance"),
                Fault.atSubmission("429 1101", "insufficient-balance"),
                Fault.atSubmission("429 1102", "insufficient-balance"),
                Fault.atSubmission("403 1103", "permission"),
                Fault.atSubmission("400 1200", "invalid-request"),
                Fault.atSubmission("400 1201", "invalid-request"),
                Fault.atSubmission("404 1202", "not-found"),
                Fault.atSubmission("404 1203", "not-found"),
                Fault.atSubmission("400 1300", "policy-input"),
                Fault.atSubmission("400 1301", "policy-input"),
                Fault.atSubmission("429 1302", "rate-limited"),
                Fault.atSubmission("429 1303", "concurrency-limited"),
                Fault.atSubmission("429 1304", "permission"),
                Fault.atSubmission("500 5000", "internal"),
                Fault.atSubmission("503 5001", "internal"),
                Fault.atSubmission("504 5002", "internal"),
                Fault.atSubmission("200 1301", "policy-input"),
                Fault.inTask("Failure to pass the risk control system", "policy-output"),
                Fault.inTask("Content moderation review failed.", "policy-output"),
                Fault.inTask("Service internal error", "internal"),
                Fault.inTask("The person is hidden for too long", "unknown"));
    }

    @Override
    protected boolean isSubmission(Question question) {
        return question.method().equals("POST")
                && !question.path().equals("/tasks")
                && !question.path().equals(IDENTIFY)
                && (question.path().startsWith(FIRST)
                        || PRODUCTS.contains(question.path().split("/", -1)[1]));
    }

    @Override
    protected Answer answer(Question question) {
        var path = question.path();
        var first = path.startsWith(FIRST) || path.equals("/account/costs");
        if (!isAllowed(question.header("Authorization"), first)) {
            return error(401, 1000, "Authentication failed");
        }
        if (question.method().equals("POST") && !question.header("Content-Type").startsWith("application/json")) {
            return error(400, 1201, "Content-Type must be application/json");
        }
        var parts = path.substring(1).split("/", -1);
        if (path.equals("/account/costs") && question.method().equals("GET")) {
            return costs(question);
        }
        if (path.equals("/tasks")) {
            return question.method().equals("GET") ? byIds(question) : byCursor(question.fields());
        }
        if (path.equals(IDENTIFY) && question.method().equals("POST")) {
            return good(products.identified(question.fields()));
        }
        if (path.startsWith(FIRST)) {
            var rest = path.substring(FIRST.length());
            var product = Stream.concat(FIRST_PRODUCTS.stream(), KlingProductFields.PRODUCTS.stream())
                    .filter(each -> rest.equals(each) || rest.startsWith(each + "/"))
                    .findFirst()
                    .orElse(null);
            if (product != null) {
                return first(question, product, rest.substring(product.length()));
            }
        }
        if (parts.length == 2
                && PRODUCTS.contains(parts[0])
                && question.method().equals("POST")) {
            var seen = new KlingFields(question.fields()).read(parts[0], parts[1]);
            return created(accept("8936059464028119", seen.put("product", "new")));
        }
        return error(404, 1202, "no such path");
    }

    private Answer first(Question question, String product, String rest) {
        if (question.method().equals("POST") && rest.isEmpty()) {
            var seen = KlingProductFields.PRODUCTS.contains(product)
                    ? products.read(product, question.fields())
                    : new KlingFirstFields(question.fields()).read(product);
            return created(accept("7936059464028119", seen.put("product", product)));
        }
        if (question.method().equals("GET") && !rest.isEmpty()) {
            var id = rest.substring(1);
            var task = Stream.concat(Stream.ofNullable(task(id)), referred(id))
                    .filter(each -> product.equals(each.seen().get("product")))
                    .findFirst();
            return task.map(each -> good(object(each, each.asked())))
                    .orElseGet(() -> error(404, 1203, "The task does not exist"));
        }
        if (question.method().equals("GET")) {
            question.parameters().keySet().stream()
                    .filter(name -> !List.of("pageNum", "pageSize").contains(name))
                    .findFirst()
                    .ifPresent(name -> {
                        throw new Refusal(name, "is not a parameter");
                    });
            var list = JsonNodeFactory.instance.arrayNode();
            newestFirst()
                    .filter(task -> product.equals(task.seen().get("product")))
                    .forEach(task -> list.add(object(task, task.state())));
            return good(list);
        }
        return error(404, 1202, "no such method");
    }

    private boolean isAllowed(String authorization, boolean first) {
        return keys == Keys.ONE
                ? authorization.equals("Bearer " + KEY)
                : first && authorization.startsWith("Bearer ") && isToken(authorization.substring(7));
    }

    /** Whether a text is a token of the pair of keys that holds now. */
    private static boolean isToken(String token) {
        var parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return false;
        }
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            var right = mac.doFinal((parts[0] + "." + parts[1]).getBytes(StandardCharsets.UTF_8));
            var header = decoded(parts[0]);
            var claims = decoded(parts[1]);
            var now = Instant.now().getEpochSecond();
            return MessageDigest.isEqual(right, Base64.getUrlDecoder().decode(parts[2]))
                    && header.path("alg").asString("").equals("HS256")
                    && header.path("typ").asString("").equals("JWT")
                    && claims.path("iss").asString("").equals(ACCESS)
                    && claims.path("exp").asLong(0) > now
                    && claims.path("exp").asLong(0) <= now + 3600
                    && claims.path("nbf").asLong(Long.MAX_VALUE) <= now + 120;
        } catch (IllegalArgumentException | JacksonException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode decoded(String part) {
        return JsonMapper.shared().readTree(Base64.getUrlDecoder().decode(part));
    }

    private Answer costs(Question question) {
        for (var name : List.of("start_time", "end_time")) {
            if (!Objects.requireNonNullElse(question.parameter(name), "").matches("\\d{13}")) {
                return error(400, 1201, name + " is required, in milliseconds");
            }
        }
        var data = JsonNodeFactory.instance.objectNode().put("code", 0).put("msg", "SUCCEED");
        var packages = data.putArray("resource_pack_subscribe_infos");
        packages.addObject()
                .put("resource_pack_name", "Video")
                .put("resource_pack_type", "decreasing_total")
                .put("total_quantity", 200.0)
                .put("remaining_quantity", 118.5)
                .put("status", "online");
        packages.addObject().put("remaining_quantity", 50.0).put("status", "expired");
        return good(data);
    }

    private Answer byIds(Question question) {
        var ids = Objects.requireNonNullElse(question.parameter("task_ids"), "");
        var references = Objects.requireNonNullElse(question.parameter("external_task_ids"), "");
        if (ids.isEmpty() == references.isEmpty()) {
            return error(400, 1201, "one of task_ids and external_task_ids is required");
        }
        var list = JsonNodeFactory.instance.arrayNode();
        var found = ids.isEmpty()
                ? Stream.of(references.split(",")).flatMap(this::referred)
                : Stream.of(ids.split(",")).map(this::task);
        found.filter(Objects::nonNull)
                .filter(task -> "new".equals(task.seen().get("product")))
                .forEach(task -> list.add(object(task, ids.isEmpty() ? task.state() : task.asked())));
        return good(list);
    }

    private Answer byCursor(Fields fields) {
        fields.matching("start_time", "\\d{13}");
        fields.matching("end_time", "\\d{13}");
        fields.text("cursor", 200);
        var limit = fields.integer("limit", 1, 500);
        for (var filter : fields.objects("filters", 2)) {
            filter.oneOf("key", "status", "product_type");
            filter.texts("values", 4);
            filter.end();
        }
        fields.end();
        var data = JsonNodeFactory.instance.objectNode();
        var result = data.putArray("result");
        newestFirst()
                .filter(task -> "new".equals(task.seen().get("product")))
                .limit(limit == null ? 100 : limit)
                .forEach(task -> result.add(object(task, task.state())));
        return good(data.put("count", result.size()).put("next_cursor", "").put("has_more", false));
    }

    private Stream<FakeTask> referred(String reference) {
        return newestFirst().filter(task -> reference.equals(task.seen().get("reference")));
    }

    private Stream<FakeTask> newestFirst() {
        return tasks().stream()
                .filter(task -> task(task.id()) != null)
                .sorted(Comparator.comparing(FakeTask::created).reversed());
    }

    private Answer created(FakeTask task) {
        return good(object(task, FakeTask.State.QUEUED));
    }

    private ObjectNode object(FakeTask task, FakeTask.State state) {
        var isNew = "new".equals(task.seen().get("product"));
        var object = JsonNodeFactory.instance.objectNode();
        object.put(isNew ? "id" : "task_id", task.id());
        object.put(isNew ? "status" : "task_status", word(state, isNew));
        object.put(isNew ? "message" : "task_status_msg", state == FakeTask.State.FAILED ? task.fault() : "");
        object.put(isNew ? "create_time" : "created_at", task.created().toEpochMilli());
        object.put(isNew ? "update_time" : "updated_at", task.created().toEpochMilli() + task.ageInQuestions());
        var reference = task.seen().getOrDefault("reference", "");
        if (isNew) {
            object.put("external_id", reference);
        } else {
            object.putObject("task_info").put("external_task_id", reference);
        }
        if (state == FakeTask.State.SUCCEEDED) {
            done(task, object, isNew);
        }
        return object;
    }

    private void done(FakeTask task, ObjectNode object, boolean isNew) {
        var videos = isNew
                ? object.putArray("outputs")
                : object.putObject("task_result").putArray("videos");
        var video = videos.addObject();
        if (isNew) {
            video.put("type", "video");
        }
        video.put("id", "v" + task.id()).put("url", clips().address(task.id())).put("duration", "5.1");
        video.put("watermark_url", clips().address(task.id() + "-marked"));
        if (!isNew) {
            object.put("final_unit_deduction", "3.5");
            return;
        }
        var row = object.putArray("billing").addObject();
        if (Objects.equals(task.seen().get("resolution"), "1080p")) {
            row.put("charge_type", "unit").put("amount", "4.5").put("package_type", "video");
        } else {
            row.put("charge_type", "cash").put("cash_type", "balance").put("amount", "4.5");
            row.put("currency", "CNY").put("list_price", "5");
        }
    }

    private static @Nullable String word(FakeTask.State state, boolean isNew) {
        return switch (state) {
            case QUEUED -> "submitted";
            case RUNNING -> "processing";
            case SUCCEEDED -> isNew ? "succeeded" : "succeed";
            case FAILED -> "failed";
            case CANCELLED -> null;
        };
    }

    private static Answer good(JsonNode data) {
        var body = JsonNodeFactory.instance.objectNode();
        body.put("code", 0)
                .put("message", "SUCCEED")
                .put("request_id", "r-0001")
                .set("data", data);
        return Answer.json(200, body);
    }

    private static Answer error(int status, int code, String message) {
        var body = JsonNodeFactory.instance.objectNode();
        body.put("code", code).put("message", message).put("request_id", "r-0001");
        return Answer.json(status, body);
    }

    @Override
    protected Answer refuse(Refusal refusal) {
        return error(400, 1201, String.valueOf(refusal.getMessage()));
    }

    @Override
    protected Answer fault(String name) {
        var told = Told.of(name);
        return error(told.status(), told.number(), "As documented.");
    }

    @Override
    protected Answer tooMany() {
        return error(429, 1302, "API request too frequent");
    }

    @Override
    protected Answer overloaded() {
        return error(503, 5001, "Service temporarily unavailable");
    }

    @Override
    protected Answer unknownState(Answer answer) {
        return answer.withBody(answer.body().replaceFirst("status\":\"\\w+\"", "status\":\"pondering\""));
    }
}
