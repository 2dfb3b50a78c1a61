package dev.shotwright.fakes;

import java.util.List;
import java.util.Objects;
import tools.jackson.databind.node.JsonNodeFactory;

/** TokenHub's {@code /v1/api/video/submit} and {@code /v1/api/video/query}, both of which are posted to. */
public final class FakeTokenHub extends FakeVendor {
    private static final String KEY = "sk-tokenhub-93ab10";
    private static final String BOTH = "hy-video-1.5";
    private static final String PICTURE = "yt-video-2.0";

    @Override
    public String name() {
        return "tencent";
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
        return List.of(
                Fault.atSubmission("400 InvalidParameterValue", "invalid-request"),
                Fault.atSubmission("400 InvalidParameterValue.InvalidImageSize", "unreadable-media"),
                Fault.atSubmission("400 OperationDenied.TextIllegalDetected", "policy-input"),
                Fault.atSubmission("401 AuthFailure.TokenFailure", "authentication"),
                Fault.atSubmission("402 ResourceInsufficient", "insufficient-balance"),
                Fault.atSubmission("403 UnauthorizedOperation", "permission"),
                Fault.atSubmission("404 ModelUnknown", "not-found"),
                Fault.atSubmission("429 RequestLimitExceeded", "rate-limited"),
                Fault.atSubmission("429 RequestLimitExceeded.JobNumExceed", "concurrency-limited"),
                Fault.atSubmission("500 InternalError", "internal"),
                Fault.inTask("FailedOperation.ModerationFailed", "policy-input"),
                Fault.inTask("FailedOperation.ImageDecodeFailed", "unreadable-media"),
                Fault.inTask("FailedOperation.InnerError", "internal"));
    }

    @Override
    protected boolean isSubmission(Question question) {
        return question.method().equals("POST") && question.path().equals("/v1/api/video/submit");
    }

    @Override
    protected Answer answer(Question question) {
        if (!question.header("Authorization").equals("Bearer " + KEY)) {
            return error(401, "AuthFailure.TokenFailure", "The key is not valid.");
        }
        return switch (question.method() + " " + question.path()) {
            case "POST /v1/api/video/submit" -> submit(question.fields());
            case "POST /v1/api/video/query" -> query(question.fields());
            default -> error(404, "NotFound", "no such path");
        };
    }

    private Answer submit(Fields fields) {
        var seen = new Seen();
        var model = fields.requiredText("model", 100);
        if (!List.of(BOTH, PICTURE).contains(model)) {
            return error(404, "ModelUnknown", "no such model");
        }
        seen.put("model", model);
        seen.put("prompt", fields.requiredText("prompt", 200));
        picture(fields, model, seen);
        seen.put(
                "resolution",
                model.equals(BOTH)
                        ? fields.oneOf("resolution", "720p")
                        : fields.oneOf("resolution", "480p", "720p", "1080p"));
        var logo = fields.integer("logo_add", 0, 1);
        seen.put("watermark", logo == null ? null : (Boolean) (logo == 1));
        fields.any("logo_param");
        fields.end();
        var task = accept("hub-", seen);
        var answer = JsonNodeFactory.instance.objectNode().put("id", task.id()).put("request_id", "74d1ec30");
        return Answer.json(200, answer.put("created_at", task.created().getEpochSecond()));
    }

    private static void picture(Fields fields, String model, Seen seen) {
        var image = fields.object("image");
        if (image == null) {
            if (model.equals(PICTURE)) {
                throw new Refusal("image", "is missing");
            }
            return;
        }
        if (image.has("url") == image.has("base64")) {
            throw new Refusal("image", "is neither an address nor Base64");
        }
        seen.put(
                "firstFrame",
                image.has("url")
                        ? image.matching("url", "https?://.+")
                        : Seen.base64("image.base64", image.requiredText("base64", 8 << 20)));
        image.end();
    }

    private Answer query(Fields fields) {
        var model = fields.requiredText("model", 100);
        var task = task(fields.requiredText("id", 100));
        fields.end();
        if (task == null || !Objects.equals(task.seen().get("model"), model)) {
            return error(404, "ResourceNotFound", "no such job");
        }
        var state = task.asked();
        var answer = JsonNodeFactory.instance.objectNode().put("id", task.id()).put("object", "video");
        answer.put("status", word(state)).put("request_id", "0e1ad7b2").putNull("error");
        answer.put("progress", state == FakeTask.State.SUCCEEDED ? 100 : 40);
        if (state == FakeTask.State.SUCCEEDED) {
            answer.putObject("data").put("url", clips().address(task.id()));
        }
        if (state == FakeTask.State.FAILED) {
            answer.putObject("error").put("code", task.fault()).put("message", "As documented.");
        }
        return Answer.json(200, answer);
    }

    private static String word(FakeTask.State state) {
        return switch (state) {
            case QUEUED -> "queued";
            case RUNNING -> "running";
            case SUCCEEDED -> "completed";
            case FAILED -> "failed";
            case CANCELLED -> "cancelled";
        };
    }

    private static Answer error(int status, String code, String message) {
        var body = JsonNodeFactory.instance.objectNode();
        body.putObject("error").put("code", code).put("message", message);
        return Answer.json(status, body.put("request_id", "5b1f9c44"));
    }

    @Override
    protected Answer refuse(Refusal refusal) {
        return error(400, "InvalidParameterValue", "The parameter " + refusal.getMessage());
    }

    @Override
    protected Answer fault(String name) {
        var told = Told.of(name);
        return error(told.status(), told.code(), "As documented.");
    }

    @Override
    protected Answer tooMany() {
        return error(429, "RequestLimitExceeded", "Too many requests.");
    }

    @Override
    protected Answer overloaded() {
        return error(503, "InternalError", "Come back later.");
    }

    @Override
    protected Answer unknownState(Answer answer) {
        return answer.withBody(answer.body().replaceFirst("\"status\":\"\\w+\"", "\"status\":\"pondering\""));
    }
}
