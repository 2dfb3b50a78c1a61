package dev.shotwright.fakes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Ark's {@code /contents/generations/tasks}: create, get, list, and delete, which cancels what is queued. */
public final class FakeArk extends FakeVendor {
    private static final String KEY = "ark-key-1f0c2d9e";
    private static final String TASKS = "/api/v3/contents/generations/tasks";
    private static final Pattern FLAGS = Pattern.compile(" --(\\w+) (\\S+)");
    private static final Map<String, int[]> SECONDS = Map.ofEntries(
            Map.entry("doubao-seedance-2-5-260628", new int[] {4, 30}),
            Map.entry("doubao-seedance-2-0-260128", new int[] {4, 15}),
            Map.entry("doubao-seedance-2-0-fast-260128", new int[] {4, 15}),
            Map.entry("doubao-seedance-2-0-mini-260615", new int[] {4, 15}),
            Map.entry("doubao-seedance-1-5-pro-251215", new int[] {4, 12}),
            Map.entry("doubao-seedance-1-0-pro-250528", new int[] {2, 12}),
            Map.entry("doubao-seedance-1-0-pro-fast-251015", new int[] {2, 12}),
            Map.entry("doubao-seedance-1-0-lite-t2v-250428", new int[] {2, 12}),
            Map.entry("doubao-seedance-1-0-lite-i2v-250428", new int[] {2, 12}),
            Map.entry("doubao-seaweed-241128", new int[] {5, 5}));

    @Override
    public String name() {
        return "ark";
    }

    @Override
    public List<String> keys() {
        return List.of(KEY);
    }

    @Override
    protected String root() {
        return "/api/v3";
    }

    @Override
    public List<Fault> faults() {
        return List.of(
                Fault.atSubmission("400 MissingParameter", "invalid-request"),
                Fault.atSubmission("400 InvalidParameter", "invalid-request"),
                Fault.atSubmission("400 InvalidEndpoint.ClosedEndpoint", "invalid-request"),
                Fault.atSubmission("400 SensitiveContentDetected.Violence", "policy-input"),
                Fault.atSubmission("400 InputTextSensitiveContentDetected", "policy-input"),
                Fault.atSubmission("400 InputImageRiskDetection", "policy-input"),
                Fault.atSubmission("400 InputImageSensitiveContentDetected.PolicyViolation", "copyright"),
                Fault.atSubmission("400 InputImageSensitiveContentDetected.PrivacyInformation", "real-person"),
                Fault.atSubmission("401 AuthenticationError", "authentication"),
                Fault.atSubmission("403 AccessDenied", "permission"),
                Fault.atSubmission("403 OperationDenied.ServiceNotOpen", "permission"),
                Fault.atSubmission("403 AccountOverdueError", "insufficient-balance"),
                Fault.atSubmission("403 OperationDenied.ServiceOverdue", "insufficient-balance"),
                Fault.atSubmission("404 InvalidEndpointOrModel.NotFound", "not-found"),
                Fault.atSubmission("404 ModelNotOpen", "not-found"),
                Fault.atSubmission("429 RateLimitExceeded.EndpointRPMExceeded", "rate-limited"),
                Fault.atSubmission("429 ModelAccountRpmRateLimitExceeded", "rate-limited"),
                Fault.atSubmission("429 RequestBurstTooFast", "rate-limited"),
                Fault.atSubmission("429 InflightBatchsizeExceeded", "concurrency-limited"),
                Fault.atSubmission("429 QuotaExceeded", "quota-exhausted"),
                Fault.atSubmission("429 SetLimitExceeded", "quota-exhausted"),
                Fault.atSubmission("429 ServerOverloaded", "overloaded"),
                Fault.atSubmission("429 ModelLoadingError", "overloaded"),
                Fault.atSubmission("500 InternalServiceError", "internal"),
                Fault.inTask("OutputVideoSensitiveContentDetected", "policy-output"),
                Fault.inTask("OutputAudioSensitiveContentDetected", "policy-output"),
                Fault.inTask("InputTextSensitiveContentDetected", "policy-input"),
                Fault.inTask("InvalidParameter.TaskTypeConstraint", "invalid-request"),
                Fault.inTask("InternalServiceError", "internal"));
    }

    @Override
    protected boolean isSubmission(Question question) {
        return question.method().equals("POST") && question.path().equals(TASKS);
    }

    @Override
    protected Answer answer(Question question) {
        if (!question.header("Authorization").equals("Bearer " + KEY)) {
            return error(401, "AuthenticationError", "The API key doesn't exist or is invalid");
        }
        if (isSubmission(question)) {
            return create(question.fields());
        }
        if (question.path().equals(TASKS) && question.method().equals("GET")) {
            return list(question);
        }
        if (question.path().startsWith(TASKS + "/")) {
            var task = task(question.path().substring(TASKS.length() + 1));
            if (task == null) {
                return error(404, "ResourceNotFound", "The specified task is not found");
            }
            return switch (question.method()) {
                case "GET" -> Answer.json(200, object(task, task.asked()));
                case "DELETE" -> delete(task);
                default -> error(405, "MethodNotAllowed", "Method not allowed");
            };
        }
        return error(404, "NotFound", "no such path");
    }

    private Answer create(Fields fields) {
        var seen = new Seen();
        var model = fields.requiredText("model", 100);
        var seconds = SECONDS.get(model);
        if (seconds == null) {
            return error(404, "InvalidEndpointOrModel.NotFound", "The model does not exist: " + model);
        }
        content(fields, model, seen);
        var older = model.contains("-1-") || model.contains("seaweed");
        seen.put(
                "resolution",
                model.contains("2-0-fast") || model.contains("2-0-mini")
                        ? fields.oneOf("resolution", "480p", "720p")
                        : fields.oneOf("resolution", "480p", "720p", "1080p", "4k"));
        seen.put("ratio", fields.oneOf("ratio", "16:9", "4:3", "1:1", "3:4", "9:16", "21:9", "adaptive"));
        var duration = fields.integer("duration", -1, seconds[1]);
        if (duration != null && duration != -1 && duration < seconds[0]) {
            throw new Refusal("duration", "is less than " + seconds[0]);
        }
        seen.put("seconds", duration);
        if (older) {
            seen.put("seed", fields.integer("seed", -1, Integer.MAX_VALUE));
            seen.put("tier", fields.oneOf("service_tier", "default", "flex"));
            seen.put("camera", Objects.equals(fields.flag("camera_fixed"), true) ? "fixed" : null);
            fields.integer("frames", 29, 289);
        } else {
            fields.integer("priority", 0, 9);
            fields.oneOf("omni_reference_task_type", "auto", "reference", "edit", "extend");
            fields.any("tools");
        }
        seen.put("watermark", fields.flag("watermark"));
        if (!model.contains("-1-0-")) {
            seen.put("audio", fields.flag("generate_audio"));
        }
        if (model.contains("-1-5-")) {
            seen.put("draft", fields.flag("draft"));
        }
        fields.flag("return_last_frame");
        fields.oneOf("output_format", "mp4");
        fields.integer("execution_expires_after", 3600, 259_200);
        seen.put("callback", fields.matching("callback_url", "https?://.+"));
        seen.put("reference", fields.text("safety_identifier", 64));
        fields.end();
        var task = accept("cgt-20261121-", seen.put("model", model));
        return Answer.json(200, JsonNodeFactory.instance.objectNode().put("id", task.id()));
    }

    private static void content(Fields fields, String model, Seen seen) {
        var frames = 0;
        var references = 0;
        var content = fields.objects("content", 64);
        if (content.isEmpty()) {
            throw new Refusal("content", "is missing");
        }
        for (var item : content) {
            var type = item.requiredText("type", 20);
            switch (type) {
                case "text" -> text(item.requiredText("text", 20_000), model, seen);
                case "draft_task" -> {
                    var draft = item.object("draft_task");
                    seen.put("draftTask", draft == null ? null : draft.requiredText("id", 100));
                }
                case "image_url", "video_url", "audio_url" -> {
                    var holder = item.object(type);
                    if (holder == null) {
                        throw new Refusal("content." + type, "is missing");
                    }
                    var medium = Seen.medium("content.url", holder.requiredText("url", 64 << 20));
                    holder.end();
                    if (type.equals("video_url") && !medium.startsWith("http")) {
                        throw new Refusal("content.video_url.url", "is no address");
                    }
                    var role = item.oneOf(
                            "role",
                            "first_frame",
                            "last_frame",
                            "reference_image",
                            "reference_video",
                            "reference_audio");
                    switch (role) {
                        case null -> {
                            frames++;
                            seen.put("firstFrame", medium);
                        }
                        case "first_frame" -> {
                            frames++;
                            seen.put("firstFrame", medium);
                        }
                        case "last_frame" -> {
                            frames++;
                            seen.put("lastFrame", medium);
                        }
                        default -> {
                            references++;
                            seen.reference(medium);
                        }
                    }
                }
                default -> throw new Refusal("content.type", "is " + type);
            }
            item.end();
        }
        if (frames > 0 && references > 0) {
            throw new Refusal("content.role", "mixes frames and references");
        }
        if (references > 0 && !model.contains("-2-")) {
            throw new Refusal("content.role", "is a reference, which this model does not take");
        }
    }

    /** The oldest models take their parameters as flags behind the text. */
    private static void text(String text, String model, Seen seen) {
        if (!model.contains("seaweed")) {
            seen.put("prompt", text);
            return;
        }
        var flags = FLAGS.matcher(text);
        var end = text.length();
        while (flags.find()) {
            end = Math.min(end, flags.start());
            var value = flags.group(2);
            switch (flags.group(1)) {
                case "ratio" -> seen.put("ratio", value);
                case "dur" -> seen.put("seconds", value);
                case "resolution" -> seen.put("resolution", value);
                case "seed" -> seen.put("seed", value);
                case "watermark" -> seen.put("watermark", Boolean.valueOf(value));
                case "camerafixed" -> seen.put("camera", value.equals("true") ? "fixed" : null);
                case "fps" -> seen.put("fps", value);
                default -> throw new Refusal("text", "has the flag --" + flags.group(1));
            }
        }
        seen.put("prompt", text.substring(0, end));
    }

    private ObjectNode object(FakeTask task, FakeTask.State state) {
        var object = JsonNodeFactory.instance.objectNode();
        var seen = task.seen();
        object.put("id", task.id()).put("model", seen.get("model")).put("status", word(state));
        object.put("created_at", task.created().getEpochSecond());
        object.put("updated_at", task.created().getEpochSecond() + task.ageInQuestions());
        object.put("safety_identifier", seen.get("reference"));
        object.putNull("error");
        if (state == FakeTask.State.SUCCEEDED) {
            object.putObject("content").put("video_url", clips().address(task.id()));
            object.putObject("usage").put("completion_tokens", 108_000).put("total_tokens", 108_000);
            object.put("resolution", "720p")
                    .put("ratio", "16:9")
                    .put("duration", 5)
                    .put("framespersecond", 24);
            object.put("seed", 12_345);
        }
        if (state == FakeTask.State.FAILED) {
            object.putObject("error").put("code", task.fault()).put("message", "The request failed because of it.");
        }
        return object;
    }

    private static String word(FakeTask.State state) {
        return switch (state) {
            case QUEUED -> "queued";
            case RUNNING -> "running";
            case SUCCEEDED -> "succeeded";
            case FAILED -> "failed";
            case CANCELLED -> "cancelled";
        };
    }

    private Answer list(Question question) {
        var asked = question.parameters();
        for (var name : asked.keySet()) {
            if (!List.of(
                            "page_num",
                            "page_size",
                            "filter.status",
                            "filter.model",
                            "filter.service_tier",
                            "filter.task_ids")
                    .contains(name)) {
                throw new Refusal(name, "is not a parameter");
            }
        }
        var model = question.parameter("filter.model");
        var status = question.parameter("filter.status");
        var ids = asked.getOrDefault("filter.task_ids", List.of());
        var found = new ArrayList<>(tasks().stream()
                .filter(task -> model == null || model.equals(task.seen().get("model")))
                .filter(task -> status == null || status.equals(word(task.state())))
                .filter(task -> ids.isEmpty() || ids.contains(task.id()))
                .sorted(Comparator.comparing(FakeTask::created).reversed())
                .toList());
        var page = question.number("page_num", 1);
        var size = question.number("page_size", 10);
        var answer = JsonNodeFactory.instance.objectNode().put("total", found.size());
        var items = answer.putArray("items");
        found.stream()
                .skip((long) (page - 1) * size)
                .limit(size)
                .forEach(task -> items.add(object(task, task.state())));
        return Answer.json(200, answer);
    }

    private Answer delete(FakeTask task) {
        return switch (task.state()) {
            case QUEUED -> {
                task.cancel();
                yield Answer.json(200, JsonNodeFactory.instance.objectNode());
            }
            case RUNNING ->
                error(409, "InvalidAction.RunningTaskDeletion", "The task is running and cannot be deleted");
            case SUCCEEDED, FAILED, CANCELLED -> {
                forget(task);
                yield Answer.json(200, JsonNodeFactory.instance.objectNode());
            }
        };
    }

    private static Answer error(int status, String code, String message) {
        var body = JsonNodeFactory.instance.objectNode();
        body.putObject("error")
                .put("code", code)
                .put("message", message + " Request id: 021700000000")
                .put("type", status >= 500 ? "InternalServerError" : "BadRequest")
                .put("param", "");
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
        return error(429, "RequestBurstTooFast", "Slow down.");
    }

    @Override
    protected Answer overloaded() {
        return error(503, "ServerOverloaded", "Come back later.");
    }

    @Override
    protected Answer unknownState(Answer answer) {
        return answer.withBody(answer.body().replaceFirst("\"status\":\"\\w+\"", "\"status\":\"pondering\""));
    }
}
