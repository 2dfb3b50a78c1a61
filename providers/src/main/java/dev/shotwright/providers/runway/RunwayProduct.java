package dev.shotwright.providers.runway;

import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.request.MediaItem;
import dev.shotwright.vocabulary.request.MediaRole;
import dev.shotwright.vocabulary.request.Switch;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What Runway does with fields of its own: a character that performs, a clip made larger, and a choice among its models. */
enum RunwayProduct {
    PERFORMANCE("act_two", "/character_performance"),
    UPSCALE("magnific_video_upscaler_creative", "/video_upscale"),
    ROUTER("router", "/generate/video");

    private static final String CONFIGURATION = "configId";

    private final String id;
    private final String path;

    RunwayProduct(String id, String path) {
        this.id = id;
        this.path = path;
    }

    /** What a card draws with, or null where it is a model like others. */
    static @Nullable RunwayProduct of(ModelCard card) {
        return Arrays.stream(values())
                .filter(product -> product.id.equals(card.vendorsName()))
                .findFirst()
                .orElse(null);
    }

    String path() {
        return path;
    }

    /** @param address gives a medium the address that the vendor reads it from */
    ObjectNode body(ModelCard card, VideoRequest request, Function<MediaItem, String> address) {
        var body = JsonNodeFactory.instance.objectNode();
        switch (this) {
            case PERFORMANCE -> {
                body.put("model", card.vendorsName());
                performance(body, request, address);
                options(body, request);
            }
            case UPSCALE -> {
                body.put("model", card.vendorsName());
                request.media().forEach(item -> body.put("videoUri", address.apply(item)));
                if (request.resolution() != null) {
                    body.put("resolution", request.resolution().toString());
                }
                options(body, request);
            }
            case ROUTER -> router(body, request, address);
        }
        return body;
    }

    private static void performance(ObjectNode body, VideoRequest request, Function<MediaItem, String> address) {
        for (var item : request.media()) {
            body.putObject(item.role() == MediaRole.DRIVING_MOTION ? "reference" : "character")
                    .put("type", item.kind().word())
                    .put("uri", address.apply(item));
        }
        if (request.size() != null) {
            body.put("ratio", request.size().width() + ":" + request.size().height());
        }
        if (request.seed() != null) {
            body.put("seed", request.seed());
        }
    }

    /** Runway chooses by a configuration that the user has saved there. A clip that is restyled keeps its length and its size. */
    private static void router(ObjectNode body, VideoRequest request, Function<MediaItem, String> address) {
        var configuration = request.options().get(CONFIGURATION);
        if (configuration == null) {
            throw ShotwrightException.invalid(
                    "options." + CONFIGURATION, "absent", "the name of a configuration of Runway's Model Router");
        }
        body.put(CONFIGURATION, String.valueOf(configuration));
        var input = body.putObject("input");
        if (request.prompt() != null) {
            input.put("promptText", request.prompt());
        }
        if (request.negativePrompt() != null) {
            input.put("negativePrompt", request.negativePrompt());
        }
        if (request.media().stream().noneMatch(item -> item.role() == MediaRole.SOURCE_VIDEO)) {
            shape(input, request);
        }
        if (request.seed() != null) {
            input.put("seed", request.seed());
        }
        if (request.audio() != null) {
            input.put("audio", request.audio() == Switch.ON);
        }
        request.media().forEach(item -> medium(input, item, address.apply(item)));
        options(input, request);
    }

    private static void shape(ObjectNode input, VideoRequest request) {
        if (request.ratio() != null) {
            input.put("aspectRatio", request.ratio().toString());
        }
        if (request.resolution() != null) {
            input.put("resolution", request.resolution().toString());
        }
        if (request.duration() != null) {
            input.put("duration", request.duration().toSeconds());
        }
    }

    private static void medium(ObjectNode input, MediaItem item, String address) {
        switch (item.kind()) {
            case AUDIO -> input.withArrayProperty("referenceAudio").addObject().put("uri", address);
            case VIDEO ->
                input.withArrayProperty("referenceVideos")
                        .addObject()
                        .put("role", item.role() == MediaRole.SOURCE_VIDEO ? "source" : "reference")
                        .put("uri", address);
            case IMAGE -> {
                if (item.at() != null) {
                    input.withArrayProperty("keyframes")
                            .addObject()
                            .put("seconds", item.at().toMillis() / 1000.0)
                            .put("uri", address);
                    return;
                }
                var role = switch (item.role()) {
                    case FIRST_FRAME -> "first";
                    case LAST_FRAME -> "last";
                    default -> "reference";
                };
                input.withArrayProperty("referenceImages")
                        .addObject()
                        .put("role", role)
                        .put("uri", address);
            }
        }
    }

    private static void options(ObjectNode body, VideoRequest request) {
        request.options().forEach((name, value) -> {
            if (!name.equals(CONFIGURATION)) {
                body.set(name, JsonMapper.shared().valueToTree(value));
            }
        });
    }
}
