package dev.shotwright.fakes;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Luma's Agents: generations of ray-3.2, drawn, edited or reframed, with the fields of a clip in an object of their own. */
public final class FakeLumaAgents extends FakeVendor {
    private static final String KEY = "luma-agents-77c0de31";
    private static final String ROOT = "/v1";
    private static final String GENERATIONS = ROOT + "/generations";

    @Override
    public String name() {
        return "luma-agents";
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
        return question.method().equals("POST") && question.path().equals(GENERATIONS);
    }

    @Override
    protected Answer answer(Question question) {
        if (!question.header("Authorization").equals("Bearer " + KEY)) {
            return LumaWords.error(401, "Invalid API key");
        }
        if (isSubmission(question)) {
            return create(question.fields());
        }
        var task = question.method().equals("GET") && question.path().startsWith(GENERATIONS + "/")
                ? task(question.path().substring(GENERATIONS.length() + 1))
                : null;
        return task == null
                ? LumaWords.error(404, "Generation not found")
                : Answer.json(200, object(task, task.asked()));
    }

    private Answer create(Fields fields) {
        var seen = new Seen();
        var type = fields.oneOf("type", "video", "video_edit", "video_reframe");
        if (fields.oneOf("model", "ray-3.2") == null || type == null) {
            throw new Refusal("model", "or type is missing");
        }
        seen.put("prompt", fields.requiredText("prompt", 6000));
        seen.put("ratio", fields.oneOf("aspect_ratio", "9:16", "3:4", "1:1", "4:3", "16:9", "21:9"));
        var video = fields.object("video");
        if (type.equals("video")) {
            if (video != null) {
                video(video, seen);
            }
        } else {
            changed(type, fields.object("source"), video, seen);
        }
        fields.end();
        var task = accept("b1946ac9-2c1d-4d8f-9b1e-", seen);
        return Answer.json(201, object(task, FakeTask.State.QUEUED));
    }

    private static void changed(String type, @Nullable Fields source, @Nullable Fields video, Seen seen) {
        if (source == null) {
            throw new Refusal("source", "is missing");
        }
        seen.put("source", clip(source));
        var framed = seen.words().containsKey("ratio");
        if (framed != type.equals("video_reframe")) {
            throw new Refusal("aspect_ratio", "is for what is reframed, which needs it");
        }
        if (video == null) {
            return;
        }
        var resolution = video.oneOf("resolution", "360p", "540p", "720p", "1080p");
        seen.put("resolution", resolution);
        if ("1080p".equals(resolution)
                && List.of("9:16", "3:4").contains(seen.words().getOrDefault("ratio", ""))) {
            throw new Refusal("video.resolution", "is not for what is taller than wide");
        }
        video.flag("hdr");
        video.flag("exr_export");
        if (type.equals("video_edit")) {
            edited(video.object("edit"), seen);
        }
        video.end();
    }

    private static void edited(@Nullable Fields edit, Seen seen) {
        if (edit == null) {
            return;
        }
        seen.put("automatic", edit.flag("auto_controls"));
        seen.put("strength", edit.text("strength", 20));
        edit.any("controls");
        edit.end();
    }

    private static String clip(Fields source) {
        if (source.has("generation_id")) {
            var id = source.requiredText("generation_id", 100);
            source.end();
            return id;
        }
        if (source.oneOf("media_type", "video/mp4", "video/quicktime", "video/webm") == null) {
            throw new Refusal("source.media_type", "is missing");
        }
        var clip = source.has("url")
                ? Seen.medium("source.url", source.requiredText("url", 2000))
                : Seen.base64("source.data", source.requiredText("data", 280 << 20));
        source.end();
        return clip;
    }

    private static void video(Fields video, Seen seen) {
        seen.put("resolution", video.oneOf("resolution", "360p", "540p", "720p", "1080p"));
        var duration = video.oneOf("duration", "5s", "10s");
        seen.put("seconds", duration == null ? null : duration.replace("s", ""));
        video.flag("hdr");
        video.flag("exr_export");
        seen.put("loop", video.flag("loop"));
        var framed = false;
        for (var name : List.of("start_frame", "end_frame")) {
            var frame = video.object(name);
            if (frame != null) {
                framed = true;
                seen.put(name.equals("start_frame") ? "firstFrame" : "lastFrame", medium(name, frame));
            }
        }
        var keyframes = video.objects("keyframes", 64);
        keyframes.forEach(keyframe -> seen.reference(medium("keyframes", keyframe)));
        var indexes = video.integers("keyframe_indexes", 64, 0, "10s".equals(duration) ? 239 : 119);
        if (indexes.size() != keyframes.size() || keyframes.size() == 1) {
            throw new Refusal("video.keyframe_indexes", "is not one for each of two or more keyframes");
        }
        seen.put("indexes", indexes.isEmpty() ? null : indexes.toString());
        if (framed && (!keyframes.isEmpty() || "10s".equals(duration))) {
            throw new Refusal("video.duration", "is 5s where a frame is given, and keyframes are not mixed with them");
        }
        video.end();
    }

    private static String medium(String field, Fields reference) {
        if (reference.has("url")) {
            return LumaWords.address(field, reference);
        }
        if (reference.has("generation_id")) {
            var id = reference.requiredText("generation_id", 100);
            reference.end();
            return id;
        }
        var data = Seen.base64(field + ".data", reference.requiredText("data", 64 << 20));
        if (reference.oneOf("media_type", "image/png", "image/jpeg", "image/webp") == null) {
            throw new Refusal(field + ".media_type", "is missing");
        }
        reference.end();
        return data;
    }

    private ObjectNode object(FakeTask task, FakeTask.State state) {
        var object = JsonNodeFactory.instance.objectNode();
        object.put("id", task.id()).put("model", "ray-3.2").put("state", LumaWords.state(state, "processing"));
        if (state == FakeTask.State.SUCCEEDED) {
            object.putArray("output").addObject().put("type", "video").put("url", clips().address(task.id()));
        } else if (state == FakeTask.State.FAILED) {
            object.put("failure_reason", task.fault()).put("failure_code", "generation_failed");
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
