package dev.shotwright.fakes;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** OpenAI's {@code /videos}: create as JSON or form, get, list, content, remix, edits, extensions, and delete. */
public final class FakeOpenAi extends FakeVendor {
    private static final String KEY = "sk-openai-5e90f7";
    private static final String VIDEOS = "/v1/videos";

    /** Where each clip lay when its video was last asked for. */
    private final Map<String, String> contents = new ConcurrentHashMap<>();

    @Override
    public String name() {
        return "openai";
    }

    @Override
    public List<String> keys() {
        return List.of(KEY);
    }

    @Override
    protected String root() {
        return "/v1";
    }

    @Override
    public List<Fault> faults() {
        return List.of(
                Fault.atSubmission("400 invalid_value", "invalid-request"),
                Fault.atSubmission("400 moderation_blocked", "policy-input"),
                Fault.atSubmission("400 billing_hard_limit_reached", "insufficient-balance"),
                Fault.atSubmission("401 invalid_api_key", "authentication"),
                Fault.atSubmission("403 unsupported_country", "permission"),
                Fault.atSubmission("404 model_not_found", "not-found"),
                Fault.atSubmission("429 rate_limit_exceeded", "rate-limited"),
                Fault.atSubmission("429 insufficient_quota", "quota-exhausted"),
                Fault.atSubmission("500 server_error", "internal"),
                Fault.atSubmission("503 overloaded", "overloaded"),
                Fault.inTask("moderation_blocked", "policy-input"),
                Fault.inTask("server_error", "internal"));
    }

    @Override
    protected boolean isSubmission(Question question) {
        return question.method().equals("POST") && question.path().startsWith(VIDEOS);
    }

    @Override
    protected Answer answer(Question question) {
        if (!question.header("Authorization").equals("Bearer " + KEY)) {
            return error(401, "invalid_api_key", "Incorrect API key provided.");
        }
        var path = question.path();
        if (path.equals(VIDEOS)) {
            return switch (question.method()) {
                case "POST" -> create(question);
                case "GET" -> list(question);
                default -> error(405, "method_not_allowed", "Method not allowed.");
            };
        }
        if (question.method().equals("POST") && path.equals(VIDEOS + "/edits")) {
            return from(question, "edit");
        }
        if (question.method().equals("POST") && path.equals(VIDEOS + "/extensions")) {
            return from(question, "extend");
        }
        if (!path.startsWith(VIDEOS + "/")) {
            return error(404, "not_found", "no such path");
        }
        var names = path.substring(VIDEOS.length() + 1).split("/", 2);
        var task = task(names[0]);
        if (task == null) {
            return error(404, "not_found", "Video with id '" + names[0] + "' not found.");
        }
        return switch (question.method() + (names.length > 1 ? " " + names[1] : "")) {
            case "GET" -> Answer.json(200, video(task, task.asked()));
            case "GET content" -> content(task, question);
            case "POST remix" -> remix(task, fields(question, new HashMap<>()));
            case "DELETE" -> delete(task);
            default -> error(404, "not_found", "no such path");
        };
    }

    private static Fields fields(Question question, Map<String, byte[]> files) {
        if (!question.header("Content-Type").startsWith("multipart/form-data")) {
            return question.fields();
        }
        var form = new FormParts(question);
        files.putAll(form.files());
        return form.texts();
    }

    private Answer create(Question question) {
        var files = new HashMap<String, byte[]>();
        var fields = fields(question, files);
        var seen = new Seen();
        seen.put("prompt", fields.requiredText("prompt", 32_000));
        var model = Objects.requireNonNullElse(fields.text("model", 100), "sora-2");
        if (!List.of("sora-2", "sora-2-pro").contains(model)) {
            return error(404, "model_not_found", "The model '" + model + "' does not exist.");
        }
        seen.put("model", model);
        seen.put("seconds", Objects.requireNonNullElse(fields.oneOf("seconds", "4", "8", "12"), "4"));
        var size = model.equals("sora-2")
                ? fields.oneOf("size", "1280x720", "720x1280")
                : fields.oneOf("size", "1280x720", "720x1280", "1024x1792", "1792x1024");
        seen.put("size", Objects.requireNonNullElse(size, "720x1280"));
        var file = files.remove("input_reference");
        if (file != null) {
            seen.put("firstFrame", Seen.fingerprint(file));
        } else {
            var reference = fields.object("input_reference");
            if (reference != null) {
                seen.put(
                        "firstFrame",
                        Seen.medium("input_reference.image_url", reference.requiredText("image_url", 20 << 20)));
                reference.end();
            }
        }
        if (!files.isEmpty()) {
            throw new Refusal(String.join(", ", files.keySet()), "is not a file of this form");
        }
        fields.end();
        return accepted(seen);
    }

    private Answer remix(FakeTask task, Fields fields) {
        var seen = copy(task, fields.requiredText("prompt", 32_000)).put("remix", task.id());
        fields.end();
        return task.state() == FakeTask.State.SUCCEEDED
                ? accepted(seen)
                : error(400, "invalid_value", "The video is not completed.");
    }

    private Answer from(Question question, String how) {
        var fields = fields(question, new HashMap<>());
        var prompt = fields.requiredText("prompt", 32_000);
        var video = fields.object("video");
        if (video == null) {
            throw new Refusal("video", "is missing");
        }
        var task = task(video.requiredText("id", 100));
        video.end();
        if (task == null || task.state() != FakeTask.State.SUCCEEDED) {
            return error(400, "invalid_value", "The video is not completed.");
        }
        var seen = copy(task, prompt).put(how, task.id());
        if (how.equals("extend")) {
            seen.put("seconds", fields.oneOf("seconds", "4", "8", "12", "16", "20"));
        }
        fields.end();
        return accepted(seen);
    }

    private static Seen copy(FakeTask task, String prompt) {
        var seen = new Seen();
        List.of("model", "seconds", "size")
                .forEach(name -> seen.put(name, task.seen().get(name)));
        return seen.put("prompt", prompt);
    }

    private Answer accepted(Seen seen) {
        return Answer.json(200, video(accept("video_", seen), FakeTask.State.QUEUED));
    }

    private ObjectNode video(FakeTask task, FakeTask.State state) {
        var seen = task.seen();
        var video = JsonNodeFactory.instance.objectNode();
        video.put("id", task.id()).put("object", "video").put("model", seen.get("model"));
        video.put("status", word(state)).put("progress", state == FakeTask.State.SUCCEEDED ? 100 : 33);
        video.put("created_at", task.created().getEpochSecond()).putNull("completed_at");
        video.put("prompt", seen.get("prompt"))
                .put("seconds", seen.get("seconds"))
                .put("size", seen.get("size"));
        video.put("remixed_from_video_id", seen.get("remix")).putNull("error").putNull("expires_at");
        if (state == FakeTask.State.SUCCEEDED) {
            video.put("expires_at", task.created().getEpochSecond() + 86_400);
            contents.put(task.id(), clips().address(task.id()));
        }
        if (state == FakeTask.State.FAILED) {
            video.putObject("error").put("code", task.fault()).put("message", "As documented.");
        }
        return video;
    }

    private static String word(FakeTask.State state) {
        return switch (state) {
            case QUEUED -> "queued";
            case RUNNING -> "in_progress";
            case SUCCEEDED -> "completed";
            case FAILED, CANCELLED -> "failed";
        };
    }

    /** The clip lies at a store that the answer points to. */
    private Answer content(FakeTask task, Question question) {
        var address = contents.get(task.id());
        var variant = question.parameter("variant");
        if (address == null || !(variant == null || variant.equals("video"))) {
            return error(404, "not_found", "The content is not ready.");
        }
        return new Answer(302, Map.of("Location", address), "");
    }

    private Answer list(Question question) {
        var asked = question.parameters();
        for (var name : asked.keySet()) {
            if (!List.of("after", "limit", "order").contains(name)) {
                throw new Refusal(name, "is not a parameter");
            }
        }
        var after = question.parameter("after");
        var limit = question.number("limit", 20);
        var oldest = Comparator.comparingInt((FakeTask task) -> tasks().indexOf(task));
        var sorted = tasks().stream()
                .filter(task -> task(task.id()) != null)
                .sorted("asc".equals(question.parameter("order")) ? oldest : oldest.reversed())
                .toList();
        var rest = sorted.stream()
                .skip(
                        after == null
                                ? 0
                                : 1 + sorted.stream().map(FakeTask::id).toList().indexOf(after))
                .toList();
        var page = rest.stream().limit(limit).toList();
        var answer = JsonNodeFactory.instance.objectNode().put("object", "list");
        var data = answer.putArray("data");
        page.forEach(task -> data.add(video(task, task.state())));
        answer.put("first_id", page.isEmpty() ? null : page.getFirst().id());
        answer.put("last_id", page.isEmpty() ? null : page.getLast().id());
        answer.put("has_more", rest.size() > page.size());
        return Answer.json(200, answer);
    }

    private Answer delete(FakeTask task) {
        if (task.state() == FakeTask.State.RUNNING) {
            return error(409, "invalid_value", "The video is in progress and cannot be deleted.");
        }
        task.cancel();
        forget(task);
        return Answer.json(
                200,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("id", task.id())
                        .put("object", "video.deleted")
                        .put("deleted", true));
    }

    private static Answer error(int status, String code, String message) {
        var body = JsonNodeFactory.instance.objectNode();
        body.putObject("error")
                .put("message", message)
                .put("type", status >= 500 ? "server_error" : "invalid_request_error")
                .putNull("param")
                .put("code", code);
        return Answer.json(status, body);
    }

    @Override
    protected Answer refuse(Refusal refusal) {
        return error(400, "invalid_value", "The parameter " + refusal.getMessage());
    }

    @Override
    protected Answer fault(String name) {
        var told = Told.of(name);
        return error(told.status(), told.code(), "As documented.");
    }

    @Override
    protected Answer tooMany() {
        return error(429, "rate_limit_exceeded", "Rate limit reached.");
    }

    @Override
    protected Answer overloaded() {
        return error(503, "overloaded", "The server is overloaded.");
    }

    @Override
    protected Answer unknownState(Answer answer) {
        return answer.withBody(answer.body().replaceFirst("\"status\":\"\\w+\"", "\"status\":\"pondering\""));
    }
}
