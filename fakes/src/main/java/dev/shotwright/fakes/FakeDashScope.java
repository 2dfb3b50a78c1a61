package dev.shotwright.fakes;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** DashScope's {@code video-synthesis}: create at two addresses, get, list, and cancel, which takes what waits alone. */
public final class FakeDashScope extends FakeVendor {
    private static final String KEY = "sk-dashscope-0c4d21";
    private static final String SERVICES = "/api/v1/services/aigc/";
    private static final String TASKS = "/api/v1/tasks";
    private static final List<String> SIZES_480 = List.of("832*480", "624*624", "480*832");
    private static final List<String> SIZES_720 = List.of("1280*720", "1088*832", "960*960", "832*1088", "720*1280");
    private static final List<String> SIZES_1080 =
            List.of("1920*1080", "1632*1248", "1440*1440", "1248*1632", "1080*1920");
    private static final Map<String, List<String>> SIZES =
            Map.of("480P", SIZES_480, "720P", SIZES_720, "1080P", SIZES_1080);
    /** The resolutions, and the shortest and longest clip where the length can be chosen. */
    private static final Map<String, String> MODELS = Map.ofEntries(
            Map.entry("wan3.0-video", "480P,720P,1080P 2-30"),
            Map.entry("wan3.0-video-prime", "480P,720P,1080P 2-30"),
            Map.entry("wan2.7-t2v", "720P,1080P 2-15"),
            Map.entry("wan2.7-i2v", "720P,1080P 2-15"),
            Map.entry("wan2.7-r2v", "720P,1080P 2-15"),
            Map.entry("wan2.7-videoedit", "720P,1080P 2-10"),
            Map.entry("wan2.6-t2v", "720P,1080P 2-15"),
            Map.entry("wan2.6-i2v", "720P,1080P 2-15"),
            Map.entry("wan2.6-r2v", "720P,1080P 2-15"),
            Map.entry("wan2.5-t2v-preview", "480P,720P,1080P 5-10"),
            Map.entry("wan2.5-i2v-preview", "480P,720P,1080P 5-10"),
            Map.entry("wan2.2-t2v-plus", "480P,1080P 5-5"),
            Map.entry("wan2.2-i2v-plus", "480P,1080P 5-5"),
            Map.entry("wan2.2-s2v", "480P,720P 1-20"),
            Map.entry("wan2.2-kf2v-flash", "480P,720P,1080P 5-5"),
            Map.entry("wanx2.1-t2v-plus", "720P 5-5"),
            Map.entry("wanx2.1-t2v-turbo", "480P,720P 5-5"),
            Map.entry("wanx2.1-i2v-plus", "720P 5-5"),
            Map.entry("wanx2.1-i2v-turbo", "480P,720P 5-5"),
            Map.entry("wanx2.1-kf2v-plus", "720P 5-5"));

    private final DashScopeStore store = new DashScopeStore();

    @Override
    public String name() {
        return "dashscope";
    }

    @Override
    public List<String> keys() {
        return List.of(KEY);
    }

    @Override
    protected String root() {
        return "/api/v1";
    }

    @Override
    public List<Fault> faults() {
        return List.of(
                Fault.atSubmission("400 InvalidParameter", "invalid-request"),
                Fault.atSubmission("400 InvalidParameter.DataType", "invalid-request"),
                Fault.atSubmission("400 DataInspectionFailed", "policy-input"),
                Fault.atSubmission("400 IPInfringementSuspect", "copyright"),
                Fault.atSubmission("400 Arrearage", "insufficient-balance"),
                Fault.atSubmission("401 InvalidApiKey", "authentication"),
                Fault.atSubmission("403 AccessDenied", "permission"),
                Fault.atSubmission("403 Model.AccessDenied", "permission"),
                Fault.atSubmission("404 ModelNotFound", "not-found"),
                Fault.atSubmission("429 Throttling", "rate-limited"),
                Fault.atSubmission("429 Throttling.RateQuota", "rate-limited"),
                Fault.atSubmission("429 Throttling.AllocationQuota", "rate-limited"),
                Fault.atSubmission("500 InternalError", "internal"),
                Fault.atSubmission("500 RequestTimeOut", "timeout"),
                Fault.atSubmission("503 ModelUnavailable", "overloaded"),
                Fault.inTask("DataInspectionFailed: Input data may contain inappropriate content.", "policy-input"),
                Fault.inTask("DataInspectionFailed: Output data may contain inappropriate content.", "policy-output"),
                Fault.inTask("InvalidParameter.DataInspection: Unable to download the media.", "unreadable-media"),
                Fault.inTask("InternalError: As documented.", "internal"));
    }

    @Override
    protected boolean isSubmission(Question question) {
        return question.method().equals("POST") && question.path().startsWith(SERVICES);
    }

    @Override
    protected Answer answer(Question question) {
        if (question.path().equals(DashScopeStore.PATH)) {
            store.bring(question);
            return new Answer(200, Map.of(), "");
        }
        if (!question.header("Authorization").equals("Bearer " + KEY)) {
            return error(401, "InvalidApiKey", "Invalid API-key provided.");
        }
        if (isSubmission(question)) {
            return create(question);
        }
        var path = question.path();
        if (question.method().equals("GET") && path.equals("/api/v1/uploads")) {
            var model = question.parameter("model");
            return "getPolicy".equals(question.parameter("action")) && model != null
                    ? Answer.json(200, DashScopeStore.place(model, host()))
                    : error(400, "InvalidParameter", "action and model are required");
        }
        if (question.method().equals("GET") && (path.equals(TASKS) || path.equals(TASKS + "/"))) {
            return list(question);
        }
        if (question.method().equals("GET") && path.startsWith(TASKS + "/")) {
            return get(path.substring(TASKS.length() + 1));
        }
        if (question.method().equals("POST") && path.startsWith(TASKS + "/") && path.endsWith("/cancel")) {
            return cancel(path.substring(TASKS.length() + 1, path.length() - "/cancel".length()));
        }
        return error(404, "NotFound", "no such path");
    }

    private Answer create(Question question) {
        if (!question.header("X-DashScope-Async").equals("enable")) {
            return error(403, "AccessDenied", "current user api does not support synchronous calls.");
        }
        var fields = question.fields();
        var model = fields.requiredText("model", 100);
        var terms = MODELS.get(model);
        if (terms == null) {
            return error(404, "ModelNotFound", "Model not exist: " + model);
        }
        var wanted = SERVICES + (model.contains("kf2v") || model.endsWith("-s2v") ? "image2video" : "video-generation")
                + "/video-synthesis";
        if (!question.path().equals(wanted)) {
            return error(400, "InvalidParameter", "url error, please check url!");
        }
        var seen = new Seen().put("model", model);
        var input = fields.object("input");
        if (input == null) {
            throw new Refusal("input", "is missing");
        }
        var newer = model.startsWith("wan3") || model.startsWith("wan2.7");
        var prompt = input.text("prompt", newer ? 20_000 : model.contains("2.5") || model.contains("2.6") ? 1500 : 800);
        if (prompt == null && model.contains("t2v")) {
            throw new Refusal("input.prompt", "is missing");
        }
        seen.put("prompt", prompt);
        seen.put("negativePrompt", input.text("negative_prompt", 500));
        var media = new DashScopeMedia(
                store,
                model,
                question.header("X-DashScope-OssResourceResolve").equals("enable")
                        ? DashScopeMedia.Store.OPEN
                        : DashScopeMedia.Store.CLOSED);
        media.read(input, newer, seen);
        input.flag("extend_prompt");
        input.end();
        var parameters = fields.object("parameters");
        if (parameters != null) {
            parameters(parameters, model, terms.split(" ", 2), newer, seen);
            parameters.end();
        }
        fields.end();
        var task = accept("0385dc79-5ff8-4d82-bcb6-", seen);
        var answer = JsonNodeFactory.instance.objectNode().put("request_id", "4909100c");
        answer.putObject("output").put("task_status", "PENDING").put("task_id", task.id());
        return Answer.json(200, answer);
    }

    private static void parameters(Fields parameters, String model, String[] terms, boolean newer, Seen seen) {
        var resolutions = terms[0].split(",", -1);
        if (!newer && (model.contains("t2v") || model.contains("r2v"))) {
            var sizes = List.of(resolutions).stream()
                    .flatMap(each -> Objects.requireNonNull(SIZES.get(each)).stream())
                    .toArray(String[]::new);
            var size = parameters.oneOf("size", sizes);
            seen.put("size", size == null ? null : size.replace('*', 'x'));
        } else {
            var resolution = parameters.oneOf("resolution", resolutions);
            seen.put("resolution", resolution == null ? null : resolution.replace('P', 'p'));
        }
        if (newer) {
            seen.put("ratio", parameters.oneOf("ratio", "16:9", "9:16", "1:1", "4:3", "3:4"));
            parameters.oneOf("audio_setting", "auto", "origin", "no_audio");
            parameters.flag("enable_overlays");
        }
        var range = terms[1].split("-", 2);
        var duration = parameters.integer("duration", Integer.parseInt(range[0]), Integer.parseInt(range[1]));
        if (duration != null && model.startsWith("wan2.5") && duration != 5 && duration != 10) {
            throw new Refusal("parameters.duration", "is neither 5 nor 10");
        }
        seen.put("seconds", duration);
        seen.put("seed", parameters.integer("seed", 0, Integer.MAX_VALUE));
        seen.put("watermark", parameters.flag("watermark"));
        parameters.flag("prompt_extend");
        parameters.flag("with_audio");
        if (newer || model.startsWith("wan2.6")) {
            parameters.oneOf("shot_type", "single", "multi");
        }
        if (model.startsWith("wan2.5") || model.startsWith("wan2.6")) {
            seen.put("audio", parameters.flag("audio"));
        }
    }

    private Answer get(String id) {
        var task = task(id);
        var answer = JsonNodeFactory.instance.objectNode().put("request_id", "b67df059");
        if (task == null) {
            answer.putObject("output").put("task_id", id).put("task_status", "UNKNOWN");
            return Answer.json(200, answer);
        }
        var state = task.asked();
        var output = answer.putObject("output").put("task_id", id).put("task_status", word(state));
        output.put("submit_time", "2026-11-21 10:00:00.000");
        if (state == FakeTask.State.SUCCEEDED) {
            output.put("video_url", clips().address(id))
                    .put("orig_prompt", task.seen().get("prompt"));
            answer.putObject("usage")
                    .put("duration", 5)
                    .put("size", "1280*720")
                    .put("video_count", 1)
                    .put("SR", 720);
        }
        var fault = task.fault();
        if (state == FakeTask.State.FAILED && fault != null) {
            var words = fault.split(": ", 2);
            output.put("code", words[0]).put("message", words[1]);
        }
        return Answer.json(200, answer);
    }

    private static String word(FakeTask.State state) {
        return switch (state) {
            case QUEUED -> "PENDING";
            case RUNNING -> "RUNNING";
            case SUCCEEDED -> "SUCCEEDED";
            case FAILED -> "FAILED";
            case CANCELLED -> "CANCELED";
        };
    }

    private Answer cancel(String id) {
        var task = task(id);
        if (task == null || task.state() != FakeTask.State.QUEUED) {
            return error(
                    400,
                    "UnsupportedOperation",
                    "Failed to cancel the task, please confirm if the task is in PENDING status.");
        }
        task.cancel();
        return Answer.json(200, JsonNodeFactory.instance.objectNode().put("request_id", "45ac7f13"));
    }

    private Answer list(Question question) {
        var asked = question.parameters();
        for (var name : asked.keySet()) {
            if (!List.of(
                            "start_time",
                            "end_time",
                            "model_name",
                            "api_key_id",
                            "region",
                            "status",
                            "page_no",
                            "page_size")
                    .contains(name)) {
                throw new Refusal(name, "is not a parameter");
            }
        }
        var model = filter(question, "model_name");
        var status = filter(question, "status");
        var found = tasks().stream()
                .filter(task -> model == null || model.equals(task.seen().get("model")))
                .filter(task -> status == null || status.equals(word(task.state())))
                .sorted(Comparator.comparing(FakeTask::created).reversed())
                .toList();
        var page = Integer.parseInt(Objects.requireNonNullElse(filter(question, "page_no"), "1"));
        var size = Integer.parseInt(Objects.requireNonNullElse(filter(question, "page_size"), "10"));
        var answer = JsonNodeFactory.instance.objectNode().put("request_id", "fb2f7a34");
        answer.put("total", found.size())
                .put("total_page", (found.size() + size - 1) / size)
                .put("page_no", page)
                .put("page_size", size);
        var data = answer.putArray("data");
        found.stream().skip((page - 1L) * size).limit(size).forEach(task -> data.add(listed(task)));
        return Answer.json(200, answer);
    }

    private static ObjectNode listed(FakeTask task) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("task_id", task.id())
                .put("model_name", task.seen().get("model"))
                .put("status", word(task.state()))
                .put("region", "cn-beijing")
                .put("gmt_create", task.created().toEpochMilli());
    }

    /** What the official client leaves open it sends as nothing. */
    private static @Nullable String filter(Question question, String name) {
        var given = question.parameter(name);
        return given == null || given.isEmpty() ? null : given;
    }

    private static Answer error(int status, String code, String message) {
        var body = JsonNodeFactory.instance.objectNode();
        body.put("code", code).put("message", message).put("request_id", "7438d53d");
        return Answer.json(status, body);
    }

    @Override
    protected Answer refuse(Refusal refusal) {
        return error(400, "InvalidParameter", "The parameter " + refusal.getMessage());
    }

    @Override
    protected Answer fault(String name) {
        var told = Told.of(name);
        return error(told.status(), told.code(), "As documented.");
    }

    @Override
    protected Answer tooMany() {
        return error(429, "Throttling.RateQuota", "Requests rate limit exceeded, please try again later.");
    }

    @Override
    protected Answer overloaded() {
        return error(503, "ModelUnavailable", "Model is unavailable, please try again later.");
    }

    @Override
    protected Answer unknownState(Answer answer) {
        return answer.withBody(answer.body().replaceFirst("\"task_status\":\"\\w+\"", "\"task_status\":\"PONDERING\""));
    }
}
