package dev.shotwright.providers.vidu;

import dev.shotwright.providers.enclosure.Enclosure;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.card.Limits;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.card.Offer;
import dev.shotwright.vocabulary.card.Term;
import dev.shotwright.vocabulary.request.MediaRole;
import dev.shotwright.vocabulary.request.Switch;
import dev.shotwright.vocabulary.request.Tier;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A negotiated request as Vidu wants it: one path for each operation, pictures in a list. A card of templates bears the name of
 * their path, since no model is named there.
 */
final class ViduRequest {
    private static final String TEXT = "/text2video";
    private static final String REFERENCES = "/reference2video";
    private static final String KEYFRAMES = "/multiframe";
    private static final String TEMPLATE = "/template";
    private static final String STORY = "/template-story";
    private static final int LARGEST_BODY = 20 << 20;

    private ViduRequest() {}

    /** Where the operation is asked for; subjects that Vidu keeps are references too. */
    static String path(ModelCard card, VideoRequest request) {
        var own = "/" + card.vendorsName();
        if (own.equals(TEMPLATE) || own.equals(STORY)) {
            return own;
        }
        if (request.options().containsKey("subjects")) {
            return REFERENCES;
        }
        return switch (request.operation()) {
            case TEXT_TO_VIDEO -> TEXT;
            case IMAGE_TO_VIDEO -> "/img2video";
            case FRAMES_TO_VIDEO -> ViduKeyframes.areIn(request) ? KEYFRAMES : "/start-end2video";
            case REFERENCE_TO_VIDEO -> REFERENCES;
            case VIDEO_TO_VIDEO -> "/extend";
            case INPAINTING, AUDIO_TO_VIDEO, MOTION_TO_VIDEO ->
                throw ShotwrightException.invalid(
                        "media", request.operation().word(), "text, frames, references, or a clip to go on from");
        };
    }

    static ObjectNode body(ModelCard card, VideoRequest request) {
        var body = JsonNodeFactory.instance.objectNode();
        var path = path(card, request);
        switch (path) {
            case TEMPLATE -> template(body, request, "template");
            case STORY -> template(body, request, "story");
            case KEYFRAMES -> {
                body.put("model", card.vendorsName());
                ViduKeyframes.put(body, request);
                resolution(body, request);
            }
            default -> {
                body.put("model", card.vendorsName());
                prompt(body, request);
                media(body, request);
                if (request.duration() != null) {
                    body.put("duration", request.duration().toSeconds());
                }
                resolution(body, request);
            }
        }
        shape(body, path, card, request);
        if (request.clientReference() != null) {
            body.put("payload", request.clientReference());
        }
        if (request.callback() != null) {
            body.put("callback_url", request.callback().toString());
        }
        request.options()
                .forEach((name, value) -> body.set(name, JsonMapper.shared().valueToTree(value)));
        bounded(body, request);
        return body;
    }

    /** What only some paths take, and their cards offer. */
    private static void shape(ObjectNode body, String path, ModelCard card, VideoRequest request) {
        var limits = limits(card, request);
        if (request.ratio() != null && List.of(TEXT, REFERENCES, TEMPLATE).contains(path)) {
            body.put("aspect_ratio", request.ratio().toString());
        }
        if (request.seed() != null) {
            body.put("seed", request.seed());
        }
        if (request.style() != null) {
            term(body, "style", limits.styles().get(request.style()));
        }
        if (request.motion() != null) {
            term(body, "movement_amplitude", limits.motions().get(request.motion()));
        }
        if (limits.audio() != null && limits.audio() != Offer.NEVER) {
            audio(body, card, request);
        }
        if (request.watermark() != null && limits.watermark() != null) {
            body.put("watermark", request.watermark() == Switch.ON);
        }
        if (request.tier() == Tier.FLEX) {
            body.put("off_peak", true);
        }
    }

    private static void template(ObjectNode body, VideoRequest request, String option) {
        if (!request.options().containsKey(option)) {
            throw ShotwrightException.invalid("options." + option, "absent", "the name of one of Vidu's templates");
        }
        prompt(body, request);
        media(body, request);
    }

    private static void prompt(ObjectNode body, VideoRequest request) {
        if (request.prompt() != null) {
            body.put("prompt", request.prompt());
        }
    }

    private static void resolution(ObjectNode body, VideoRequest request) {
        if (request.resolution() != null) {
            body.put("resolution", request.resolution().toString());
        }
    }

    private static Limits limits(ModelCard card, VideoRequest request) {
        return card.modes().stream()
                .filter(mode -> mode.operation() == request.operation())
                .findFirst()
                .map(card::limits)
                .orElse(card.limits());
    }

    private static void media(ObjectNode body, VideoRequest request) {
        var inOrder = request.media().stream()
                .sorted(Comparator.comparing(item -> item.role() == MediaRole.LAST_FRAME))
                .toList();
        for (var item : inOrder) {
            if (item.role() == MediaRole.SOURCE_VIDEO) {
                body.put("video_url", item.source());
                continue;
            }
            var name = switch (item.kind()) {
                case IMAGE -> "images";
                case VIDEO -> "videos";
                case AUDIO -> "sounds";
            };
            body.withArrayProperty(name).add(new Enclosure(item).address());
        }
    }

    private static void bounded(ObjectNode body, VideoRequest request) {
        var length = request.media().stream().allMatch(item -> item.fromAddress())
                ? 0
                : body.toString().length();
        if (length > LARGEST_BODY) {
            throw ShotwrightException.invalid(
                    "media",
                    "%d bytes in Base64".formatted(length),
                    "files of at most %d bytes together in Base64, or addresses".formatted(LARGEST_BODY));
        }
    }

    /** Sound has a kind before Q3, and no place in the cheaper tier. */
    private static void audio(ObjectNode body, ModelCard card, VideoRequest request) {
        var wanted = request.audio() == Switch.ON;
        body.put("audio", wanted);
        if (wanted && !card.vendorsName().startsWith("viduq3")) {
            body.put("audio_type", "all");
            if (request.tier() == Tier.FLEX) {
                throw ShotwrightException.invalid(
                        "tier", "flex with sound", "flex without sound, or standard, with this model");
            }
        }
    }

    private static void term(ObjectNode body, String name, @Nullable Term term) {
        if (term != null && term.parameter() != null) {
            body.put(name, term.parameter());
        }
    }
}
