package dev.shotwright.fakes;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What Kling's first interface takes for a product, and what it understands of it. */
final class KlingFirstFields {
    private static final List<String> AXES = List.of("horizontal", "vertical", "pan", "tilt", "roll", "zoom");

    private final Fields fields;
    private final Seen seen = new Seen();
    private boolean edited;

    KlingFirstFields(Fields fields) {
        this.fields = fields;
    }

    Seen read(String product) {
        if (product.equals("video-extend")) {
            seen.put("extended", fields.requiredText("video_id", 64));
            seen.put("prompt", fields.text("prompt", 2500));
            seen.put("negativePrompt", fields.text("negative_prompt", 2500));
            fields.number("cfg_scale", 0, 1);
            seen.put("callback", fields.matching("callback_url", "https?://.+"));
            fields.end();
            return seen;
        }
        var model = fields.requiredText("model_name", 40);
        if (!models(product).contains(model)) {
            throw new Refusal("model_name", "is " + model);
        }
        seen.put("model", model);
        var shots = shots(model);
        var prompt = fields.text("prompt", 2500);
        if (prompt == null && shots == null && !product.equals("image2video")) {
            throw new Refusal("prompt", "is missing");
        }
        seen.put("prompt", prompt);
        if (!product.equals("omni-video")) {
            seen.put("negativePrompt", fields.text("negative_prompt", 2500));
        }
        var tail = media(product);
        var mode = model.endsWith("-master")
                ? null
                : model.startsWith("kling-v3")
                        ? fields.oneOf("mode", "std", "pro", "4k")
                        : fields.oneOf("mode", "std", "pro");
        seen.put("resolution", mode == null ? null : mode.equals("std") ? "720p" : mode.equals("pro") ? "1080p" : "4k");
        var seconds = fields.oneOf(
                "duration",
                model.startsWith("kling-v3") || model.endsWith("o1")
                        ? new String[] {"3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15"}
                        : new String[] {"5", "10"});
        seen.put("seconds", seconds);
        if (!product.equals("image2video")) {
            seen.put("ratio", fields.oneOf("aspect_ratio", "16:9", "9:16", "1:1"));
        }
        if (model.startsWith("kling-v2-6") || model.startsWith("kling-v3")) {
            var sound = fields.oneOf("sound", "on", "off");
            if ("on".equals(sound) && model.equals("kling-v2-6") && (!"pro".equals(mode) || tail)) {
                throw new Refusal("sound", "cannot be on here");
            }
            if (edited && "on".equals(sound)) {
                throw new Refusal("sound", "cannot be on where a clip is edited");
            }
            if (!edited) {
                seen.put("audio", sound);
            }
        }
        if (!model.startsWith("kling-v2")) {
            fields.number("cfg_scale", 0, 1);
        }
        camera(model, mode, seconds, tail);
        common();
        return seen;
    }

    private void common() {
        for (var name : List.of("element_list", "voice_list")) {
            for (var item : fields.objects(name, 3)) {
                item.any("element_id");
                item.any("voice_id");
                item.end();
            }
        }
        var watermark = fields.object("watermark_info");
        if (watermark != null) {
            seen.put("watermark", watermark.flag("enabled"));
            watermark.end();
        }
        seen.put("callback", fields.matching("callback_url", "https?://.+"));
        seen.put("reference", fields.text("external_task_id", 200));
        fields.end();
    }

    private static List<String> models(String product) {
        return switch (product) {
            case "text2video" ->
                List.of(
                        "kling-v1",
                        "kling-v1-6",
                        "kling-v2-master",
                        "kling-v2-1-master",
                        "kling-v2-5-turbo",
                        "kling-v2-6",
                        "kling-v3");
            case "image2video" ->
                List.of(
                        "kling-v1",
                        "kling-v1-5",
                        "kling-v1-6",
                        "kling-v2-master",
                        "kling-v2-1",
                        "kling-v2-1-master",
                        "kling-v2-5-turbo",
                        "kling-v2-6",
                        "kling-v3");
            case "multi-image2video" -> List.of("kling-v1-6");
            default -> List.of("kling-video-o1", "kling-v3-omni");
        };
    }

    private @Nullable String shots(String model) {
        if (!model.startsWith("kling-v3") || !Boolean.TRUE.equals(fields.flag("multi_shot"))) {
            return null;
        }
        var type = fields.oneOf("shot_type", "customize", "intelligence");
        var told = new ArrayList<String>();
        for (var shot : fields.objects("multi_prompt", 6)) {
            var index = shot.integer("index", 1, 6);
            told.add("%d:%s:%s".formatted(index, shot.text("duration", 2), shot.requiredText("prompt", 512)));
            shot.end();
        }
        if (type == null || (type.equals("customize") && told.isEmpty())) {
            throw new Refusal("multi_prompt", "is missing");
        }
        seen.put("shots", String.join("|", told));
        return type;
    }

    /** Whether there is a last frame. */
    private boolean media(String product) {
        return switch (product) {
            case "image2video" -> {
                seen.put("firstFrame", picture(fields, "image"));
                var tail = picture(fields, "image_tail");
                seen.put("lastFrame", tail);
                if (!fields.has("image") && tail == null) {
                    throw new Refusal("image", "is missing");
                }
                yield tail != null;
            }
            case "multi-image2video" -> {
                for (var item : fields.objects("image_list", 4)) {
                    seen.reference(String.valueOf(picture(item, "image")));
                    item.end();
                }
                yield false;
            }
            case "omni-video" -> omni();
            default -> false;
        };
    }

    private boolean omni() {
        var tail = false;
        for (var item : fields.objects("image_list", 7)) {
            var picture = String.valueOf(picture(item, "image_url"));
            switch (item.oneOf("type", "first_frame", "end_frame")) {
                case null -> seen.reference(picture);
                case "first_frame" -> seen.put("firstFrame", picture);
                default -> {
                    seen.put("lastFrame", picture);
                    tail = true;
                }
            }
            item.end();
        }
        for (var item : fields.objects("video_list", 1)) {
            seen.reference(item.requiredText("video_url", 2000));
            var refer = item.oneOf("refer_type", "base", "feature");
            var sound = item.oneOf("keep_original_sound", "yes", "no");
            if (refer == null) {
                throw new Refusal("refer_type", "is missing");
            }
            if ("base".equals(refer)) {
                edited = true;
                seen.put("audio", sound == null ? null : (Boolean) sound.equals("yes"));
            } else if ("yes".equals(sound)) {
                throw new Refusal("keep_original_sound", "is for a clip that is edited");
            }
            item.end();
        }
        return tail;
    }

    /** An address, or bare Base64: a data address is refused. */
    static @Nullable String picture(Fields fields, String name) {
        var source = fields.text(name, 80 << 20);
        return source == null || source.startsWith("http://") || source.startsWith("https://")
                ? source
                : Seen.base64(name, source);
    }

    private void camera(String model, @Nullable String mode, @Nullable String seconds, boolean tail) {
        if (!model.equals("kling-v1") && !model.equals("kling-v1-5")) {
            return;
        }
        fields.any("static_mask");
        fields.any("dynamic_masks");
        var camera = fields.object("camera_control");
        if (camera == null) {
            return;
        }
        if (tail || !"5".equals(seconds) || !(model.equals("kling-v1") ? "std" : "pro").equals(mode)) {
            throw new Refusal("camera_control", "is not for this mode");
        }
        var type = camera.oneOf("type", "simple", "down_back", "forward_up", "right_turn_forward", "left_turn_forward");
        var config = camera.object("config");
        if ("simple".equals(type) != (config != null)) {
            throw new Refusal("camera_control.config", "is for the type simple alone");
        }
        if (config != null) {
            var moved = AXES.stream()
                    .map(axis -> {
                        var far = config.number(axis, -10, 10);
                        return far == null || far == 0 ? "" : axis + " " + far;
                    })
                    .filter(word -> !word.isEmpty())
                    .toList();
            if (moved.size() != 1) {
                throw new Refusal("camera_control.config", "must have one movement");
            }
            config.end();
            seen.put("camera", moved.getFirst());
        } else {
            seen.put("camera", type);
        }
        camera.end();
    }
}
