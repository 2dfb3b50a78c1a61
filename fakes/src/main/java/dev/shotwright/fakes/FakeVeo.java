package dev.shotwright.fakes;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Veo by the Gemini API: operations that run long, and clips that only the holder of the key is given. */
public final class FakeVeo extends FakeVendor {
    private static final String KEY = "veo-key-7d20b6aa";
    private static final String ROOT = "/v1beta";
    private static final String SUBMIT = ":predictLongRunning";
    private static final Map<String, Set<String>> RESOLUTIONS = Map.of(
            "veo-3.1-generate-preview", Set.of("720p", "1080p", "4k"),
            "veo-3.1-fast-generate-preview", Set.of("720p", "1080p", "4k"),
            "veo-3.1-lite-generate-preview", Set.of("720p", "1080p"),
            "veo-3.0-generate-001", Set.of("720p", "1080p"),
            "veo-3.0-fast-generate-001", Set.of("720p", "1080p"));
    private static final Map<String, Integer> CODES = Map.of(
            "INVALID_ARGUMENT", 3,
            "RESOURCE_EXHAUSTED", 8,
            "INTERNAL", 13,
            "UNAVAILABLE", 14);

    public FakeVeo() {
        clips().guard("x-goog-api-key", KEY);
    }

    @Override
    public String name() {
        return "veo";
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
                Fault.atSubmission("400 INVALID_ARGUMENT", "invalid-request"),
                Fault.atSubmission("400 INVALID_ARGUMENT API_KEY_INVALID", "authentication"),
                Fault.atSubmission("400 INVALID_ARGUMENT usage guidelines", "policy-input"),
                Fault.atSubmission("400 FAILED_PRECONDITION", "permission"),
                Fault.atSubmission("401 UNAUTHENTICATED", "authentication"),
                Fault.atSubmission("403 PERMISSION_DENIED", "permission"),
                Fault.atSubmission("404 NOT_FOUND", "not-found"),
                Fault.atSubmission("429 RESOURCE_EXHAUSTED", "rate-limited"),
                Fault.atSubmission("429 RESOURCE_EXHAUSTED PerDay", "quota-exhausted"),
                Fault.atSubmission("500 INTERNAL", "internal"),
                Fault.atSubmission("503 UNAVAILABLE", "overloaded"),
                Fault.atSubmission("504 DEADLINE_EXCEEDED", "timeout"),
                Fault.inTask("filtered", "policy-output"),
                Fault.inTask("filtered without reasons", "policy-output"),
                Fault.inTask("nothing", "internal"),
                Fault.inTask("INVALID_ARGUMENT", "invalid-request"),
                Fault.inTask("INVALID_ARGUMENT usage guidelines", "policy-input"),
                Fault.inTask("RESOURCE_EXHAUSTED", "rate-limited"),
                Fault.inTask("INTERNAL", "internal"),
                Fault.inTask("INTERNAL by number", "internal"),
                Fault.inTask("UNAVAILABLE", "overloaded"));
    }

    @Override
    protected boolean isSubmission(Question question) {
        return question.method().equals("POST") && question.path().endsWith(SUBMIT);
    }

    @Override
    protected Answer answer(Question question) {
        var path = question.path();
        if (!question.header("x-goog-api-key").equals(KEY)) {
            return question.header("x-goog-api-key").isEmpty()
                    ? error(403, "PERMISSION_DENIED", "Method doesn't allow unregistered callers.", null)
                    : error(400, "INVALID_ARGUMENT", "API key not valid.", reason("API_KEY_INVALID"));
        }
        if (isSubmission(question) && path.startsWith(ROOT + "/models/")) {
            var model = path.substring((ROOT + "/models/").length(), path.length() - SUBMIT.length());
            return RESOLUTIONS.containsKey(model)
                    ? create(model, question.fields())
                    : error(404, "NOT_FOUND", "models/%s is not found for API version v1beta".formatted(model), null);
        }
        if (!question.method().equals("GET")) {
            return error(404, "NOT_FOUND", "Requested entity was not found.", null);
        }
        if (path.equals(ROOT + "/models")) {
            var list = JsonNodeFactory.instance.objectNode();
            RESOLUTIONS
                    .keySet()
                    .forEach(model -> list.withArray("models").addObject().put("name", "models/" + model));
            return Answer.json(200, list);
        }
        var task = path.startsWith(ROOT + "/models/") ? task(path.substring(ROOT.length() + 1)) : null;
        return task == null
                ? error(404, "NOT_FOUND", "Requested entity was not found.", null)
                : Answer.json(200, operation(task, task.asked()));
    }

    private Answer create(String model, Fields fields) {
        var seen = new Seen();
        var instances = fields.objects("instances", 1);
        if (instances.isEmpty()) {
            throw new Refusal("instances", "is missing");
        }
        var needs = instance(instances.getFirst(), model, seen);
        var parameters = fields.object("parameters");
        if (parameters != null) {
            parameters(parameters, model, needs, seen);
        }
        var webhook = fields.object("webhookConfig");
        if (webhook != null) {
            webhook.texts("uris", 10);
            webhook.any("userMetadata");
            webhook.end();
        }
        fields.end();
        var task = accept("models/%s/operations/op".formatted(model), seen.put("model", model));
        return Answer.json(200, JsonNodeFactory.instance.objectNode().put("name", task.id()));
    }

    /** What an instance asks of the parameters. */
    private record Needs(boolean eightSeconds, boolean only720p) {}

    private static Needs instance(Fields instance, String model, Seen seen) {
        var newer = model.contains("3.1");
        var larger = newer && !model.contains("lite");
        var prompt = instance.text("prompt", 20_000);
        seen.put("prompt", prompt);
        var first = image(instance, "image", seen);
        seen.put("firstFrame", first);
        var last = image(instance, "lastFrame", seen);
        seen.put("lastFrame", last);
        if (last != null && (first == null || !newer)) {
            throw new Refusal("instances.lastFrame", "needs an image, and a model that interpolates");
        }
        var references = instance.objects("referenceImages", 3);
        for (var reference : references) {
            var medium = image(reference, "image", seen);
            var type = reference.requiredText("referenceType", 20);
            if (medium == null || !type.equalsIgnoreCase("asset")) {
                throw new Refusal("instances.referenceImages", "needs an image and the type asset");
            }
            seen.reference(medium);
            reference.end();
        }
        var video = instance.object("video");
        if (video != null) {
            seen.put("source", Seen.medium("instances.video.uri", video.requiredText("uri", 2000)));
            video.oneOf("encoding", "video/mp4");
            video.end();
        }
        instance.end();
        if ((!references.isEmpty() || video != null) && !larger) {
            throw new Refusal("instances", "brings what this model does not take");
        }
        if (!references.isEmpty() && (first != null || video != null)) {
            throw new Refusal("instances.referenceImages", "cannot be mixed with an image or a video");
        }
        if (prompt == null && first == null && video == null) {
            throw new Refusal("instances.prompt", "is missing");
        }
        return new Needs(!references.isEmpty() || video != null, video != null);
    }

    /** A picture as the official clients write it, or as the samples on the page do. */
    private static @Nullable String image(Fields owner, String name, Seen seen) {
        var image = owner.object(name);
        if (image == null) {
            return null;
        }
        var inline = image.object("inlineData");
        var holder = inline == null ? image : inline;
        var data = holder.requiredText(inline == null ? "bytesBase64Encoded" : "data", 28 << 20);
        if (holder.oneOf("mimeType", "image/png", "image/jpeg") == null) {
            throw new Refusal(name + ".mimeType", "is missing");
        }
        if (inline != null) {
            inline.end();
        }
        image.end();
        seen.put("imageEncoding", inline == null ? "bytesBase64Encoded" : "inlineData");
        return Seen.base64(name, data);
    }

    private static void parameters(Fields parameters, String model, Needs needs, Seen seen) {
        var ratio = parameters.oneOf("aspectRatio", "16:9", "9:16");
        var resolution = parameters.oneOf("resolution", "720p", "1080p", "4k");
        var seconds = parameters.integer("durationSeconds", 4, 8);
        seen.put("ratio", ratio).put("resolution", resolution).put("seconds", seconds);
        seen.put("negativePrompt", parameters.text("negativePrompt", 20_000));
        seen.put("seed", parameters.integer("seed", 0, 4_294_967_295L));
        seen.put("people", parameters.oneOf("personGeneration", "allow_all", "allow_adult", "dont_allow"));
        parameters.integer("sampleCount", 1, 1);
        parameters.flag("enhancePrompt");
        parameters.end();
        var size = Objects.requireNonNullElse(resolution, "720p");
        if (!Objects.requireNonNull(RESOLUTIONS.get(model)).contains(size)
                || (needs.only720p() && !size.equals("720p"))
                || (model.contains("3.0") && size.equals("1080p") && "9:16".equals(ratio))) {
            throw new Refusal("parameters.resolution", "is not drawn by this model here: " + size);
        }
        var length = Objects.requireNonNullElse(seconds, 8L);
        if (length % 2 != 0 || (length != 8 && (needs.eightSeconds() || !size.equals("720p")))) {
            throw new Refusal("parameters.durationSeconds", "must be 4, 6 or 8, and is %d".formatted(length));
        }
    }

    private ObjectNode operation(FakeTask task, FakeTask.State state) {
        var operation = JsonNodeFactory.instance.objectNode().put("name", task.id());
        if (state == FakeTask.State.SUCCEEDED) {
            var response = operation.put("done", true).putObject("response");
            response.put("@type", "type.googleapis.com/google.ai.generativelanguage.v1beta.PredictLongRunningResponse");
            response.putObject("generateVideoResponse")
                    .putArray("generatedSamples")
                    .addObject()
                    .putObject("video")
                    .put("uri", clips().address(task.id()));
        }
        var fault = task.fault();
        if (state == FakeTask.State.FAILED && fault != null) {
            operation.put("done", true);
            failed(operation, fault);
        }
        return operation;
    }

    private static void failed(ObjectNode operation, String fault) {
        switch (fault) {
            case "filtered" ->
                operation
                        .putObject("response")
                        .putObject("generateVideoResponse")
                        .put("raiMediaFilteredCount", 1)
                        .putArray("raiMediaFilteredReasons")
                        .add("The audio of the clip was found to break the rules. You have not been charged.");
            case "filtered without reasons" ->
                operation
                        .putObject("response")
                        .putObject("generateVideoResponse")
                        .put("raiMediaFilteredCount", 1);
            case "nothing" -> operation.putObject("response").putObject("generateVideoResponse");
            default -> {
                var space = fault.indexOf(' ');
                var word = space < 0 ? fault : fault.substring(0, space);
                var error = operation.putObject("error").put("code", CODES.get(word));
                error.put("message", "As documented: " + fault);
                if (!fault.endsWith("by number")) {
                    error.put("status", word);
                }
            }
        }
    }

    private static ObjectNode reason(String word) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("@type", "type.googleapis.com/google.rpc.ErrorInfo")
                .put("reason", word)
                .put("domain", "googleapis.com");
    }

    private static Answer error(int status, String word, String message, @Nullable ObjectNode detail) {
        var body = JsonNodeFactory.instance.objectNode();
        var error = body.putObject("error")
                .put("code", status)
                .put("message", message)
                .put("status", word);
        if (detail != null) {
            error.putArray("details").add(detail);
        }
        return Answer.json(status, body);
    }

    @Override
    protected Answer refuse(Refusal refusal) {
        return error(400, "INVALID_ARGUMENT", "Invalid value: " + refusal.getMessage(), null);
    }

    @Override
    protected Answer fault(String name) {
        var told = Told.of(name);
        var words = told.code().split(" ", 2);
        var quota = JsonNodeFactory.instance.objectNode().put("@type", "type.googleapis.com/google.rpc.QuotaFailure");
        var detail = switch (words.length < 2 ? "" : words[1]) {
            case "API_KEY_INVALID" -> reason("API_KEY_INVALID");
            case "PerDay" -> {
                quota.putArray("violations").addObject().put("quotaId", "PredictLongRunningPerDayPerProject");
                yield quota;
            }
            default -> null;
        };
        return error(told.status(), words[0], "As documented: " + name, detail);
    }

    @Override
    protected Answer tooMany() {
        return error(429, "RESOURCE_EXHAUSTED", "Resource has been exhausted (e.g. check quota).", null);
    }

    @Override
    protected Answer overloaded() {
        return error(503, "UNAVAILABLE", "The model is overloaded. Please try again later.", null);
    }

    @Override
    protected Answer unknownState(Answer answer) {
        return answer.withBody(answer.body().replaceFirst("^\\{", "{\"done\":\"pondering\","));
    }
}
