package dev.shotwright.fakes;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.JsonNodeFactory;

/** SiliconFlow's {@code /video/submit} and {@code /video/status}, both of which are posted to, and {@code /user/info}. */
public final class FakeSiliconFlow extends FakeVendor {
    private static final String KEY = "sk-siliconflow-7be1a3";
    private static final String TEXT = "Wan-AI/Wan2.2-T2V-A14B";
    private static final String PICTURE = "Wan-AI/Wan2.2-I2V-A14B";

    @Override
    public String name() {
        return "siliconflow";
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
                Fault.atSubmission("400 20015 The parameter is invalid", "invalid-request"),
                Fault.atSubmission("400 20012 Model does not exist", "not-found"),
                Fault.atSubmission("401 0 Invalid token", "authentication"),
                Fault.atSubmission("403 30001 Sorry, your account balance is insufficient", "insufficient-balance"),
                Fault.atSubmission("403 30011 Real-name verification is needed", "permission"),
                Fault.atSubmission(
                        "429 0 Request was rejected due to rate limiting: IPM limit reached", "rate-limited"),
                Fault.atSubmission(
                        "429 0 Request was rejected due to rate limiting: RPD limit reached", "quota-exhausted"),
                Fault.atSubmission("500 50501 Internal error", "internal"),
                Fault.atSubmission("503 50505 Model service overloaded", "overloaded"),
                Fault.atSubmission("504 50507 Timeout", "overloaded"),
                Fault.inTask("the picture cannot be read", "unknown"));
    }

    @Override
    protected boolean isSubmission(Question question) {
        return question.method().equals("POST") && question.path().equals("/v1/video/submit");
    }

    @Override
    protected Answer answer(Question question) {
        if (!question.header("Authorization").equals("Bearer " + KEY)) {
            return new Answer(401, Map.of(), "\"Invalid token\"");
        }
        return switch (question.method() + " " + question.path()) {
            case "POST /v1/video/submit" -> submit(question.fields());
            case "POST /v1/video/status" -> status(question.fields());
            case "GET /v1/user/info" -> account();
            default -> new Answer(404, Map.of(), "404 page not found");
        };
    }

    private Answer submit(Fields fields) {
        var seen = new Seen();
        var model = fields.requiredText("model", 100);
        if (!List.of(TEXT, PICTURE).contains(model)) {
            return error(400, 20012, "Model does not exist. Please check it carefully.");
        }
        seen.put("model", model);
        seen.put("prompt", fields.requiredText("prompt", 10_000));
        seen.put("negativePrompt", fields.text("negative_prompt", 10_000));
        var size = fields.oneOf("image_size", "1280x720", "720x1280", "960x960");
        if (size == null) {
            throw new Refusal("image_size", "is missing");
        }
        seen.put("size", size);
        if (model.equals(PICTURE)) {
            seen.put("firstFrame", Seen.medium("image", fields.requiredText("image", 64 << 20)));
        }
        seen.put("seed", fields.integer("seed", 0, 9_999_999_999L));
        fields.end();
        var task = accept("vreq", seen);
        return Answer.json(200, JsonNodeFactory.instance.objectNode().put("requestId", task.id()));
    }

    private Answer status(Fields fields) {
        var task = task(fields.requiredText("requestId", 100));
        fields.end();
        if (task == null) {
            return error(404, 20040, "The request is not found");
        }
        var state = task.asked();
        var answer = JsonNodeFactory.instance.objectNode();
        answer.put("status", word(state));
        answer.put("reason", state == FakeTask.State.FAILED ? task.fault() : "");
        answer.put("position", 0);
        if (state == FakeTask.State.SUCCEEDED) {
            var results = answer.putObject("results");
            results.putArray("videos").addObject().put("url", clips().address(task.id()));
            results.putObject("timings").put("inference", 123.4);
            results.put("seed", 123);
        } else {
            answer.putNull("results");
        }
        return Answer.json(200, answer);
    }

    private static String word(FakeTask.State state) {
        return switch (state) {
            case QUEUED -> "InQueue";
            case RUNNING -> "InProgress";
            case SUCCEEDED -> "Succeed";
            case FAILED, CANCELLED -> "Failed";
        };
    }

    private static Answer account() {
        var answer = JsonNodeFactory.instance.objectNode();
        answer.put("code", 20000).put("message", "OK").put("status", true);
        answer.putObject("data")
                .put("id", "userid")
                .put("balance", "0.88")
                .put("status", "normal")
                .put("chargeBalance", "88.00")
                .put("totalBalance", "88.88");
        return Answer.json(200, answer);
    }

    private static Answer error(int status, int code, String message) {
        var body = JsonNodeFactory.instance.objectNode();
        if (code > 0) {
            body.put("code", code);
        }
        body.put("message", message).putNull("data");
        return Answer.json(status, body);
    }

    @Override
    protected Answer refuse(Refusal refusal) {
        return error(400, 20015, "The parameter is invalid: " + refusal.getMessage());
    }

    /** An error by its status, its code and its message. */
    @Override
    protected Answer fault(String name) {
        var told = Told.of(name);
        var words = told.code().split(" ", 2);
        return error(told.status(), Integer.parseInt(words[0]), words[1]);
    }

    @Override
    protected Answer tooMany() {
        return error(429, 0, "Request was rejected due to rate limiting: RPM limit reached");
    }

    @Override
    protected Answer overloaded() {
        return error(503, 50505, "Model service overloaded. Please try again later.");
    }

    @Override
    protected Answer unknownState(Answer answer) {
        return answer.withBody(answer.body().replaceFirst("\"status\":\"\\w+\"", "\"status\":\"Pondering\""));
    }
}
