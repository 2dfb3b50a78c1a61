package dev.shotwright.providers.jimeng;

import dev.shotwright.providers.enclosure.Enclosure;
import dev.shotwright.vocabulary.CameraMove;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.card.CameraTerms;
import dev.shotwright.vocabulary.card.Limits;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.card.Term;
import dev.shotwright.vocabulary.request.MediaItem;
import dev.shotwright.vocabulary.request.Operation;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A negotiated request as Jimeng wants it; the model is named by a key, which is another for each operation. */
final class JimengRequest {
    private static final int FRAMES_A_SECOND = 24;
    private static final String TEMPLATE = "template_id";

    private JimengRequest() {}

    static ObjectNode body(ModelCard card, VideoRequest request) {
        var body = JsonNodeFactory.instance.objectNode();
        body.put("req_key", key(card, request));
        if (request.prompt() != null) {
            body.put("prompt", request.prompt());
        }
        media(body, request);
        if (request.seed() != null) {
            body.put("seed", request.seed());
        }
        if (request.duration() != null && card.vendorsName().contains("_v30")) {
            body.put("frames", request.duration().toSeconds() * FRAMES_A_SECOND + 1);
        }
        if (request.ratio() != null && request.operation() == Operation.TEXT_TO_VIDEO) {
            body.put("aspect_ratio", request.ratio().toString());
        }
        request.camera().forEach(move -> camera(body, card, move));
        request.options().forEach((name, value) -> {
            if (!name.equals("aigc_meta")) {
                body.set(name, JsonMapper.shared().valueToTree(value));
            }
        });
        return body;
    }

    /** What the file is labelled with, as JSON that the interface takes as text; null for no label. */
    static @Nullable String label(VideoRequest request) {
        var meta = request.options().get("aigc_meta");
        return meta == null
                ? null
                : JsonNodeFactory.instance
                        .objectNode()
                        .set("aigc_meta", JsonMapper.shared().valueToTree(meta))
                        .toString();
    }

    private static String key(ModelCard card, VideoRequest request) {
        var name = card.vendorsName();
        var recamera = !request.camera().isEmpty() || request.options().containsKey(TEMPLATE);
        return switch (request.operation()) {
            case TEXT_TO_VIDEO -> name;
            case IMAGE_TO_VIDEO -> recamera ? "jimeng_i2v_recamera_v30" : pictured(name, "_i2v_first_");
            case FRAMES_TO_VIDEO -> pictured(name, "_i2v_first_tail_");
            case REFERENCE_TO_VIDEO, VIDEO_TO_VIDEO, INPAINTING, AUDIO_TO_VIDEO, MOTION_TO_VIDEO ->
                throw ShotwrightException.invalid(
                        "media", request.operation().word(), "a first frame, a first and a last frame, or none");
        };
    }

    private static String pictured(String name, String middle) {
        return name.replace("_t2v_", middle).replace("_1080p", "_1080");
    }

    /** Pictures go all by address or all within the request. */
    private static void media(ObjectNode body, VideoRequest request) {
        var media = request.media();
        if (media.isEmpty()) {
            return;
        }
        var addressed = media.stream().filter(MediaItem::fromAddress).count();
        if (addressed != 0 && addressed != media.size()) {
            throw ShotwrightException.invalid(
                    "media.source", "an address and a file", "addresses alone, or files alone");
        }
        var list = body.putArray(addressed == 0 ? "binary_data_base64" : "image_urls");
        media.stream()
                .map(item -> item.fromAddress() ? item.source() : new Enclosure(item).base64())
                .forEach(list::add);
    }

    private static void camera(ObjectNode body, ModelCard card, CameraMove move) {
        body.put(TEMPLATE, parameter(card, terms -> terms.moves().get(move.move())));
        body.put(
                "camera_strength",
                switch (move.speed()) {
                    case NORMAL -> "medium";
                    case SLOW, FAST -> parameter(card, terms -> terms.speeds().get(move.speed()));
                });
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
}
