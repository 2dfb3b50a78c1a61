package dev.shotwright.providers.kling;

import dev.shotwright.providers.enclosure.Enclosure;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.request.MediaItem;
import dev.shotwright.vocabulary.request.MediaRole;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the first interface draws without a model being named: presenters, effects, and lips in time with a sound. */
enum KlingProduct {
    AVATAR("avatar", "avatar/image2video"),
    EFFECTS("effects", "effects"),
    LIP_SYNC("advanced-lip-sync", "advanced-lip-sync");

    private static final String SCENE = "effect_scene";

    private final String id;
    private final String path;

    KlingProduct(String id, String path) {
        this.id = id;
        this.path = path;
    }

    /** What a card draws with, or null where it names a model. */
    static @Nullable KlingProduct of(ModelCard card) {
        return Arrays.stream(values())
                .filter(product -> product.id.equals(card.vendorsName()))
                .findFirst()
                .orElse(null);
    }

    /** The part of its path that is its own. */
    String path() {
        return path;
    }

    /** A request as it goes over the wire, for what needs no question before. */
    KlingOrder order(VideoRequest request) {
        var body = JsonNodeFactory.instance.objectNode();
        switch (this) {
            case AVATAR -> avatar(body, request);
            case EFFECTS -> effect(body, request);
            case LIP_SYNC -> throw new IllegalStateException("the faces of the clip must be known");
        }
        return finished(body, request);
    }

    KlingOrder finished(ObjectNode body, VideoRequest request) {
        if (request.callback() != null) {
            body.put("callback_url", request.callback().toString());
        }
        var reference = KlingOrder.reference(request);
        if (reference != null) {
            body.put("external_task_id", reference);
        }
        return new KlingOrder("/v1/videos/" + path, path, body);
    }

    private static void avatar(ObjectNode body, VideoRequest request) {
        for (var item : request.media()) {
            body.put(item.role() == MediaRole.DRIVING_AUDIO ? "sound_file" : "image", source(item));
        }
        if (request.prompt() != null) {
            body.put("prompt", request.prompt());
        }
        mode(body, request);
        options(body, request);
    }

    /** One picture, or two that are put side by side, within an object of their own. */
    private static void effect(ObjectNode body, VideoRequest request) {
        var scene = request.options().get(SCENE);
        if (scene == null) {
            throw ShotwrightException.invalid("options." + SCENE, "absent", "the name of one of Kling's effects");
        }
        body.put(SCENE, String.valueOf(scene));
        var input = body.putObject("input");
        if (request.media().size() == 1) {
            input.put("image", source(request.media().getFirst()));
        } else {
            input.put("model_name", "kling-v1-6");
            mode(input, request);
            request.media().forEach(item -> input.withArrayProperty("images").add(source(item)));
        }
        if (request.duration() != null) {
            input.put("duration", String.valueOf(request.duration().toSeconds()));
        }
    }

    private static void mode(ObjectNode body, VideoRequest request) {
        if (request.resolution() != null) {
            body.put("mode", KlingFirstRequest.mode(Objects.requireNonNull(request.resolution())));
        }
    }

    /** An address, or bare Base64. */
    static String source(MediaItem item) {
        return item.fromAddress() ? item.source() : new Enclosure(item).base64();
    }

    private static void options(ObjectNode body, VideoRequest request) {
        request.options()
                .forEach((name, value) -> body.set(name, JsonMapper.shared().valueToTree(value)));
    }
}
