package dev.shotwright.fakes;

import java.util.Set;

/** What Runway takes for characters that perform, for clips made larger, and for its choice among models. */
final class RunwayProductFields {
    static final Set<String> PATHS = Set.of("character_performance", "video_upscale", "generate/video");
    private static final int PICTURE = 5_000_000;
    private static final int OTHER = 16_000_000;
    private static final String URI = "uri";

    /** Reads the address of a medium that may be within the request up to a length. */
    @FunctionalInterface
    interface Media {
        String read(String field, String address, int longestInline);
    }

    private final Fields fields;
    private final Media media;
    private final Seen seen = new Seen();

    RunwayProductFields(Fields fields, Media media) {
        this.fields = fields;
        this.media = media;
    }

    Seen read(String path) {
        switch (path) {
            case "character_performance" -> performance();
            case "video_upscale" -> upscale();
            default -> router();
        }
        fields.end();
        return seen;
    }

    private void named(String model) {
        if (!fields.requiredText("model", 100).equals(model)) {
            throw new Refusal("model", "is not drawn on this path");
        }
        seen.put("model", model);
    }

    private void performance() {
        named("act_two");
        var character = fields.object("character");
        var reference = fields.object("reference");
        if (character == null || reference == null) {
            throw new Refusal("character", "or reference is missing");
        }
        typed("character", character, "image", "video");
        typed("reference", reference, "video");
        var ratio = fields.oneOf("ratio", "1280:720", "720:1280", "960:960", "1104:832", "832:1104", "1584:672");
        seen.put("size", ratio == null ? null : ratio.replace(':', 'x'));
        seen.put("seed", fields.integer("seed", 0, 4_294_967_295L));
        seen.put("body", fields.flag("bodyControl"));
        fields.integer("expressionIntensity", 1, 5);
        moderation(fields);
    }

    private void typed(String name, Fields medium, String... types) {
        var type = medium.oneOf("type", types);
        if (type == null) {
            throw new Refusal(name + ".type", "is missing");
        }
        var image = type.equals("image");
        seen.reference(media.read(name, medium.requiredText(URI, 20_000_000), image ? PICTURE : OTHER));
        medium.end();
    }

    private static void moderation(Fields fields) {
        var moderation = fields.object("contentModeration");
        if (moderation != null) {
            moderation.oneOf("publicFigureThreshold", "auto", "low");
            moderation.end();
        }
    }

    private void upscale() {
        named("magnific_video_upscaler_creative");
        seen.put("source", media.read("videoUri", fields.requiredText("videoUri", 20_000_000), OTHER));
        seen.put("resolution", fields.oneOf("resolution", "720p", "1k", "2k", "4k"));
        fields.number("creativity", 0, 100);
        fields.oneOf("flavor", "vivid", "natural");
        fields.flag("fpsBoost");
        fields.number("sharpen", 0, 100);
        fields.number("smartGrain", 0, 100);
    }

    private void router() {
        seen.put("model", "router").put("configuration", fields.requiredText("configId", 100));
        var input = fields.object("input");
        if (input == null) {
            throw new Refusal("input", "is missing");
        }
        seen.put("prompt", input.text("promptText", 20_000));
        seen.put("negativePrompt", input.text("negativePrompt", 20_000));
        seen.put("ratio", input.oneOf("aspectRatio", "16:9", "9:16", "1:1", "4:3", "3:4", "21:9"));
        seen.put("resolution", input.oneOf("resolution", "480p", "720p", "1080p", "4k"));
        seen.put("seconds", input.integer("duration", 1, 60));
        seen.put("seed", input.integer("seed", 0, 4_294_967_295L));
        seen.put("audio", input.flag("audio"));
        moderation(input);
        images(input);
        for (var sound : input.objects("referenceAudio", 3)) {
            seen.reference(media.read("referenceAudio", sound.requiredText(URI, 20_000_000), OTHER));
            sound.end();
        }
        clips(input);
        for (var keyframe : input.objects("keyframes", 5)) {
            if (!seen.words().containsKey("source") || keyframe.number("seconds", 0, 3600) == null) {
                throw new Refusal("input.keyframes", "need a source and their seconds");
            }
            seen.reference(media.read("keyframes", keyframe.requiredText(URI, 7_000_000), PICTURE));
            keyframe.end();
        }
        input.end();
    }

    private void images(Fields input) {
        for (var image : input.objects("referenceImages", 20)) {
            var role = image.oneOf("role", "first", "last", "reference");
            var medium = media.read("referenceImages", image.requiredText(URI, 7_000_000), PICTURE);
            image.end();
            switch (role) {
                case null -> throw new Refusal("input.referenceImages.role", "is missing");
                case "reference" -> seen.reference(medium);
                default -> once(role + "Frame", medium);
            }
        }
    }

    private void clips(Fields input) {
        for (var clip : input.objects("referenceVideos", 10)) {
            var role = clip.oneOf("role", "source", "reference");
            var medium = media.read("referenceVideos", clip.requiredText(URI, 20_000_000), OTHER);
            clip.end();
            switch (role) {
                case null -> throw new Refusal("input.referenceVideos.role", "is missing");
                case "reference" -> seen.reference(medium);
                default -> once("source", medium);
            }
        }
    }

    private void once(String name, String medium) {
        if (seen.words().containsKey(name)) {
            throw new Refusal("input", "has more than one " + name);
        }
        seen.put(name, medium);
    }
}
