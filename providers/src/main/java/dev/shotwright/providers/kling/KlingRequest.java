package dev.shotwright.providers.kling;

import dev.shotwright.providers.enclosure.Enclosure;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.card.Offer;
import dev.shotwright.vocabulary.request.MediaItem;
import dev.shotwright.vocabulary.request.MediaKind;
import dev.shotwright.vocabulary.request.MediaRole;
import dev.shotwright.vocabulary.request.Operation;
import dev.shotwright.vocabulary.request.Switch;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A negotiated request as the new interface wants it: the model in the path, and contents, settings and options in the body. */
final class KlingRequest {
    private KlingRequest() {}

    static KlingOrder order(ModelCard card, VideoRequest request) {
        var name = card.vendorsName();
        var omni = name.endsWith("-omni") || name.endsWith("-o1");
        var operation = request.operation();
        var path = omni
                ? "/omni-video/"
                : switch (operation) {
                    case TEXT_TO_VIDEO -> "/text-to-video/";
                    case MOTION_TO_VIDEO -> "/motion-control/";
                    case IMAGE_TO_VIDEO,
                            FRAMES_TO_VIDEO,
                            REFERENCE_TO_VIDEO,
                            VIDEO_TO_VIDEO,
                            INPAINTING,
                            AUDIO_TO_VIDEO -> "/image-to-video/";
                };
        var body = JsonNodeFactory.instance.objectNode();
        var text = request.shots().isEmpty()
                ? request.prompt()
                : KlingShots.of(request).text();
        var contents = JsonNodeFactory.instance.arrayNode();
        if (omni || operation != Operation.TEXT_TO_VIDEO) {
            body.set("contents", contents);
            if (text != null) {
                contents.addObject().put("type", "prompt").put("text", text);
            }
            request.media().forEach(item -> medium(contents, item, operation));
        } else {
            body.put("prompt", text);
        }
        settings(body.putObject("settings"), card, request);
        options(body, request);
        passed(body, contents, request);
        return new KlingOrder(path + name, null, body);
    }

    private static void medium(ArrayNode contents, MediaItem item, Operation operation) {
        contents.addObject().put("type", type(item, operation)).put("url", reached(item));
    }

    private static String reached(MediaItem item) {
        return item.fromAddress() ? item.source() : new Enclosure(item).base64();
    }

    private static String type(MediaItem item, Operation operation) {
        var motion = item.role() == MediaRole.DRIVING_MOTION;
        if (item.kind() == MediaKind.VIDEO) {
            return motion ? "video" : item.role() == MediaRole.SOURCE_VIDEO ? "base_video" : "feature_video";
        }
        return switch (item.role()) {
            case FIRST_FRAME -> "first_frame";
            case LAST_FRAME -> "last_frame";
            case SUBJECT_REFERENCE, STYLE_REFERENCE, SCENE_REFERENCE ->
                operation == Operation.MOTION_TO_VIDEO ? "image" : "refer_image";
            case KEYFRAME, SOURCE_VIDEO, MASK, DRIVING_AUDIO, DRIVING_MOTION ->
                throw ShotwrightException.invalid("media.role", item.role().word(), "a frame or a reference");
        };
    }

    private static void settings(ObjectNode settings, ModelCard card, VideoRequest request) {
        var operation = request.operation();
        var follows = operation == Operation.MOTION_TO_VIDEO || operation == Operation.VIDEO_TO_VIDEO;
        var framed = follows || request.media().stream().anyMatch(item -> item.role() == MediaRole.FIRST_FRAME);
        if (request.resolution() != null) {
            settings.put("resolution", request.resolution().toString());
        }
        if (request.ratio() != null && !framed) {
            settings.put("aspect_ratio", request.ratio().toString());
        }
        if (request.duration() != null && !follows) {
            settings.put("duration", request.duration().toSeconds());
        }
        if (request.audio() != null && hearsOfSound(card)) {
            settings.put("audio", request.audio() == Switch.OFF ? "off" : follows ? "original" : "native");
        }
        if (!request.shots().isEmpty() && card.options().contains("multi_shot")) {
            settings.put("multi_shot", true);
        }
        if (operation == Operation.MOTION_TO_VIDEO) {
            settings.put("character_orientation", "video");
        }
    }

    private static boolean hearsOfSound(ModelCard card) {
        return card.modes().stream()
                .map(mode -> card.limits(mode).audio())
                .anyMatch(offer -> offer == Offer.ON_BY_DEFAULT || offer == Offer.OFF_BY_DEFAULT);
    }

    private static void options(ObjectNode body, VideoRequest request) {
        var options = JsonNodeFactory.instance.objectNode();
        if (request.callback() != null) {
            options.put("callback_url", request.callback().toString());
        }
        var reference = KlingOrder.reference(request);
        if (reference != null) {
            options.put("external_task_id", reference);
        }
        if (request.watermark() != null) {
            options.putObject("watermark_info").put("enabled", request.watermark() == Switch.ON);
        }
        if (!options.isEmpty()) {
            body.set("options", options);
        }
    }

    /** Elements and voices are contents of their own; whatever else is passed on is a setting. */
    private static void passed(ObjectNode body, ArrayNode contents, VideoRequest request) {
        request.options().forEach((name, value) -> {
            switch (name) {
                case "elements" -> listed(body, contents, name, "element", value);
                case "voices" -> listed(body, contents, name, "voice", value);
                default ->
                    body.withObject("/settings").set(name, JsonMapper.shared().valueToTree(value));
            }
        });
    }

    private static void listed(ObjectNode body, ArrayNode contents, String name, String type, Object value) {
        if (!body.has("contents") || !(value instanceof List<?> list)) {
            throw ShotwrightException.invalid(
                    "options." + name,
                    value,
                    "a list of maps such as {%s_id: …, id: …}, beside a picture".formatted(type));
        }
        for (var each : list) {
            if (!(JsonMapper.shared().valueToTree(each) instanceof ObjectNode fields)) {
                throw ShotwrightException.invalid(
                        "options." + name, each, "a map such as {%s_id: …, id: …}".formatted(type));
            }
            contents.addObject().put("type", type).setAll(fields);
        }
    }
}
