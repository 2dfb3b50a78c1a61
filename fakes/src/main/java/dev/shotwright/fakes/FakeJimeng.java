package dev.shotwright.fakes;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Jimeng's two actions of Volcano Engine's visual interface, behind its signature. */
public final class FakeJimeng extends FakeVendor {
    private static final String ACCESS = "AKTESTJIMENG0123";
    private static final String SECRET = "c2VjcmV0LW9mLWppbWVuZy0wMTIz";
    private static final String SUBMIT = "CVSync2AsyncSubmitTask";
    private static final String RESULT = "CVSync2AsyncGetResult";
    private static final String PLACE = "cn-north-1/cv/request";
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(15);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");
    private static final Pattern AUTHORIZATION = Pattern.compile(
            "HMAC-SHA256 Credential=([^/]+)/(\\d{8})/(\\S+), SignedHeaders=(\\S+), Signature=([0-9a-f]{64})");
    private static final String MEDIA_TYPE = "application/json";

    /** How many pictures each key takes. */
    private static final Map<String, List<Integer>> PICTURES = Map.of(
            "jimeng_ti2v_v30_pro", List.of(0, 1),
            "jimeng_t2v_v30", List.of(0),
            "jimeng_t2v_v30_1080p", List.of(0),
            "jimeng_i2v_first_v30", List.of(1),
            "jimeng_i2v_first_v30_1080", List.of(1),
            "jimeng_i2v_first_tail_v30", List.of(2),
            "jimeng_i2v_first_tail_v30_1080", List.of(2),
            "jimeng_i2v_recamera_v30", List.of(1),
            "jimeng_vgfm_t2v_l20", List.of(0));

    @Override
    public String name() {
        return "jimeng";
    }

    @Override
    public List<String> keys() {
        return List.of(ACCESS, SECRET);
    }

    @Override
    protected String root() {
        return "";
    }

    @Override
    public List<Fault> faults() {
        return List.of(
                Fault.atSubmission("400 50411", "policy-input"),
                Fault.atSubmission("400 50412", "policy-input"),
                Fault.atSubmission("400 50413", "policy-input"),
                Fault.atSubmission("400 50518", "copyright"),
                Fault.atSubmission("400 50519", "copyright"),
                Fault.atSubmission("400 50520", "internal"),
                Fault.atSubmission("400 50521", "internal"),
                Fault.atSubmission("400 50522", "internal"),
                Fault.atSubmission("429 50429", "rate-limited"),
                Fault.atSubmission("429 50430", "concurrency-limited"),
                Fault.atSubmission("500 50500", "internal"),
                Fault.atSubmission("500 50501", "internal"),
                Fault.inTask("50411", "policy-input"),
                Fault.inTask("50412", "policy-input"),
                Fault.inTask("50511", "policy-output"),
                Fault.inTask("50512", "policy-output"),
                Fault.inTask("50516", "policy-output"),
                Fault.inTask("50517", "policy-output"),
                Fault.inTask("50518", "copyright"));
    }

    @Override
    protected boolean isSubmission(Question question) {
        return SUBMIT.equals(parameter(question, "Action"));
    }

    private static String parameter(Question question, String name) {
        var values = question.parameters().getOrDefault(name, List.of());
        return values.size() == 1 ? values.getFirst() : "";
    }

    @Override
    protected Answer answer(Question question) {
        var wrong = wrongSignature(question);
        if (wrong != null) {
            return gate(401, wrong);
        }
        if (!question.method().equals("POST")
                || !question.path().equals("/")
                || !parameter(question, "Version").equals("2022-08-31")) {
            return gate(404, "InvalidActionOrVersion");
        }
        return switch (parameter(question, "Action")) {
            case SUBMIT -> submit(question.fields());
            case RESULT -> result(question.fields());
            default -> gate(404, "InvalidActionOrVersion");
        };
    }

    /** What the gate finds wrong with a signature, or null. */
    private static @Nullable String wrongSignature(Question question) {
        var parts = AUTHORIZATION.matcher(question.header("Authorization"));
        if (!parts.matches()) {
            return "MissingAuthenticationToken";
        }
        if (!parts.group(1).equals(ACCESS)) {
            return "InvalidAccessKey";
        }
        var time = question.header("X-Date");
        if (!isNow(time) || !time.startsWith(parts.group(2)) || !parts.group(3).equals(PLACE)) {
            return "InvalidCredential";
        }
        var names = List.of(parts.group(4).split(";", -1));
        if (!names.containsAll(List.of("content-type", "host", "x-content-sha256", "x-date"))) {
            return "InvalidSignedHeaders";
        }
        var body = question.body().getBytes(StandardCharsets.ISO_8859_1);
        var hash = HexFormat.of().formatHex(sha256(body));
        if (!question.header("X-Content-Sha256").equals(hash)
                || !question.header("Content-Type").startsWith(MEDIA_TYPE)) {
            return "SignatureDoesNotMatch";
        }
        var lines = new ArrayList<String>();
        lines.add(question.method());
        lines.add(question.path());
        lines.add(canonicalQuery(question));
        for (var name : names) {
            lines.add(name + ":" + question.header(name).trim());
        }
        lines.addAll(List.of("", parts.group(4), hash));
        var text = "HMAC-SHA256\n%s\n%s/%s\n%s"
                .formatted(
                        time, parts.group(2), PLACE, HexFormat.of().formatHex(sha256(bytes(String.join("\n", lines)))));
        var date = hmac(bytes(SECRET), parts.group(2));
        var key = hmac(hmac(hmac(date, "cn-north-1"), "cv"), "request");
        var right = HexFormat.of().formatHex(hmac(key, text));
        return MessageDigest.isEqual(bytes(right), bytes(parts.group(5))) ? null : "SignatureDoesNotMatch";
    }

    private static boolean isNow(String time) {
        try {
            var then = LocalDateTime.parse(time, TIME).toInstant(ZoneOffset.UTC);
            return Duration.between(then, Instant.now()).abs().compareTo(CLOCKS_DIFFER) <= 0;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /** Names here hold nothing that would have to be encoded. */
    private static String canonicalQuery(Question question) {
        var sorted = new TreeMap<String, String>();
        question.parameters().forEach((name, values) -> sorted.put(name, String.join(",", values)));
        var pairs = new ArrayList<String>();
        sorted.forEach((name, value) -> pairs.add(name + "=" + value));
        return String.join("&", pairs);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(bytes(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Answer submit(Fields fields) {
        var seen = new Seen();
        var key = fields.requiredText("req_key", 100);
        var counts = PICTURES.get(key);
        if (counts == null) {
            throw new Refusal("req_key", "is unknown: " + key);
        }
        var prompt = fields.text("prompt", 800);
        if (prompt == null && counts.contains(0)) {
            throw new Refusal("prompt", "is missing");
        }
        seen.put("prompt", prompt);
        pictures(fields, counts, seen);
        var seed = fields.integer("seed", -1, Integer.MAX_VALUE);
        seen.put("seed", seed == null || seed == -1 ? null : seed);
        if (key.contains("_v30")) {
            var frames = fields.integer("frames", 121, 241);
            if (frames != null && frames != 121 && frames != 241) {
                throw new Refusal("frames", "is neither 121 nor 241");
            }
            seen.put("seconds", frames == null ? null : (Object) ((frames - 1) / 24));
        }
        seen.put("resolution", key.contains("1080") || key.endsWith("pro") ? "1080p" : "720p");
        if (counts.contains(0)) {
            seen.put("ratio", fields.oneOf("aspect_ratio", "16:9", "4:3", "1:1", "3:4", "9:16", "21:9"));
        }
        if (key.contains("recamera")) {
            var template = fields.requiredText("template_id", 40);
            var strength = fields.oneOf("camera_strength", "weak", "medium", "strong");
            seen.put("camera", template + " " + strength);
        }
        fields.end();
        var task = accept("739260111904", seen.put("model", key));
        return good(JsonNodeFactory.instance.objectNode().put("task_id", task.id()));
    }

    private static void pictures(Fields fields, List<Integer> counts, Seen seen) {
        var addresses = fields.texts("image_urls", 2);
        var bytes = fields.texts("binary_data_base64", 2);
        if (!addresses.isEmpty() && !bytes.isEmpty()) {
            throw new Refusal("binary_data_base64", "comes beside image_urls");
        }
        var pictures = new ArrayList<String>();
        for (var address : addresses) {
            if (!address.matches("https?://.+")) {
                throw new Refusal("image_urls", "has no address");
            }
            pictures.add(address);
        }
        bytes.forEach(each -> pictures.add(Seen.base64("binary_data_base64", each)));
        if (!counts.contains(pictures.size())) {
            throw new Refusal("image_urls", "are %d; accepted are %s".formatted(pictures.size(), counts));
        }
        seen.put("firstFrame", pictures.isEmpty() ? null : pictures.getFirst());
        seen.put("lastFrame", pictures.size() < 2 ? null : pictures.getLast());
    }

    private Answer result(Fields fields) {
        var key = fields.requiredText("req_key", 100);
        var task = task(fields.requiredText("task_id", 100));
        var label = fields.text("req_json", 10_000);
        fields.end();
        if (label != null && !isLabel(label)) {
            throw new Refusal("req_json", "is no text of JSON with aigc_meta");
        }
        var data = JsonNodeFactory.instance.objectNode();
        if (task == null || !key.equals(task.seen().get("model"))) {
            return good(data.put("status", "not_found"));
        }
        return switch (task.asked()) {
            case QUEUED -> good(data.put("status", "in_queue"));
            case RUNNING -> good(data.put("status", "generating"));
            case SUCCEEDED ->
                good(data.put("status", "done")
                        .put("video_url", clips().address(task.id()))
                        .put("aigc_meta_tagged", label != null));
            case FAILED -> error(400, Integer.parseInt(Objects.requireNonNull(task.fault())), "As documented.");
            case CANCELLED -> good(data.put("status", "expired"));
        };
    }

    private static boolean isLabel(String text) {
        try {
            return JsonMapper.shared().readTree(text).path("aigc_meta").isObject();
        } catch (JacksonException e) {
            return false;
        }
    }

    private static Answer good(ObjectNode data) {
        var body = JsonNodeFactory.instance.objectNode().put("code", 10_000);
        body.set("data", data);
        body.put("message", "Success").put("request_id", "2026112115").put("status", 10_000);
        return Answer.json(200, body.put("time_elapsed", "24.1ms"));
    }

    private static Answer error(int status, int code, String message) {
        var body = JsonNodeFactory.instance.objectNode().put("code", code).putNull("data");
        body.put("message", message).put("request_id", "2026112115").put("status", code);
        return Answer.json(status, body.put("time_elapsed", "3.2ms"));
    }

    /** What the gate of all of Volcano Engine's services says, before the visual interface is asked. */
    private static Answer gate(int status, String code) {
        var body = JsonNodeFactory.instance.objectNode();
        var metadata = body.putObject("ResponseMetadata").put("RequestId", "2026112115");
        metadata.putObject("Error").put("Code", code).put("Message", "As documented: " + code);
        return Answer.json(status, body);
    }

    @Override
    protected Answer refuse(Refusal refusal) {
        return error(400, 50_200, String.valueOf(refusal.getMessage()));
    }

    @Override
    protected Answer fault(String name) {
        var told = Told.of(name);
        return error(told.status(), told.number(), "As documented.");
    }

    @Override
    protected Answer tooMany() {
        return error(429, 50_429, "Request Has Reached API Limit, Please Try Later");
    }

    @Override
    protected Answer overloaded() {
        return error(500, 50_500, "Internal Error");
    }

    @Override
    protected Answer unknownState(Answer answer) {
        return answer.withBody(answer.body().replaceFirst("\"status\":\"\\w+\"", "\"status\":\"pondering\""));
    }
}
