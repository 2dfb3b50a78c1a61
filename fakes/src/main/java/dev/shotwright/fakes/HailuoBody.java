package dev.shotwright.fakes;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a clip of MiniMax's older models is of: fields side by side, which hang on the model. */
final class HailuoBody {
    private static final Set<String> NEW = Set.of("MiniMax-Hailuo-2.3", "MiniMax-Hailuo-2.3-Fast", "MiniMax-Hailuo-02");
    private static final Set<String> TEXT =
            Set.of("MiniMax-Hailuo-2.3", "MiniMax-Hailuo-02", "T2V-01", "T2V-01-Director");
    private static final Set<String> FRAME = Set.of(
            "MiniMax-Hailuo-2.3",
            "MiniMax-Hailuo-2.3-Fast",
            "MiniMax-Hailuo-02",
            "I2V-01",
            "I2V-01-Director",
            "I2V-01-live");

    private HailuoBody() {}

    /** Reads all fields. */
    static Seen read(Fields fields) {
        var seen = new Seen();
        var model = fields.requiredText("model", 100);
        seen.put("firstFrame", picture(fields, "first_frame_image"));
        var framed = seen.words().containsKey("firstFrame");
        if (model.equals("MiniMax-Hailuo-02")) {
            seen.put("lastFrame", picture(fields, "last_frame_image"));
        }
        var framedAtAll = framed || seen.words().containsKey("lastFrame");
        if (model.equals("S2V-01")) {
            var subjects = fields.objects("subject_reference", 1);
            if (subjects.size() != 1) {
                throw new Refusal("subject_reference", "is missing");
            }
            var subject = subjects.getFirst();
            subject.requiredText("type", 20);
            subject.oneOf("type", "character");
            var images = subject.texts("image", 1);
            subject.end();
            images.forEach(image -> seen.reference(Seen.medium("subject_reference.image", image)));
        } else if (framedAtAll ? !FRAME.contains(model) : !TEXT.contains(model)) {
            throw new Refusal("model", model + (framedAtAll ? " takes no frame" : " needs a frame"));
        }
        seen.put("prompt", framedAtAll ? fields.text("prompt", 2000) : fields.requiredText("prompt", 2000));
        var seconds = Objects.requireNonNullElse(fields.integer("duration", 6, 10), 6L);
        var resolution = fields.oneOf("resolution", "512P", "720P", "768P", "1080P");
        checkSize(model, framed && !seen.words().containsKey("lastFrame"), seconds, resolution);
        seen.put("seconds", seconds);
        seen.put("resolution", resolution == null ? null : resolution.replace('P', 'p'));
        fields.flag("prompt_optimizer");
        fields.flag("fast_pretreatment");
        fields.flag("aigc_watermark");
        seen.put("callback", fields.matching("callback_url", "https?://.+"));
        fields.end();
        return seen.put("model", model);
    }

    private static @Nullable String picture(Fields fields, String name) {
        var text = fields.text(name, 30 << 20);
        return text == null ? null : Seen.medium(name, text);
    }

    private static void checkSize(String model, boolean firstFrameAlone, long seconds, @Nullable String resolution) {
        if (seconds != 6 && (seconds != 10 || !NEW.contains(model) || "1080P".equals(resolution))) {
            throw new Refusal("duration", "is " + seconds);
        }
        if (resolution != null) {
            var accepted = new ArrayList<String>();
            accepted.addAll(NEW.contains(model) ? List.of("768P", "1080P") : List.of("720P"));
            if (model.equals("MiniMax-Hailuo-02") && firstFrameAlone) {
                accepted.add("512P");
            }
            if (!accepted.contains(resolution)) {
                throw new Refusal("resolution", "is " + resolution);
            }
        }
    }
}
