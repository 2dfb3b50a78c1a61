package dev.shotwright.fakes;

import java.util.List;
import java.util.Set;

/** What Vidu takes where a clip is gone on from, where it leads through several pictures, and for templates. */
final class ViduOtherFields {
    static final Set<String> PATHS = Set.of("/extend", "/multiframe", "/template", "/template-story");
    private static final int LONGEST_PROMPT = 2000;

    private final String path;
    private final Fields fields;
    private final Seen seen = new Seen();

    private ViduOtherFields(String path, Fields fields) {
        this.path = path;
        this.fields = fields;
    }

    static Seen read(String path, Fields fields) {
        var order = new ViduOtherFields(path, fields);
        switch (path) {
            case "/extend" -> order.extension();
            case "/multiframe" -> order.keyframes();
            case "/template" -> order.template();
            default -> order.story();
        }
        order.seen.put("reference", fields.text("payload", 1_048_576));
        order.seen.put("callback", fields.matching("callback_url", "https?://.+"));
        fields.end();
        return order.seen;
    }

    private void extension() {
        modelled();
        var clip = fields.matching("video_url", "https?://.+");
        var creation = fields.text("video_creation_id", 64);
        if ((clip == null) == (creation == null)) {
            throw new Refusal("video_url", "or video_creation_id must be told, and not both");
        }
        seen.put("source", clip == null ? creation : clip);
        fields.texts("images", 1).forEach(image -> seen.put("lastFrame", Seen.medium("images", image)));
        seen.put("prompt", fields.text("prompt", LONGEST_PROMPT));
        var seconds = fields.integer("duration", 1, 7);
        seen.put("seconds", seconds == null ? 5 : seconds);
        marked();
    }

    private void keyframes() {
        modelled();
        seen.put("firstFrame", Seen.medium("start_image", fields.requiredText("start_image", 64 << 20)));
        var stretches = fields.objects("image_settings", 9);
        if (stretches.size() < 2) {
            throw new Refusal("image_settings", "has fewer than 2 pictures");
        }
        var length = 0L;
        for (var i = 0; i < stretches.size(); i++) {
            var stretch = stretches.get(i);
            var picture = Seen.medium("key_image", stretch.requiredText("key_image", 64 << 20));
            if (i == stretches.size() - 1) {
                seen.put("lastFrame", picture);
            } else {
                seen.reference(picture);
            }
            seen.put("prompt", stretch.text("prompt", LONGEST_PROMPT));
            var seconds = stretch.integer("duration", 2, 7);
            length += seconds == null ? 5 : seconds;
            stretch.end();
        }
        seen.put("seconds", length);
        marked();
    }

    private void template() {
        seen.put("model", "template").put("template", fields.requiredText("template", 100));
        pictures();
        seen.put("prompt", fields.text("prompt", LONGEST_PROMPT));
        seen.put("seed", fields.integer("seed", 0, Integer.MAX_VALUE));
        seen.put("ratio", fields.oneOf("aspect_ratio", "16:9", "9:16", "1:1"));
        only("area", "exotic_princess");
        only("beast", "beast_companion");
        fields.flag("bgm");
        marked();
    }

    private void only(String field, String template) {
        if (fields.text(field, 40) != null && !template.equals(seen.words().get("template"))) {
            throw new Refusal(field, "is for the template %s alone".formatted(template));
        }
    }

    private void story() {
        seen.put("model", "template-story");
        var story =
                fields.oneOf("story", "love_story", "workday_feels", "monkey_king", "pigsy", "monk_tang", "one_shot");
        if (story == null) {
            throw new Refusal("story", "is missing");
        }
        seen.put("template", story);
        pictures();
    }

    private void pictures() {
        var images = fields.texts("images", 20);
        if (images.isEmpty()) {
            throw new Refusal("images", "is missing");
        }
        images.forEach(image -> seen.reference(Seen.medium("images", image)));
    }

    private void modelled() {
        var model = fields.requiredText("model", 100);
        if (!List.of("viduq2-pro", "viduq2-turbo").contains(model)) {
            throw new Refusal("model", "is not for " + path);
        }
        seen.put("model", model);
        seen.put("resolution", fields.oneOf("resolution", "540p", "720p", "1080p"));
    }

    private void marked() {
        seen.put("watermark", fields.flag("watermark"));
        fields.matching("wm_url", "https?://.+");
        if (!path.equals("/template")) {
            fields.oneOf("wm_position", "top_left", "top_right", "bottom_right", "bottom_left");
        }
        fields.text("meta_data", 10_000);
    }
}
