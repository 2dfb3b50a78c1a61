package dev.shotwright.providers.runway;

import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.card.Limits;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.card.Offer;
import dev.shotwright.vocabulary.request.MediaItem;
import dev.shotwright.vocabulary.request.MediaRole;
import dev.shotwright.vocabulary.request.Switch;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.util.Locale;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A negotiated request as Runway wants it: a path by what the media are for, and ratios that are pairs of pixels. */
final class RunwayRequest {
    private RunwayRequest() {}

    static String path(ModelCard card, VideoRequest request) {
        var product = RunwayProduct.of(card);
        if (product != null) {
            return product.path();
        }
        if (has(request, MediaRole.SOURCE_VIDEO)) {
            return "/video_to_video";
        }
        return has(request, MediaRole.FIRST_FRAME) ? "/image_to_video" : "/text_to_video";
    }

    private static boolean has(VideoRequest request, MediaRole role) {
        return request.media().stream().anyMatch(item -> item.role() == role);
    }

    /** @param address gives a medium the address that the vendor reads it from */
    static ObjectNode body(ModelCard card, VideoRequest request, Function<MediaItem, String> address) {
        var product = RunwayProduct.of(card);
        if (product != null) {
            return product.body(card, request, address);
        }
        var body = JsonNodeFactory.instance.objectNode();
        body.put("model", card.vendorsName());
        if (request.prompt() != null) {
            body.put("promptText", request.prompt());
        }
        request.media().forEach(item -> medium(body, card, item, address.apply(item)));
        if (!followsSource(card, request)) {
            shape(body, card, request);
        }
        if (request.seed() != null) {
            body.put("seed", request.seed());
        }
        if (request.audio() != null && isChosen(card.limits())) {
            body.put("audio", request.audio() == Switch.ON);
        }
        if (request.negativePrompt() != null) {
            body.put("negativePrompt", request.negativePrompt());
        }
        request.options()
                .forEach((name, value) -> body.set(name, JsonMapper.shared().valueToTree(value)));
        return body;
    }

    /** Aleph and Omni edit a clip as long and as wide as it is. */
    private static boolean followsSource(ModelCard card, VideoRequest request) {
        return path(card, request).equals("/video_to_video") && !isSeedance(card);
    }

    private static void shape(ObjectNode body, ModelCard card, VideoRequest request) {
        var resolution = request.resolution();
        if (card.vendorsName().startsWith("happyhorse") && has(request, MediaRole.FIRST_FRAME)) {
            if (resolution != null) {
                body.put("resolution", resolution.toString().toUpperCase(Locale.ROOT));
            }
        } else if (request.size() != null) {
            body.put("ratio", request.size().width() + ":" + request.size().height());
        }
        if (request.duration() != null) {
            body.put("duration", request.duration().toSeconds());
        }
    }

    private static boolean isChosen(Limits limits) {
        return limits.audio() == Offer.ON_BY_DEFAULT || limits.audio() == Offer.OFF_BY_DEFAULT;
    }

    private static boolean isSeedance(ModelCard card) {
        return card.vendorsName().startsWith("seedance");
    }

    private static void medium(ObjectNode body, ModelCard card, MediaItem item, String address) {
        switch (item.role()) {
            case FIRST_FRAME, LAST_FRAME ->
                body.withArray("promptImage")
                        .addObject()
                        .put("uri", address)
                        .put("position", item.role() == MediaRole.FIRST_FRAME ? "first" : "last");
            case SOURCE_VIDEO -> body.put(isSeedance(card) ? "promptVideo" : "videoUri", address);
            case KEYFRAME -> {
                var keyframe = body.withArray("keyframes").addObject().put("uri", address);
                if (item.at() != null) {
                    keyframe.put("seconds", item.at().toMillis() / 1000.0);
                }
            }
            case SUBJECT_REFERENCE, STYLE_REFERENCE, SCENE_REFERENCE -> reference(body, item, address);
            case MASK, DRIVING_AUDIO, DRIVING_MOTION ->
                throw ShotwrightException.invalid(
                        "media.role", item.role().word(), "a frame, a keyframe, a reference or source-video");
        }
    }

    private static void reference(ObjectNode body, MediaItem item, String address) {
        switch (item.kind()) {
            case IMAGE -> body.withArray("references").addObject().put("uri", address);
            case VIDEO ->
                body.withArray("referenceVideos")
                        .addObject()
                        .put("type", "video")
                        .put("uri", address);
            case AUDIO ->
                body.withArray("referenceAudio")
                        .addObject()
                        .put("type", "audio")
                        .put("uri", address);
        }
    }
}
