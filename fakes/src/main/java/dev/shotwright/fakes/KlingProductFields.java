package dev.shotwright.fakes;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What Kling takes for presenters, effects and lips in time with a sound, and the faces that it has found in clips. */
final class KlingProductFields {
    static final Set<String> PRODUCTS = Set.of("avatar/image2video", "advanced-lip-sync", "effects");
    private static final List<String> PAIRS = List.of("hug", "kiss", "heart_gesture", "fight");
    private static final int LARGEST_SOUND = 7 << 20;

    private final Map<String, String> sessions = new ConcurrentHashMap<>();

    /** Finds two faces in every clip, of which the second can be seen longer. */
    ObjectNode identified(Fields fields) {
        var clip = fields.matching("video_url", "https?://.+");
        var id = fields.text("video_id", 64);
        fields.end();
        if ((clip == null) == (id == null)) {
            throw new Refusal("video_url", "or video_id must be told, and not both");
        }
        var session = "session-" + (sessions.size() + 1);
        sessions.put(session, clip == null ? String.valueOf(id) : clip);
        var data =
                JsonNodeFactory.instance.objectNode().put("session_id", session).put("final_unit_deduction", "0.05");
        var faces = data.putArray("face_data");
        faces.addObject().put("face_id", "0").put("start_time", 0).put("end_time", 2000);
        faces.addObject().put("face_id", "1").put("start_time", 500).put("end_time", 5200);
        return data;
    }

    Seen read(String product, Fields fields) {
        var seen = new Seen();
        switch (product) {
            case "avatar/image2video" -> avatar(fields, seen);
            case "effects" -> effect(fields, seen);
            default -> lips(fields, seen);
        }
        seen.put("callback", fields.matching("callback_url", "https?://.+"));
        seen.put("reference", fields.text("external_task_id", 200));
        fields.end();
        return seen;
    }

    private static void avatar(Fields fields, Seen seen) {
        var image = KlingFirstFields.picture(fields, "image");
        if (image == null) {
            throw new Refusal("image", "is missing");
        }
        seen.put("firstFrame", image);
        seen.reference(sound(fields));
        seen.put("prompt", fields.text("prompt", 2500));
        mode(fields, seen);
    }

    private static String sound(Fields fields) {
        var sound = fields.requiredText("sound_file", LARGEST_SOUND);
        return sound.startsWith("http") ? sound : Seen.base64("sound_file", sound);
    }

    private static void mode(Fields fields, Seen seen) {
        var mode = fields.oneOf("mode", "std", "pro");
        seen.put("resolution", mode == null ? null : mode.equals("std") ? "720p" : "1080p");
    }

    private static void effect(Fields fields, Seen seen) {
        var scene = fields.requiredText("effect_scene", 60);
        var input = fields.object("input");
        if (input == null) {
            throw new Refusal("input", "is missing");
        }
        var pair = PAIRS.contains(scene);
        var seconds = input.oneOf("duration", pair ? new String[] {"5", "10"} : new String[] {"5"});
        if (seconds == null) {
            throw new Refusal("input.duration", "is missing");
        }
        seen.put("seconds", seconds).put("scene", scene);
        if (pair) {
            input.oneOf(
                    "model_name",
                    scene.equals("fight")
                            ? new String[] {"kling-v1-6"}
                            : new String[] {"kling-v1", "kling-v1-5", "kling-v1-6"});
            mode(input, seen);
            var images = input.texts("images", 2);
            if (images.size() != 2) {
                throw new Refusal("input.images", "are not two");
            }
            images.forEach(
                    image -> seen.reference(image.startsWith("http") ? image : Seen.base64("input.images", image)));
        } else {
            seen.put("firstFrame", required(KlingFirstFields.picture(input, "image")));
        }
        input.end();
    }

    private static String required(@Nullable String image) {
        if (image == null) {
            throw new Refusal("input.image", "is missing");
        }
        return image;
    }

    private void lips(Fields fields, Seen seen) {
        var clip = sessions.get(fields.requiredText("session_id", 100));
        if (clip == null) {
            throw new Refusal("session_id", "is not known");
        }
        seen.put("source", clip);
        var choices = fields.objects("face_choose", 1);
        if (choices.isEmpty()) {
            throw new Refusal("face_choose", "is missing");
        }
        var choice = choices.getFirst();
        seen.put("face", choice.requiredText("face_id", 20));
        seen.reference(sound(choice));
        var from = time(choice, "sound_start_time");
        var to = time(choice, "sound_end_time");
        var at = time(choice, "sound_insert_time");
        if (to - from < 2000) {
            throw new Refusal("face_choose.sound_end_time", "leaves less than 2 seconds of the sound");
        }
        seen.put("spoken", "%d to %d at %d".formatted(from, to, at));
        choice.number("sound_volume", 0, 2);
        choice.number("original_audio_volume", 0, 2);
        choice.end();
    }

    private static long time(Fields choice, String name) {
        var time = choice.integer(name, 0, 60_000);
        if (time == null) {
            throw new Refusal("face_choose." + name, "is missing");
        }
        return time;
    }
}
