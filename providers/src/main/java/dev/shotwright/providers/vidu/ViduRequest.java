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
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A negotiated request as Vidu wants it: one path for each operation, pictures in a list. */
final class ViduRequest {
    private static final String TEXT = "/text2video";
    private static final String REFERENCES = "/reference2video";
    private static final int LARGEST_BODY = 20 << 20;

    private ViduRequest() {}

    /** Where the operation is asked for; subjects that Vidu keeps are references too. */
    static String path(VideoRequest request) {
        if (request.options().containsKey("subjects")) {
            return REFERENCES;
        }
        return switch (request.operation()) {
            case TEXT_TO_VIDEO -> TEXT;
            case IMAGE_TO_VIDEO -> "/img2video";
            case FRAMES_TO_VIDEO -> "/start-end2video";
            case REFERENCE_TO_VIDEO -> REFERENCES;
            case VIDEO_TO_VIDEO, INPAINTING, AUDIO_TO_VIDEO, MOTION_TO_VIDEO ->
                throw ShotwrightException.invalid(
                        "media", request.operation().word(), "text, a first frame, a last frame, or references");
        };
    }

    static ObjectNode body(ModelCard card, VideoRequest request) {
        var body = JsonNodeFactory.instance.objectNode();
        var limits = limits(card, request);
        body.put("model", card.vendorsName());
        if (request.prompt() != null) {
            body.put("prompt", request.prompt());
        }
        media(body, request);
        if (request.duration() != null) {
            body.put("duration", request.duration().toSeconds());
        }
        if (request.resolution() != null) {
            body.put("resolution", request.resolution().toString());
        }
        var path = path(request);
        if (request.ratio() != null && (path.equals(TEXT) || path.equals(REFERENCES))) {
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
        if (request.watermark() != null) {
            body.put("watermark", request.watermark() == Switch.ON);
        }
        if (request.tier() == Tier.FLEX) {
            body.put("off_peak", true);
        }
        if (request.clientReference() != null) {
            body.put("payload", request.clientReference());
        }
        if (request.callback() != null) {
            body.put("callback_url", request.callback().toString());
        }
        request.options()
                .forEach((name, value) -> body.set(name, JsonMapper.shared().valueToTree(value)));
        return body;
    }

    private static Limits limits(ModelCard card, VideoRequest request) {
        return card.modes().stream()
                .filter(mode -> mode.operation() == request.operation())
                .findFirst()
                .map(card::limits)
                .orElse(card.limits());
    }

    private static void media(ObjectNode body, VideoRequest request) {
        var length = 0L;
        var inOrder = request.media().stream()
                .sorted(Comparator.comparing(item -> item.role() == MediaRole.LAST_FRAME))
                .toList();
        for (var item : inOrder) {
            var name = switch (item.kind()) {
                case IMAGE -> "images";
                case VIDEO -> "videos";
                case AUDIO -> "sounds";
            };
            var address = new Enclosure(item).address();
            length += address.length();
            body.withArrayProperty(name).add(address);
        }
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
