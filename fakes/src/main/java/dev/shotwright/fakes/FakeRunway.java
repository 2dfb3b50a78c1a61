package dev.shotwright.fakes;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Runway: tasks from text, images and clips, uploads through a store of its own, and the organization's balance. */
public final class FakeRunway extends FakeVendor {
    private static final String KEY = "key_runway_90c1ab37";
    private static final String ROOT = "/v1";
    private static final String STORE = "/store/";
    private static final String MODERATION = "contentModeration";
    private static final Set<String> PATHS = Set.of("text_to_video", "image_to_video", "video_to_video");
    private static final Pattern PART =
            Pattern.compile("name=\"([^\"]*)\"[^\r]*\r\n(?:[^\r]+\r\n)?\r\n(.*)\r\n", Pattern.DOTALL);

    private final Map<String, String> uploads = new ConcurrentHashMap<>();

    @Override
    public String name() {
        return "runway";
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
                Fault.atSubmission("400 Validation of body failed", "invalid-request"),
                Fault.atSubmission("400 You do not have enough credits to run this task.", "insufficient-balance"),
                Fault.atSubmission("401 The API key is invalid", "authentication"),
                Fault.atSubmission("403 Forbidden", "permission"),
                Fault.atSubmission("404 Not found", "not-found"),
                Fault.atSubmission("405 Method not allowed", "invalid-request"),
                Fault.atSubmission("429 Too many requests", "rate-limited"),
                Fault.atSubmission("429 You have reached your daily limit of generations", "quota-exhausted"),
                Fault.atSubmission("500 Internal server error", "internal"),
                Fault.atSubmission("502 Bad gateway", "overloaded"),
                Fault.atSubmission("503 Service unavailable", "overloaded"),
                Fault.atSubmission("504 Gateway timeout", "overloaded"),
                Fault.inTask("SAFETY.INPUT.TEXT", "policy-input"),
                Fault.inTask("SAFETY.INPUT.IMAGE", "policy-input"),
                Fault.inTask("SAFETY.OUTPUT.VIDEO", "policy-output"),
                Fault.inTask("INPUT_PREPROCESSING.SAFETY.TEXT", "policy-input"),
                Fault.inTask("INPUT_PREPROCESSING.INTERNAL", "internal"),
                Fault.inTask("INTERNAL.BAD_OUTPUT.CODE01", "internal"),
                Fault.inTask("INTERNAL", "internal"),
                Fault.inTask("ASSET.INVALID", "unreadable-media"),
                Fault.inTask("THIRD_PARTY.UNAVAILABLE", "overloaded"));
    }

    @Override
    protected boolean isSubmission(Question question) {
        if (!question.method().equals("POST") || !question.path().startsWith(ROOT + "/")) {
            return false;
        }
        var path = question.path().substring(ROOT.length() + 1);
        return PATHS.contains(path) || RunwayProductFields.PATHS.contains(path);
    }

    @Override
    protected Answer answer(Question question) {
        var path = question.path();
        if (path.startsWith(STORE)) {
            return store(question);
        }
        if (!question.header("Authorization").equals("Bearer " + KEY)) {
            return error(401, "The API key is invalid");
        }
        if (!question.header("X-Runway-Version").equals("2024-11-06")) {
            return error(400, "The X-Runway-Version header is missing or unknown");
        }
        if (isSubmission(question)) {
            var place = path.substring(ROOT.length() + 1);
            return RunwayProductFields.PATHS.contains(place)
                    ? created(new RunwayProductFields(question.fields(), this::medium).read(place))
                    : create(place, question.fields());
        }
        if (path.equals(ROOT + "/organization") && question.method().equals("GET")) {
            return Answer.json(200, organization());
        }
        if (path.equals(ROOT + "/uploads") && question.method().equals("POST")) {
            return upload(question.fields());
        }
        if (path.startsWith(ROOT + "/tasks/")) {
            var task = task(path.substring((ROOT + "/tasks/").length()));
            if (task == null) {
                return error(404, "Not found");
            }
            return switch (question.method()) {
                case "GET" -> Answer.json(200, object(task, task.asked()));
                case "DELETE" -> delete(task);
                default -> error(405, "Method not allowed");
            };
        }
        return error(404, "Not found");
    }

    /** What is under way is cancelled; what has ended is deleted, clip and all. */
    private Answer delete(FakeTask task) {
        switch (task.state()) {
            case QUEUED, RUNNING -> task.cancel();
            case SUCCEEDED, FAILED, CANCELLED -> forget(task);
        }
        return new Answer(204, Map.of(), "");
    }

    private Answer upload(Fields fields) {
        var name = fields.requiredText("filename", 255);
        fields.oneOf("type", "ephemeral");
        fields.end();
        var number = uploads.size() + 1;
        var answer = JsonNodeFactory.instance.objectNode();
        answer.put("uploadUrl", host() + STORE + number);
        answer.put("runwayUri", "runway://upload/" + number);
        answer.putObject("fields").put("key", "uploads/" + name).put("policy", "signed-" + number);
        return Answer.json(200, answer);
    }

    /** The store knows no keys of the vendor's, and is shown none. */
    private Answer store(Question question) {
        var number = question.path().substring(STORE.length());
        if (!question.header("Authorization").isEmpty()) {
            return error(400, "Only one way of authentication is allowed");
        }
        var type = question.header("Content-Type");
        var at = type.indexOf("multipart/form-data; boundary=");
        if (!question.method().equals("POST") || at != 0) {
            return error(405, "The store takes forms alone");
        }
        var policy = false;
        var boundary = "--" + type.substring("multipart/form-data; boundary=".length());
        for (var part : question.body().split(Pattern.quote(boundary), -1)) {
            var fields = PART.matcher(part);
            if (fields.find() && "file".equals(fields.group(1))) {
                uploads.put(
                        "runway://upload/" + number,
                        Seen.fingerprint(fields.group(2).getBytes(StandardCharsets.ISO_8859_1)));
            } else if (fields.reset().find() && "policy".equals(fields.group(1))) {
                policy = fields.group(2).equals("signed-" + number);
            }
        }
        return policy && uploads.containsKey("runway://upload/" + number)
                ? new Answer(204, Map.of(), "")
                : error(403, "The form is not signed, or brings no file");
    }

    private Answer create(String path, Fields fields) {
        var seen = new Seen();
        var model = fields.requiredText("model", 100);
        var spec = RunwaySpecs.of(path, model);
        var prompt = fields.text("promptText", spec.longestPrompt());
        if (prompt == null && spec.promptNeeded()) {
            throw new Refusal("promptText", "is missing");
        }
        seen.put("prompt", prompt);
        var ratio = spec.ratios().isEmpty()
                ? null
                : fields.oneOf("ratio", spec.ratios().toArray(String[]::new));
        if (ratio == null && spec.ratioNeeded()) {
            throw new Refusal("ratio", "is missing");
        }
        seen.put("size", ratio == null ? null : ratio.replace(':', 'x'));
        if (spec.has("resolution")) {
            var resolution = fields.oneOf("resolution", "720P", "1080P");
            seen.put("resolution", resolution == null ? null : resolution.replace('P', 'p'));
        }
        if (!spec.seconds().isEmpty()) {
            var seconds = fields.integer(
                    "duration", spec.seconds().getFirst(), spec.seconds().getLast());
            if (seconds != null && !spec.seconds().contains(seconds.intValue())) {
                throw new Refusal("duration", "must be one of " + spec.seconds());
            }
            seen.put("seconds", seconds);
        }
        if (spec.has("seed")) {
            seen.put("seed", fields.integer("seed", 0, 4_294_967_295L));
            var moderation = fields.object(MODERATION);
            if (moderation != null) {
                moderation.oneOf("publicFigureThreshold", "auto", "low");
                moderation.end();
            }
        }
        if (spec.has("audio")) {
            seen.put("audio", fields.flag("audio"));
        }
        if (spec.has("negativePrompt")) {
            seen.put("negativePrompt", fields.text("negativePrompt", 1000));
        }
        media(path, spec, fields, seen);
        fields.end();
        return created(seen.put("model", model));
    }

    private Answer created(Seen seen) {
        var task = accept("17f20503-6c24-4c16-946b-", seen);
        var answer = JsonNodeFactory.instance.objectNode().put("id", task.id());
        if (seen.words().containsKey("configuration")) {
            answer.putObject("routing").put("model", "gen4.5").put("provider", "runway");
        }
        return Answer.json(200, answer);
    }

    private void media(String path, RunwaySpecs.Spec spec, Fields fields, Seen seen) {
        if (path.equals("image_to_video")) {
            var frames = fields.objects("promptImage", 2);
            for (var frame : frames) {
                var positions = spec.has("last") ? new String[] {"first", "last"} : new String[] {"first"};
                var position = frame.oneOf("position", positions);
                var medium = medium("promptImage", frame.requiredText("uri", 7_000_000), 5_000_000);
                frame.end();
                if (position == null) {
                    seen.reference(medium);
                } else {
                    seen.put(position + "Frame", medium);
                }
            }
            if (!seen.words().containsKey("firstFrame")) {
                throw new Refusal("promptImage", "lacks a first frame");
            }
        }
        if (path.equals("video_to_video")) {
            var name = spec.has("promptVideo") ? "promptVideo" : "videoUri";
            seen.put("source", medium(name, fields.requiredText(name, 20_000_000), 16_000_000));
        }
        if (spec.has("references")) {
            for (var reference : fields.objects("references", 9)) {
                seen.reference(medium("references", reference.requiredText("uri", 7_000_000), 5_000_000));
                reference.end();
            }
        }
        if (spec.has("referenceVideos")) {
            others(fields, "referenceVideos", "video", seen);
        }
        if (spec.has("referenceAudio")) {
            others(fields, "referenceAudio", "audio", seen);
        }
        if (spec.has("keyframes")) {
            for (var keyframe : fields.objects("keyframes", 5)) {
                seen.reference(medium("keyframes", keyframe.requiredText("uri", 7_000_000), 5_000_000));
                keyframe.number("seconds", 0, 3600);
                keyframe.end();
            }
            fields.oneOf("targetAspectRatio", "16:9", "4:3", "3:2", "1:1", "2:3", "3:4", "9:16", "21:9");
        }
    }

    private void others(Fields fields, String name, String type, Seen seen) {
        for (var reference : fields.objects(name, 3)) {
            if (reference.oneOf("type", type) == null) {
                throw new Refusal(name + ".type", "is missing");
            }
            seen.reference(medium(name, reference.requiredText("uri", 20_000_000), 16_000_000));
            reference.end();
        }
    }

    private String medium(String field, String address, int longestInline) {
        if (address.startsWith("runway://")) {
            return Objects.requireNonNullElseGet(uploads.get(address), () -> {
                throw new Refusal(field, "names an upload that is not there");
            });
        }
        if (address.startsWith("data:") && address.length() > longestInline) {
            throw new Refusal(field, "is too large to be within the request");
        }
        if (address.startsWith("http:") || (address.startsWith("https:") && address.length() > 2048)) {
            throw new Refusal(field, "is no address of https of at most 2048 characters");
        }
        return Seen.medium(field, address);
    }

    private static ObjectNode organization() {
        var organization = JsonNodeFactory.instance.objectNode().put("creditBalance", 1234);
        var tier = organization.putObject("tier").put("maxMonthlyCreditSpend", 100_000);
        var models = tier.putObject("models");
        models.putObject("gen4.5").put("maxConcurrentGenerations", 3).put("maxDailyGenerations", 200);
        models.putObject("veo3.1").put("maxConcurrentGenerations", 2).put("maxDailyGenerations", 100);
        organization.putObject("usage").putObject("models");
        return organization;
    }

    private ObjectNode object(FakeTask task, FakeTask.State state) {
        var object = JsonNodeFactory.instance.objectNode();
        object.put("id", task.id()).put("createdAt", task.created().toString());
        switch (state) {
            case QUEUED -> object.put("status", task.ageInQuestions() % 2 == 0 ? "THROTTLED" : "PENDING");
            case RUNNING -> object.put("status", "RUNNING").put("progress", 0.42);
            case SUCCEEDED ->
                object.put("status", "SUCCEEDED").putArray("output").add(clips().address(task.id()));
            case FAILED ->
                object.put("status", "FAILED")
                        .put("failure", "The task failed because of it.")
                        .put("failureCode", task.fault());
            case CANCELLED -> object.put("status", "CANCELLED");
        }
        return object;
    }

    private static Answer error(int status, String message) {
        return Answer.json(status, JsonNodeFactory.instance.objectNode().put("error", message));
    }

    @Override
    protected Answer refuse(Refusal refusal) {
        var body = JsonNodeFactory.instance.objectNode().put("error", "Validation of body failed");
        body.putArray("issues")
                .addObject()
                .put("code", "invalid_value")
                .put("message", refusal.getMessage())
                .putArray("path")
                .add(refusal.field());
        return Answer.json(400, body);
    }

    @Override
    protected Answer fault(String name) {
        var told = Told.of(name);
        return error(told.status(), told.code());
    }

    @Override
    protected Answer tooMany() {
        return error(429, "Too many requests");
    }

    @Override
    protected Answer overloaded() {
        return error(503, "Service unavailable");
    }

    @Override
    protected Answer unknownState(Answer answer) {
        return answer.withBody(answer.body().replaceFirst("\"status\":\"\\w+\"", "\"status\":\"PONDERING\""));
    }
}
