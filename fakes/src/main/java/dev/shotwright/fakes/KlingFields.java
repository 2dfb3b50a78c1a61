package dev.shotwright.fakes;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What Kling's new interface takes for a product and a model, and what it understands of it. */
final class KlingFields {
    private static final Map<String, List<String>> PRODUCTS = Map.of(
            "kling-3.0", List.of("text-to-video", "image-to-video", "motion-control"),
            "kling-3.0-turbo", List.of("text-to-video", "image-to-video"),
            "kling-2.6", List.of("text-to-video", "image-to-video", "motion-control"),
            "kling-2.5-turbo", List.of("text-to-video", "image-to-video"),
            "kling-3.0-omni", List.of("omni-video"),
            "kling-o1", List.of("omni-video"));

    private final Fields fields;
    private final Seen seen = new Seen();
    private int firstFrames;
    private int lastFrames;
    private int pictures;
    private int videos;
    private boolean edited;

    KlingFields(Fields fields) {
        this.fields = fields;
    }

    Seen read(String product, String model) {
        if (!PRODUCTS.getOrDefault(model, List.of()).contains(product)) {
            throw new Refusal("path", "names no model of this product: " + model);
        }
        seen.put("model", model);
        var longest = model.startsWith("kling-3.0") && !product.equals("motion-control") ? 3072 : 2500;
        if (product.equals("text-to-video")) {
            seen.put("prompt", fields.requiredText("prompt", longest));
        } else {
            contents(product, model, longest);
            counts(product, model);
        }
        var settings = fields.object("settings");
        if (settings != null) {
            settings(settings, product, model);
            settings.end();
        } else if (product.equals("motion-control")) {
            throw new Refusal("settings.character_orientation", "is missing");
        }
        options();
        fields.end();
        return seen;
    }

    private void contents(String product, String model, int longest) {
        for (var item : fields.objects("contents", 16)) {
            var type = item.requiredText("type", 20);
            if (!types(product, model).contains(type)) {
                throw new Refusal("contents.type", "is " + type);
            }
            switch (type) {
                case "prompt" -> seen.put("prompt", item.requiredText("text", longest));
                case "element", "voice" -> {
                    item.requiredText(type + "_id", 64);
                    item.requiredText("id", 64);
                }
                default -> medium(item, type, product);
            }
            item.end();
        }
    }

    private static List<String> types(String product, String model) {
        return switch (product) {
            case "omni-video" ->
                List.of("prompt", "first_frame", "last_frame", "refer_image", "feature_video", "base_video", "element");
            case "motion-control" ->
                model.equals("kling-3.0")
                        ? List.of("prompt", "image", "video", "element")
                        : List.of("prompt", "image", "video");
            default ->
                switch (model) {
                    case "kling-3.0-turbo" -> List.of("prompt", "first_frame");
                    case "kling-2.6" -> List.of("prompt", "first_frame", "last_frame", "voice");
                    case "kling-3.0" -> List.of("prompt", "first_frame", "last_frame", "element");
                    default -> List.of("prompt", "first_frame", "last_frame");
                };
        };
    }

    private void medium(Fields item, String type, String product) {
        var url = item.requiredText("url", 80 << 20);
        var address = url.startsWith("http://") || url.startsWith("https://");
        var medium = address ? url : Seen.base64("contents.url", url);
        if (product.equals("omni-video")) {
            item.text("id", 64);
        }
        switch (type) {
            case "first_frame" -> {
                firstFrames++;
                seen.put("firstFrame", medium);
            }
            case "last_frame" -> {
                lastFrames++;
                seen.put("lastFrame", medium);
            }
            case "image", "refer_image" -> {
                pictures++;
                seen.reference(medium);
            }
            default -> {
                videos++;
                edited |= type.equals("base_video");
                seen.reference(medium);
                if (!address) {
                    throw new Refusal("contents.url", "is no address");
                }
            }
        }
    }

    private void counts(String product, String model) {
        if (firstFrames > 1 || lastFrames > firstFrames || videos > 1) {
            throw new Refusal("contents", "has a last frame without a first one, or too many media");
        }
        if (product.equals("image-to-video") && firstFrames != 1) {
            throw new Refusal("contents", "has no first frame");
        }
        if (product.equals("motion-control") && (pictures != 1 || videos != 1)) {
            throw new Refusal("contents", "must have one image and one video");
        }
        if (pictures > (videos == 0 ? 7 : 4) || (edited && firstFrames > 0)) {
            throw new Refusal("contents", "has media that exclude each other in " + model);
        }
    }

    private void settings(Fields settings, String product, String model) {
        var resolution =
                model.equals("kling-3.0-omni") || (model.equals("kling-3.0") && !product.equals("motion-control"))
                        ? settings.oneOf("resolution", "720p", "1080p", "4k")
                        : settings.oneOf("resolution", "720p", "1080p");
        seen.put("resolution", resolution);
        if (lastFrames > 0
                && (model.equals("kling-2.6") || model.equals("kling-2.5-turbo"))
                && !"1080p".equals(resolution)) {
            throw new Refusal("settings.resolution", "must be 1080p for first and last frames");
        }
        if (product.equals("text-to-video") || product.equals("omni-video")) {
            var ratio = settings.oneOf("aspect_ratio", "16:9", "9:16", "1:1");
            seen.put("ratio", ratio);
            if (product.equals("omni-video") && ratio == null && firstFrames == 0 && videos == 0) {
                throw new Refusal("settings.aspect_ratio", "is missing");
            }
        }
        if (!product.equals("motion-control") && !edited) {
            var five = model.equals("kling-2.6")
                    || model.equals("kling-2.5-turbo")
                    || (model.equals("kling-o1") && firstFrames == 1 && lastFrames == 0 && pictures == 0);
            var seconds = settings.integer("duration", 3, model.equals("kling-o1") ? 10 : 15);
            if (five && seconds != null && seconds != 5 && seconds != 10) {
                throw new Refusal("settings.duration", "must be 5 or 10");
            }
            seen.put("seconds", seconds);
        }
        audio(settings, product, model, resolution);
        if ((model.equals("kling-3.0") && !product.equals("motion-control")) || model.equals("kling-3.0-omni")) {
            seen.put("shots", settings.flag("multi_shot"));
        }
        if (product.equals("motion-control")) {
            settings.requiredText("character_orientation", 10);
            settings.oneOf("character_orientation", "image", "video");
        }
    }

    private void audio(Fields settings, String product, String model, @Nullable String resolution) {
        if (model.equals("kling-3.0-turbo") || model.equals("kling-2.5-turbo")) {
            return;
        }
        var audio = product.equals("motion-control") || model.equals("kling-o1")
                ? settings.oneOf("audio", "original", "off")
                : product.equals("omni-video")
                        ? settings.oneOf("audio", "native", "original", "off")
                        : settings.oneOf("audio", "native", "off");
        if ("native".equals(audio) && (videos > 0 || (model.equals("kling-2.6") && !"1080p".equals(resolution)))) {
            throw new Refusal("settings.audio", "cannot be native here");
        }
        seen.put("audio", audio == null ? null : (Boolean) !audio.equals("off"));
    }

    private void options() {
        var options = fields.object("options");
        if (options == null) {
            return;
        }
        seen.put("callback", options.matching("callback_url", "https?://.+"));
        seen.put("reference", options.text("external_task_id", 200));
        var watermark = options.object("watermark_info");
        if (watermark != null) {
            seen.put("watermark", watermark.flag("enabled"));
            watermark.end();
        }
        options.end();
    }
}
