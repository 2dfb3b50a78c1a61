package dev.shotwright.fakes;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Luma's Dream Machine: generations drawn from words and addresses, modified or changed, a list of them, and a balance in cents. */
public final class FakeLuma extends FakeVendor {
    private static final String KEY = "luma-4b7f12aa90";
    private static final String ROOT = "/dream-machine/v1";
    private static final String GENERATIONS = ROOT + "/generations";
    private static final Set<String> SUBMISSIONS =
            Set.of(GENERATIONS, GENERATIONS + "/video", GENERATIONS + "/video/modify", GENERATIONS + "/video/reframe");
    private static final Pattern CHANGE = Pattern.compile(GENERATIONS + "/([0-9a-f-]{8,36})/(upscale|audio)");
    private static final String[] RATIOS = {"1:1", "16:9", "9:16", "4:3", "3:4", "21:9", "9:21"};
    private static final Set<String> CONCEPTS = Set.of(
            "truck_left",
            "truck_right",
            "pan_left",
            "pan_right",
            "pedestal_up",
            "pedestal_down",
            "tilt_up",
            "tilt_down",
            "zoom_in",
            "zoom_out",
            "push_in",
            "pull_out",
            "orbit_left",
            "orbit_right",
            "roll_left",
            "roll_right",
            "crane_up",
            "crane_down",
            "static",
            "handheld",
            "aerial_drone",
            "aerial",
            "bolt_cam",
            "dolly_zoom",
            "elevator_doors",
            "eye_level",
            "ground_level",
            "high_angle",
            "low_angle",
            "over_the_shoulder",
            "overhead",
            "pov",
            "selfie",
            "tiny_planet");

    @Override
    public String name() {
        return "luma";
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
        return LumaWords.faults();
    }

    @Override
    protected boolean isSubmission(Question question) {
        return question.method().equals("POST")
                && (SUBMISSIONS.contains(question.path())
                        || CHANGE.matcher(question.path()).matches());
    }

    @Override
    protected Answer answer(Question question) {
        if (!question.header("Authorization").equals("Bearer " + KEY)) {
            return question.header("Authorization").isEmpty()
                    ? LumaWords.error(403, "Not authenticated")
                    : LumaWords.error(401, "Invalid API key");
        }
        if (isSubmission(question)) {
            var change = CHANGE.matcher(question.path());
            return change.matches()
                    ? change(change.group(1), change.group(2), question.fields())
                    : create(question.path(), question.fields());
        }
        if (!question.method().equals("GET")) {
            return LumaWords.error(405, "Method Not Allowed");
        }
        if (question.path().equals(ROOT + "/credits")) {
            return Answer.json(200, JsonNodeFactory.instance.objectNode().put("credit_balance", 12_345));
        }
        if (question.path().equals(GENERATIONS)) {
            return Answer.json(200, list(question));
        }
        var task = question.path().startsWith(GENERATIONS + "/")
                ? task(question.path().substring(GENERATIONS.length() + 1))
                : null;
        return task == null
                ? LumaWords.error(404, "Generation not found")
                : Answer.json(200, object(task, task.asked()));
    }

    private ObjectNode list(Question question) {
        question.parameters().keySet().forEach(name -> {
            if (!List.of("limit", "offset").contains(name)) {
                throw new Refusal(name, "is not a parameter");
            }
        });
        var list = JsonNodeFactory.instance.objectNode();
        var generations = list.putArray("generations");
        tasks().stream()
                .sorted(Comparator.comparing(FakeTask::created).reversed())
                .limit(100)
                .forEach(task -> generations.add(object(task, task.state())));
        return list.put("has_more", false).put("count", generations.size());
    }

    /** What was drawn here must have ended well. */
    private Answer change(String id, String what, Fields fields) {
        var drawn = task(id);
        if (drawn != null && drawn.state() != FakeTask.State.SUCCEEDED) {
            return LumaWords.error(400, "Generation is not completed");
        }
        var seen = new Seen().put("source", id);
        seen.put("callback", fields.matching("callback_url", "https?://.+"));
        if (what.equals("upscale")) {
            fields.oneOf("generation_type", "upscale_video");
            seen.put("resolution", fields.oneOf("resolution", "540p", "720p", "1080p", "4k"));
        } else {
            fields.oneOf("generation_type", "add_audio");
            seen.put("prompt", fields.text("prompt", 5000));
            seen.put("negativePrompt", fields.text("negative_prompt", 5000));
        }
        return created(fields, seen);
    }

    private static void reframed(Fields fields, Seen seen) {
        seen.put("source", LumaWords.address("media", fields.object("media")));
        if (fields.has("first_frame")) {
            seen.put("firstFrame", LumaWords.address("first_frame", fields.object("first_frame")));
        }
        var ratio = fields.oneOf("aspect_ratio", RATIOS);
        if (ratio == null) {
            throw new Refusal("aspect_ratio", "is missing");
        }
        seen.put("ratio", ratio);
        for (var name : List.of(
                "grid_position_x",
                "grid_position_y",
                "resized_width",
                "resized_height",
                "x_start",
                "x_end",
                "y_start",
                "y_end")) {
            fields.integer(name, 0, 8192);
        }
    }

    private Answer create(String path, Fields fields) {
        var seen = new Seen();
        var modify = path.endsWith("/modify");
        var reframe = path.endsWith("/reframe");
        fields.oneOf("generation_type", modify ? "modify_video" : reframe ? "reframe_video" : "video");
        if (fields.oneOf("model", "ray-2", "ray-flash-2") == null) {
            throw new Refusal("model", "is missing");
        }
        seen.put("prompt", fields.text("prompt", 5000));
        seen.put("callback", fields.matching("callback_url", "https?://.+"));
        if (modify) {
            modified(fields, seen);
        } else if (reframe) {
            reframed(fields, seen);
        } else {
            drawn(fields, seen);
        }
        return created(fields, seen);
    }

    private Answer created(Fields fields, Seen seen) {
        fields.end();
        var task = accept("5f3bd7f3-3f28-4d14-b1c1-", seen);
        return Answer.json(201, object(task, FakeTask.State.QUEUED));
    }

    private static void modified(Fields fields, Seen seen) {
        var modes = List.of("adhere", "flex", "reimagine").stream()
                .flatMap(word -> List.of(word + "_1", word + "_2", word + "_3").stream())
                .toArray(String[]::new);
        if (fields.oneOf("mode", modes) == null) {
            throw new Refusal("mode", "is missing");
        }
        seen.put("source", LumaWords.address("media", fields.object("media")));
        if (fields.has("first_frame")) {
            seen.put("firstFrame", LumaWords.address("first_frame", fields.object("first_frame")));
        }
    }

    private static void drawn(Fields fields, Seen seen) {
        seen.put("ratio", fields.oneOf("aspect_ratio", RATIOS));
        seen.put("resolution", fields.oneOf("resolution", "540p", "720p", "1080p", "4k"));
        var seconds = fields.oneOf("duration", "5s", "9s");
        seen.put("seconds", seconds == null ? null : seconds.replace("s", ""));
        seen.put("loop", fields.flag("loop"));
        for (var concept : fields.objects("concepts", 8)) {
            var key = concept.requiredText("key", 40);
            if (!CONCEPTS.contains(key)) {
                throw new Refusal("concepts.key", "is no concept: " + key);
            }
            concept.end();
            seen.put("camera", key);
        }
        var keyframes = fields.object("keyframes");
        if (keyframes != null) {
            frame(keyframes, "frame0", "firstFrame", seen);
            frame(keyframes, "frame1", "lastFrame", seen);
            keyframes.end();
        }
    }

    private static void frame(Fields keyframes, String name, String meaning, Seen seen) {
        var frame = keyframes.object(name);
        if (frame == null) {
            return;
        }
        if ("generation".equals(frame.oneOf("type", "image", "generation"))) {
            seen.put(meaning, frame.requiredText("id", 100));
            frame.end();
        } else {
            seen.put(meaning, LumaWords.address(name, frame));
        }
    }

    private ObjectNode object(FakeTask task, FakeTask.State state) {
        var object = JsonNodeFactory.instance.objectNode();
        object.put("id", task.id())
                .put("generation_type", "video")
                .put("created_at", task.created().toString());
        object.putNull("failure_reason");
        object.putObject("request").put("prompt", task.seen().get("prompt"));
        object.put("state", LumaWords.state(state, "dreaming"));
        if (state == FakeTask.State.SUCCEEDED) {
            object.putObject("assets").put("video", clips().address(task.id())).putNull("progress_video");
        } else if (state == FakeTask.State.FAILED) {
            object.put("failure_reason", task.fault());
        }
        return object;
    }

    @Override
    protected Answer refuse(Refusal refusal) {
        return LumaWords.refusal(refusal);
    }

    @Override
    protected Answer fault(String name) {
        var told = Told.of(name);
        return LumaWords.error(told.status(), told.code());
    }

    @Override
    protected Answer tooMany() {
        return LumaWords.error(429, "Too many requests");
    }

    @Override
    protected Answer overloaded() {
        return LumaWords.error(503, "Service unavailable");
    }

    @Override
    protected Answer unknownState(Answer answer) {
        return LumaWords.pondering(answer);
    }
}
