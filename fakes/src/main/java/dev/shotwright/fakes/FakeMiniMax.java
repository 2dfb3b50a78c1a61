package dev.shotwright.fakes;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * MiniMax's two generations of video generation: {@code /v1} with a number for every answer and a file at the end, {@code /v2}
 * with a list of contents, a list of tasks, and cancelling in the queue. Troubles and errors are those of one generation.
 */
public final class FakeMiniMax extends FakeVendor {
    private static final String KEY = "mm-key-77aa01";
    private static final String FIRST = "/v1/video_generation";
    private static final String SECOND = "/v2/video_generation";
    private static final String AGAIN = "/v2/video_regeneration";
    private static final String QUERY = "/v2/query/video_generation";

    private final MiniMaxFiles files = new MiniMaxFiles();
    private final Generation generation;

    /** Which protocol the troubles and the errors are of. */
    public enum Generation {
        FIRST,
        SECOND
    }

    public FakeMiniMax(Generation generation) {
        this.generation = generation;
    }

    @Override
    public String name() {
        return "hailuo";
    }

    @Override
    public List<String> keys() {
        return List.of(KEY);
    }

    @Override
    protected String root() {
        return "";
    }

    @Override
    public List<Fault> faults() {
        return switch (generation) {
            case FIRST ->
                List.of(
                        Fault.atSubmission("1000", "internal"),
                        Fault.atSubmission("1001", "timeout"),
                        Fault.atSubmission("1002", "rate-limited"),
                        Fault.atSubmission("1004", "authentication"),
                        Fault.atSubmission("1008", "insufficient-balance"),
                        Fault.atSubmission("1013", "internal"),
                        Fault.atSubmission("1024", "internal"),
                        Fault.atSubmission("1026", "policy-input"),
                        Fault.atSubmission("1033", "internal"),
                        Fault.atSubmission("1039", "rate-limited"),
                        Fault.atSubmission("1041", "concurrency-limited"),
                        Fault.atSubmission("1042", "invalid-request"),
                        Fault.atSubmission("2013", "invalid-request"),
                        Fault.atSubmission("2049", "authentication"),
                        Fault.atSubmission("2056", "quota-exhausted"),
                        Fault.inTask("1026", "policy-input"),
                        Fault.inTask("1027", "policy-output"),
                        Fault.inTask("1000", "internal"));
            case SECOND ->
                List.of(
                        Fault.atSubmission("400 bad_request_error 2013", "invalid-request"),
                        Fault.atSubmission("401 authorized_error 1004", "authentication"),
                        Fault.atSubmission("402 insufficient_balance_error 1008", "insufficient-balance"),
                        Fault.atSubmission("422 unprocessable_entity_error 1026", "policy-input"),
                        Fault.atSubmission("422 unprocessable_entity_error 0", "policy-input"),
                        Fault.atSubmission("429 rate_limit_error 1002", "rate-limited"),
                        Fault.atSubmission("429 rate_limit_error 0", "rate-limited"),
                        Fault.atSubmission("500 server_error 1000", "internal"),
                        Fault.atSubmission("529 overloaded_error 0", "overloaded"),
                        Fault.inTask("422 unprocessable_entity_error 1026", "policy-input"),
                        Fault.inTask("422 unprocessable_entity_error 1027", "policy-output"),
                        Fault.inTask("500 server_error 1033", "internal"));
        };
    }

    @Override
    protected boolean isSubmission(Question question) {
        return question.method().equals("POST") && Set.of(FIRST, SECOND, AGAIN).contains(question.path());
    }

    @Override
    protected Answer answer(Question question) {
        var known = question.header("Authorization").equals("Bearer " + KEY);
        if (question.path().startsWith("/v1/")) {
            return known ? first(question) : told(1004, "login fail");
        }
        return known ? second(question) : error(401, "authorized_error", "login fail (1004)");
    }

    private Answer first(Question question) {
        return switch (question.method() + " " + question.path()) {
            case "POST " + FIRST -> create(question.fields());
            case "GET /v1/query/video_generation" -> {
                var task = task(parameter(question, "task_id"));
                yield task == null ? told(2013, "invalid params, task_id") : state(task, task.asked());
            }
            case "POST /v1/files/upload" -> told(files.bring(question), 0, "success");
            case "GET /v1/files/retrieve" -> file(parameter(question, "file_id"));
            default -> new Answer(404, Map.of(), "404 page not found");
        };
    }

    private static String parameter(Question question, String name) {
        var values = question.parameters();
        if (!values.keySet().equals(Set.of(name))) {
            throw new Refusal(name, "is not the only parameter");
        }
        return Objects.requireNonNull(values.get(name)).getFirst();
    }

    private Answer create(Fields fields) {
        var object = JsonNodeFactory.instance.objectNode();
        object.put("task_id", accept("10627624000", HailuoBody.read(fields)).id());
        return told(object, 0, "success");
    }

    /** A file's name is text here, and a number where the file is asked for. */
    private static Answer state(FakeTask task, FakeTask.State state) {
        var object = JsonNodeFactory.instance.objectNode();
        object.put("task_id", task.id());
        return switch (state) {
            case QUEUED -> told(object.put("status", "Queueing"), 0, "success");
            case RUNNING -> told(object.put("status", "Processing"), 0, "success");
            case SUCCEEDED ->
                told(
                        object.put("status", "Success")
                                .put("file_id", task.id())
                                .put("video_width", 1366)
                                .put("video_height", 768),
                        0,
                        "success");
            case FAILED, CANCELLED ->
                told(object.put("status", "Fail"), Integer.parseInt(String.valueOf(task.fault())), "as documented");
        };
    }

    private Answer file(String id) {
        var task = task(id);
        if (task == null) {
            return told(2013, "invalid params, file_id");
        }
        var object = JsonNodeFactory.instance.objectNode();
        object.putObject("file")
                .put("file_id", Long.parseLong(id))
                .put("bytes", 0)
                .put("created_at", task.created().getEpochSecond())
                .put("filename", "output.mp4")
                .put("purpose", "video_generation")
                .put("download_url", clips().address(id))
                .put("backup_download_url", clips().address(id));
        return told(object, 0, "success");
    }

    private static Answer told(int code, String message) {
        return told(JsonNodeFactory.instance.objectNode(), code, message);
    }

    private static Answer told(ObjectNode object, int code, String message) {
        object.putObject("base_resp").put("status_code", code).put("status_msg", message);
        return Answer.json(200, object);
    }

    private Answer second(Question question) {
        if (isSubmission(question)) {
            return question.path().equals(AGAIN) ? again(question.fields()) : draw(question.fields());
        }
        if (question.method().equals("GET") && question.path().equals(QUERY)) {
            return list(question);
        }
        var deleted = question.method().equals("DELETE");
        var base = (deleted ? SECOND : QUERY) + "/";
        if (!question.path().startsWith(base) || !(deleted || question.method().equals("GET"))) {
            return new Answer(404, Map.of(), "404 page not found");
        }
        var task = task(question.path().substring(base.length()));
        if (task == null) {
            return error(400, "bad_request_error", "invalid task_id (2013)");
        }
        if (deleted) {
            return delete(task);
        }
        var object = JsonNodeFactory.instance.objectNode();
        object.set("task", object(task, task.asked()));
        return Answer.json(200, object);
    }

    /** The prompt and the media must be those of the first draw, and length and ratio follow it. */
    private Answer again(Fields fields) {
        var seen = new Seen();
        if (!fields.requiredText("model", 100).equals("MiniMax-H3")) {
            throw new Refusal("model", "draws nothing again");
        }
        H3Content.read(fields, seen, files, 1);
        if (fields.oneOf("resolution", "2K") == null) {
            throw new Refusal("resolution", "is missing");
        }
        fields.flag("aigc_watermark");
        seen.put("resolution", "2k").put("callback", fields.matching("callback_url", "https?://.+"));
        fields.end();
        return created(seen.put("model", "MiniMax-H3"));
    }

    private Answer created(Seen seen) {
        var task = accept("4411820", seen);
        return Answer.json(200, JsonNodeFactory.instance.objectNode().put("task_id", task.id()));
    }

    private Answer draw(Fields fields) {
        var seen = new Seen();
        var model = fields.requiredText("model", 100);
        var max = model.equals("MiniMax-H3-Max");
        if (!max && !model.equals("MiniMax-H3")) {
            throw new Refusal("model", "is " + model);
        }
        var framed = H3Content.read(fields, seen, files, 0);
        fields.requiredText("resolution", 10);
        var resolution = String.valueOf(
                max ? fields.oneOf("resolution", "480P", "768P") : fields.oneOf("resolution", "768P", "2K"));
        seen.put("resolution", resolution.toLowerCase(Locale.ROOT));
        var seconds = fields.integer("duration", max ? 5 : 4, 15);
        if (seconds == null) {
            throw new Refusal("duration", "is missing");
        }
        seen.put("seconds", seconds);
        var ratio = fields.oneOf("ratio", "adaptive", "21:9", "16:9", "4:3", "1:1", "3:4", "9:16");
        if (!framed && !seen.words().containsKey("reference1") && (ratio == null || ratio.equals("adaptive"))) {
            throw new Refusal("ratio", "must be told where there is only text");
        }
        seen.put("ratio", ratio);
        var extra = fields.object("extra");
        if (extra != null) {
            extra.oneOf("prompt_expansion_mode", "disabled", "fast", "balanced", "quality");
            extra.end();
        }
        fields.flag("aigc_watermark");
        seen.put("callback", fields.matching("callback_url", "https?://.+"));
        fields.end();
        return created(seen.put("model", model));
    }

    private ObjectNode object(FakeTask task, FakeTask.State state) {
        var object = JsonNodeFactory.instance.objectNode();
        var seen = task.seen();
        var seconds = Integer.parseInt(seen.getOrDefault("seconds", "5"));
        object.put("id", task.id()).put("model", seen.get("model")).put("status", word(state));
        object.putNull("error");
        object.put("created_at", task.created().getEpochSecond());
        object.put("resolution", seen.get("resolution"))
                .put("ratio", seen.get("ratio"))
                .put("duration", seconds)
                .put("task_type", "generation")
                .put("modality", "video");
        if (state == FakeTask.State.SUCCEEDED) {
            object.putObject("content").put("url", clips().address(task.id()));
            object.putObject("usage")
                    .put("total_seconds", seconds)
                    .put("input_seconds", 0)
                    .put("output_seconds", seconds)
                    .put("input_image_count", 0);
        }
        if (state == FakeTask.State.FAILED) {
            var parts = String.valueOf(task.fault()).split(" ", -1);
            object.putObject("error").put("type", parts[1]).put("message", "as documented (%s)".formatted(parts[2]));
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
                            "filter.task_ids",
                            "filter.model",
                            "filter.task_type")
                    .contains(name)) {
                throw new Refusal(name, "is not a parameter");
            }
        }
        var size = question.number("page_size", 10);
        var object = JsonNodeFactory.instance.objectNode();
        var items = object.putArray("items");
        tasks().reversed().stream()
                .filter(task -> String.valueOf(task.seen().get("model")).startsWith("MiniMax-H3"))
                .limit(size)
                .forEach(task -> items.add(object(task, task.state())));
        return Answer.json(200, object.put("total", tasks().size()));
    }

    private Answer delete(FakeTask task) {
        var object = JsonNodeFactory.instance.objectNode().put("task_id", task.id());
        return switch (task.state()) {
            case QUEUED -> {
                task.cancel();
                yield Answer.json(200, object.put("action", "cancelled").put("status", "cancelled"));
            }
            case SUCCEEDED, FAILED -> {
                forget(task);
                yield Answer.json(200, object.put("action", "deleted").put("status", "deleted"));
            }
            case RUNNING, CANCELLED -> error(400, "bad_request_error", "the task cannot be cancelled (2013)");
        };
    }

    private static Answer error(int status, String type, String message) {
        var body = JsonNodeFactory.instance.objectNode().put("type", "error");
        body.putObject("error").put("type", type).put("message", message).put("http_code", String.valueOf(status));
        return Answer.json(status, body.put("request_id", "06ad9a1c"));
    }

    @Override
    protected Answer refuse(Refusal refusal) {
        return switch (generation) {
            case FIRST -> told(2013, "invalid params, " + refusal.getMessage());
            case SECOND -> error(400, "bad_request_error", "invalid params, %s (2013)".formatted(refusal.getMessage()));
        };
    }

    @Override
    protected Answer fault(String name) {
        return switch (generation) {
            case FIRST -> told(Integer.parseInt(name), "as documented");
            case SECOND -> {
                var told = Told.of(name);
                var parts = told.code().split(" ", -1);
                var number = parts[1].equals("0") ? "" : " (%s)".formatted(parts[1]);
                yield error(told.status(), parts[0], "as documented" + number);
            }
        };
    }

    @Override
    protected Answer tooMany() {
        return switch (generation) {
            case FIRST -> told(1002, "rate limit");
            case SECOND -> error(429, "rate_limit_error", "rate limit (1002)");
        };
    }

    @Override
    protected Answer overloaded() {
        return switch (generation) {
            case FIRST -> told(1033, "downstream service error");
            case SECOND -> error(529, "overloaded_error", "overloaded");
        };
    }

    @Override
    protected Answer unknownState(Answer answer) {
        return answer.withBody(answer.body().replaceFirst("\"status\":\"\\w+\"", "\"status\":\"Pondering\""));
    }
}
