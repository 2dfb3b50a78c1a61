package dev.shotwright.providers.kling;

import dev.shotwright.providers.enclosure.Enclosure;
import dev.shotwright.vocabulary.CameraMove;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.card.CameraTerms;
import dev.shotwright.vocabulary.card.Limits;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.card.Term;
import dev.shotwright.vocabulary.request.MediaItem;
import dev.shotwright.vocabulary.request.MediaKind;
import dev.shotwright.vocabulary.request.MediaRole;
import dev.shotwright.vocabulary.request.Resolution;
import dev.shotwright.vocabulary.request.Switch;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A negotiated request as the first interface wants it: {@code model_name}, {@code mode}, and pictures in bare Base64. */
final class KlingFirstRequest {
    private static final List<String> AXES = List.of("horizontal", "vertical", "pan", "tilt", "roll", "zoom");
    private static final BigDecimal NORMAL = BigDecimal.ONE;
    private static final int FARTHEST = 10;

    private KlingFirstRequest() {}

    /** The paths at which draws of a model are asked about. */
    static List<String> kinds(ModelCard card) {
        var product = KlingProduct.of(card);
        if (product != null) {
            return List.of(product.path());
        }
        return isOmni(card)
                ? List.of("omni-video")
                : List.of("text2video", "image2video", "multi-image2video", "video-extend");
    }

    private static boolean isOmni(ModelCard card) {
        return card.vendorsName().endsWith("-omni") || card.vendorsName().endsWith("-o1");
    }

    static KlingOrder order(ModelCard card, VideoRequest request) {
        var product = KlingProduct.of(card);
        if (product != null) {
            return product.order(request);
        }
        var kind = kind(card, request);
        var body = JsonNodeFactory.instance.objectNode();
        if (kind.equals("video-extend")) {
            put(body, "prompt", request.prompt());
        } else {
            drawn(body, card, request, kind);
        }
        if (request.callback() != null) {
            body.put("callback_url", request.callback().toString());
        }
        request.options()
                .forEach((name, value) -> body.set(name, JsonMapper.shared().valueToTree(value)));
        if (body.has("shot_type") && request.shots().isEmpty()) {
            body.put("multi_shot", true);
        }
        return new KlingOrder("/v1/videos/" + kind, kind, body);
    }

    /** The path at which a request is drawn. */
    static String kind(ModelCard card, VideoRequest request) {
        var product = KlingProduct.of(card);
        if (product != null) {
            return product.path();
        }
        if (request.options().containsKey("video_id")) {
            return "video-extend";
        }
        if (isOmni(card)) {
            return "omni-video";
        }
        return switch (request.operation()) {
            case TEXT_TO_VIDEO -> "text2video";
            case REFERENCE_TO_VIDEO -> "multi-image2video";
            case IMAGE_TO_VIDEO, FRAMES_TO_VIDEO, VIDEO_TO_VIDEO, INPAINTING, AUDIO_TO_VIDEO, MOTION_TO_VIDEO ->
                "image2video";
        };
    }

    private static void drawn(ObjectNode body, ModelCard card, VideoRequest request, String kind) {
        var name = card.vendorsName();
        var edits = request.media().stream().anyMatch(item -> item.role() == MediaRole.SOURCE_VIDEO);
        var watches = request.media().stream().anyMatch(item -> item.kind() == MediaKind.VIDEO);
        body.put("model_name", name);
        told(body, request);
        put(body, "negative_prompt", request.negativePrompt());
        request.media().forEach(item -> medium(body, kind, item, request.audio()));
        if (request.resolution() != null && !name.endsWith("-master")) {
            body.put("mode", mode(request.resolution()));
        }
        var framed = edits || request.media().stream().anyMatch(item -> item.role() == MediaRole.FIRST_FRAME);
        if (request.ratio() != null && !framed) {
            body.put("aspect_ratio", request.ratio().toString());
        }
        if (request.duration() != null && !edits) {
            body.put("duration", String.valueOf(request.duration().toSeconds()));
        }
        if (request.audio() != null && (name.startsWith("kling-v2-6") || name.startsWith("kling-v3"))) {
            body.put("sound", watches ? "off" : request.audio().word());
        }
        request.camera().forEach(move -> camera(body, card, move));
        if (request.watermark() != null) {
            body.putObject("watermark_info").put("enabled", request.watermark() == Switch.ON);
        }
        put(body, "external_task_id", KlingOrder.reference(request));
    }

    private static void told(ObjectNode body, VideoRequest request) {
        if (request.shots().isEmpty()) {
            put(body, "prompt", request.prompt());
            return;
        }
        body.put("multi_shot", true).put("shot_type", "customize");
        var list = body.putArray("multi_prompt");
        for (var part : KlingShots.of(request).parts()) {
            list.addObject()
                    .put("index", list.size())
                    .put("prompt", part.words())
                    .put("duration", String.valueOf(part.seconds()));
        }
    }

    private static void medium(ObjectNode body, String kind, MediaItem item, @Nullable Switch audio) {
        if (item.kind() == MediaKind.VIDEO) {
            var base = item.role() == MediaRole.SOURCE_VIDEO;
            body.withArray("/video_list")
                    .addObject()
                    .put("video_url", item.source())
                    .put("refer_type", base ? "base" : "feature")
                    .put("keep_original_sound", base && audio == Switch.ON ? "yes" : "no");
            return;
        }
        var picture = item.fromAddress() ? item.source() : new Enclosure(item).base64();
        if (kind.equals("omni-video")) {
            var image = body.withArray("/image_list").addObject().put("image_url", picture);
            if (item.role() == MediaRole.FIRST_FRAME || item.role() == MediaRole.LAST_FRAME) {
                image.put("type", item.role() == MediaRole.FIRST_FRAME ? "first_frame" : "end_frame");
            }
        } else if (kind.equals("multi-image2video")) {
            body.withArray("/image_list").addObject().put("image", picture);
        } else {
            body.put(item.role() == MediaRole.LAST_FRAME ? "image_tail" : "image", picture);
        }
    }

    static String mode(Resolution resolution) {
        return switch (resolution.lines()) {
            case 720 -> "std";
            case 1080 -> "pro";
            case 2160 -> "4k";
            default -> throw ShotwrightException.invalid("resolution", resolution, "720p, 1080p or 4k");
        };
    }

    /** The card says {@code horizontal -6}: an axis, and how far at normal speed. */
    private static void camera(ObjectNode body, ModelCard card, CameraMove move) {
        var words = parameter(card, terms -> terms.moves().get(move.move())).split(" ", 2);
        var factor = switch (move.speed()) {
            case NORMAL -> NORMAL;
            case SLOW, FAST ->
                new BigDecimal(parameter(card, terms -> terms.speeds().get(move.speed())));
        };
        var distance = new BigDecimal(words[1]).multiply(factor).setScale(0, RoundingMode.HALF_UP);
        var control = body.putObject("camera_control").put("type", "simple");
        var config = control.putObject("config");
        AXES.forEach(axis -> config.put(
                axis, axis.equals(words[0]) ? Math.clamp(distance.intValueExact(), -FARTHEST, FARTHEST) : 0));
    }

    private static String parameter(ModelCard card, Function<CameraTerms, @Nullable Term> term) {
        return card.modes().stream()
                .map(card::limits)
                .map(Limits::camera)
                .filter(Objects::nonNull)
                .flatMap(terms -> Stream.ofNullable(term.apply(terms)))
                .map(Term::parameter)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> ShotwrightException.invalid(
                        "camera", "a movement without a parameter", "a movement that the card has a parameter for"));
    }

    private static void put(ObjectNode body, String name, @Nullable String value) {
        if (value != null) {
            body.put(name, value);
        }
    }
}
