package dev.shotwright.fakes;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Vidu's {@code /ent/v2}: a path for each operation, tasks with numbers for ids, a list, credits, and cancelling in the queue. */
public final class FakeVidu extends FakeVendor {
    private static final String KEY = "vda_test_4c1d20e7";
    private static final String ROOT = "/ent/v2";
    private static final Set<String> OTHER_ENVELOPE = Set.of("ImageDownloadFailure", "CreditInsufficient");

    @Override
    public String name() {
        return "vidu";
    }

    @Override
    public List<String> keys() {
        return List.of(KEY);
    }

    @Override
    protected String root() {
        return ROOT;
    }

    @Override
    public List<Fault> faults() {
        return List.of(
                Fault.atSubmission("400 BadRequest", "invalid-request"),
                Fault.atSubmission("400 FieldLacking", "invalid-request"),
                Fault.atSubmission("400 FieldUnwanted", "invalid-request"),
                Fault.atSubmission("400 FieldItemCountOutOfRange", "invalid-request"),
                Fault.atSubmission("400 FieldInvalid", "invalid-request"),
                Fault.atSubmission("400 PageSizeOutOfRange", "invalid-request"),
                Fault.atSubmission("400 ModelUnavailable", "invalid-request"),
                Fault.atSubmission("400 ImageDownloadFailure", "unreadable-media"),
                Fault.atSubmission("400 ImageFormatInvalid", "unreadable-media"),
                Fault.atSubmission("400 TaskPromptPolicyViolation", "policy-input"),
                Fault.atSubmission("400 AuditSubmitIllegal", "policy-input"),
                Fault.atSubmission("400 CreditInsufficient", "insufficient-balance"),
                Fault.atSubmission("401 Unauthorized", "authentication"),
                Fault.atSubmission("403 Forbidden", "permission"),
                Fault.atSubmission("409 Conflict", "unknown"),
                Fault.atSubmission("409 OperationInProcess", "unknown"),
                Fault.atSubmission("429 QuotaExceeded", "concurrency-limited"),
                Fault.atSubmission("429 TooManyRequests", "rate-limited"),
                Fault.atSubmission("429 SystemThrottling", "rate-limited"),
                Fault.atSubmission("500 InternalServiceFailure", "internal"),
                Fault.inTask("CreationPolicyViolation", "policy-output"),
                Fault.inTask("TaskPromptPolicyViolation", "policy-input"),
                Fault.inTask("AuditSubmitIllegal", "policy-input"),
                Fault.inTask("ImageDownloadFailure", "unreadable-media"),
                Fault.inTask("InternalServiceFailure", "internal"));
    }

    @Override
    protected boolean isSubmission(Question question) {
        if (!question.method().equals("POST") || !question.path().startsWith(ROOT)) {
            return false;
        }
        var path = question.path().substring(ROOT.length());
        return ViduSpecs.isPath(path) || ViduOtherFields.PATHS.contains(path);
    }

    @Override
    protected Answer answer(Question question) {
        var parts = question.path().split("/", -1);
        var aboutTask = parts.length == 6 && question.path().startsWith(ROOT + "/tasks/");
        if (aboutTask && !parts[4].matches("\\d+")) {
            return error(400, "BadRequest", "the id is no number");
        }
        if (!question.header("Authorization").equals("Token " + KEY)) {
            return error(401, "Unauthorized", "the token is not valid");
        }
        if (isSubmission(question)) {
            var path = question.path().substring(ROOT.length());
            return ViduOtherFields.PATHS.contains(path)
                    ? created(path, ViduOtherFields.read(path, question.fields()))
                    : create(path, question.fields());
        }
        if (question.method().equals("GET") && question.path().equals(ROOT + "/credits")) {
            return credits();
        }
        if (question.method().equals("GET") && question.path().equals(ROOT + "/tasks")) {
            return list(question);
        }
        if (aboutTask) {
            var task = task(parts[4]);
            if (task == null) {
                return error(404, "TaskNotFound", "no such task");
            }
            return switch (question.method() + " " + parts[5]) {
                case "GET creations" -> Answer.json(200, object(task, task.asked()));
                case "POST cancel" -> cancel(task, question.fields());
                default -> error(404, "NotFound", "no such path");
            };
        }
        return error(404, "NotFound", "no such path");
    }

    private Answer create(String path, Fields fields) {
        var seen = new Seen();
        var model = fields.requiredText("model", 100);
        if (!ViduSpecs.draws(path, model)) {
            return error(400, "ModelUnavailable", model + " is not for " + path);
        }
        var q3 = model.startsWith("viduq3");
        var framed = path.equals("/img2video") || path.equals("/start-end2video");
        media(path, model, fields, seen);
        var longest = model.startsWith("viduq") ? 5000 : 2000;
        seen.put("prompt", framed ? fields.text("prompt", longest) : fields.requiredText("prompt", longest));
        var seconds = ViduSpecs.seconds(path, model, fields);
        seen.put("seconds", seconds);
        seen.put("resolution", fields.oneOf("resolution", ViduSpecs.resolutions(path, model, seconds)));
        if (!framed) {
            seen.put(
                    "ratio",
                    model.startsWith("viduq3") || model.startsWith("viduq2")
                            ? fields.oneOf("aspect_ratio", "16:9", "9:16", "1:1", "3:4", "4:3", "auto")
                            : fields.oneOf("aspect_ratio", "16:9", "9:16", "1:1"));
        }
        if (path.equals("/text2video")) {
            seen.put("style", fields.oneOf("style", "general", "anime"));
        }
        seen.put("motion", fields.oneOf("movement_amplitude", "auto", "small", "medium", "large"));
        seen.put("seed", fields.integer("seed", 0, Integer.MAX_VALUE));
        var subjects = path.equals("/reference2video") && fields.has("subjects");
        var audio = (q3 || path.equals("/img2video") || subjects) ? fields.flag("audio") : null;
        seen.put("audio", audio);
        if (Boolean.TRUE.equals(audio) && !q3) {
            fields.requiredText("audio_type", 20);
            fields.oneOf("audio_type", "all", "speech_only", "sound_effect_only");
            fields.text("voice_id", 200);
        }
        if (!q3) {
            fields.flag("bgm");
        }
        if (framed) {
            fields.flag("is_rec");
        }
        var offPeak = fields.flag("off_peak");
        if (Boolean.TRUE.equals(offPeak) && Boolean.TRUE.equals(audio) && !q3) {
            throw new Refusal("off_peak", "is not for clips with sound of this model");
        }
        seen.put("tier", Boolean.TRUE.equals(offPeak) ? "flex" : "standard");
        seen.put("watermark", fields.flag("watermark"));
        fields.integer("wm_position", 1, 4);
        fields.matching("wm_url", "https?://.+");
        fields.text("meta_data", 10_000);
        seen.put("reference", fields.text("payload", 1_048_576));
        seen.put("callback", fields.matching("callback_url", "https?://.+"));
        fields.any("subjects");
        fields.any("auto_subjects");
        fields.end();
        return created(path, seen.put("model", model));
    }

    private Answer created(String path, Seen seen) {
        var task = accept("86450000", seen);
        var object = JsonNodeFactory.instance.objectNode();
        object.put("task_id", task.id())
                .put("type", path.substring(1))
                .put("state", "created")
                .put("model", seen.words().get("model"))
                .put("credits", 100)
                .put("payload", seen.words().getOrDefault("reference", ""))
                .put("created_at", task.created().toString());
        return Answer.json(200, object);
    }

    private static void media(String path, String model, Fields fields, Seen seen) {
        if (path.equals("/text2video")) {
            return;
        }
        var images = fields.texts("images", path.equals("/reference2video") ? 7 : 2).stream()
                .map(image -> Seen.medium("images", image))
                .toList();
        switch (path) {
            case "/img2video" -> {
                counted("images", images.size(), 1, 1);
                seen.put("firstFrame", images.getFirst());
            }
            case "/start-end2video" -> {
                counted("images", images.size(), 2, 2);
                seen.put("firstFrame", images.getFirst());
                seen.put("lastFrame", images.getLast());
            }
            default -> {
                if (!fields.has("subjects")) {
                    counted("images", images.size(), 1, model.startsWith("vidu2") || model.startsWith("vidu1") ? 3 : 7);
                }
                images.forEach(seen::reference);
                if (model.equals("viduq2-pro")) {
                    fields.texts("videos", 2).forEach(video -> seen.reference(Seen.medium("videos", video)));
                }
                fields.texts("sounds", 7).forEach(sound -> seen.reference(Seen.medium("sounds", sound)));
            }
        }
    }

    private static void counted(String field, int count, int least, int most) {
        if (count < least || count > most) {
            throw new Refusal(field, "has %d items; accepted are %d to %d".formatted(count, least, most));
        }
    }

    private ObjectNode object(FakeTask task, FakeTask.State state) {
        var object = JsonNodeFactory.instance.objectNode();
        object.put("id", task.id())
                .put("state", word(state))
                .put("model", task.seen().get("model"))
                .put("payload", task.seen().getOrDefault("reference", ""))
                .put("created_at", task.created().toString())
                .put("err_code", "")
                .put("credits", state == FakeTask.State.FAILED || state == FakeTask.State.CANCELLED ? 0 : 100);
        var creations = object.putArray("creations");
        switch (state) {
            case SUCCEEDED ->
                creations
                        .addObject()
                        .put("id", task.id() + "1")
                        .put("url", clips().address(task.id()))
                        .put("cover_url", "https://example.org/cover.png")
                        .put("watermarked_url", clips().address(task.id()));
            case FAILED -> object.put("err_code", task.fault());
            case CANCELLED -> object.put("err_code", "UserCancelled");
            case RUNNING -> object.put("progress", 40);
            case QUEUED -> object.put("progress", 0);
        }
        return object;
    }

    private static String word(FakeTask.State state) {
        return switch (state) {
            case QUEUED -> "queueing";
            case RUNNING -> "processing";
            case SUCCEEDED -> "success";
            case FAILED, CANCELLED -> "failed";
        };
    }

    private Answer list(Question question) {
        var asked = question.parameters();
        for (var name : asked.keySet()) {
            if (!List.of(
                            "created_at.from",
                            "created_at.to",
                            "task_ids",
                            "model_versions",
                            "resolutions",
                            "states",
                            "pager.page",
                            "pager.page_token",
                            "pager.pagesz")
                    .contains(name)) {
                throw new Refusal(name, "is not a parameter");
            }
        }
        var size = question.number("pager.pagesz", 20);
        if (size < 1 || size > 100) {
            return error(400, "PageSizeOutOfRange", "pager.pagesz is " + size);
        }
        var from = question.parameter("created_at.from");
        var start = question.number("pager.page_token", 0);
        var found = new ArrayList<>(tasks().stream()
                .filter(task -> from == null || !task.created().isBefore(Instant.parse(from)))
                .sorted(Comparator.comparing(FakeTask::created).reversed())
                .toList());
        var object = JsonNodeFactory.instance.objectNode();
        var tasks = object.putArray("tasks");
        found.stream().skip(start).limit(size).forEach(task -> tasks.add(object(task, task.state())));
        return Answer.json(
                200, object.put("next_page_token", found.size() > start + size ? String.valueOf(start + size) : ""));
    }

    private Answer credits() {
        var object = JsonNodeFactory.instance.objectNode();
        var remains = object.putArray("remains");
        Stream.of(12_000, 4000)
                .forEach(left -> remains.addObject()
                        .put("credit_remain", left)
                        .put("concurrency_limit", 5)
                        .put("current_concurrency", 1)
                        .put("queue_count", 0));
        return Answer.json(200, object);
    }

    private static Answer cancel(FakeTask task, Fields fields) {
        if (!fields.requiredText("id", 100).equals(task.id())) {
            throw new Refusal("id", "is not that of the address");
        }
        fields.end();
        return switch (task.state()) {
            case QUEUED -> {
                task.cancel();
                yield Answer.json(200, JsonNodeFactory.instance.objectNode());
            }
            case RUNNING -> error(409, "OperationInProcess", "the task is being drawn");
            case SUCCEEDED, FAILED, CANCELLED -> error(409, "Conflict", "the task has ended");
        };
    }

    private static Answer error(int status, String code, String message) {
        var body = JsonNodeFactory.instance.objectNode();
        if (OTHER_ENVELOPE.contains(code)) {
            body.put("err_code", code).put("err_msg", message);
        } else {
            body.put("code", status).put("reason", code).put("message", message);
            body.putObject("metadata").put("trace_id", "5f2c");
        }
        return Answer.json(status, body);
    }

    @Override
    protected Answer refuse(Refusal refusal) {
        return error(400, "FieldInvalid", "The field " + refusal.getMessage());
    }

    @Override
    protected Answer fault(String name) {
        var told = Told.of(name);
        return error(told.status(), told.code(), "as documented");
    }

    @Override
    protected Answer tooMany() {
        return error(429, "TooManyRequests", "slow down");
    }

    @Override
    protected Answer overloaded() {
        return error(503, "SystemThrottling", "come back later");
    }

    @Override
    protected Answer unknownState(Answer answer) {
        return answer.withBody(answer.body().replaceFirst("\"state\":\"\\w+\"", "\"state\":\"pondering\""));
    }
}
