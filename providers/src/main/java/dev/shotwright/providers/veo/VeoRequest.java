package dev.shotwright.providers.veo;

import dev.shotwright.providers.enclosure.Enclosure;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.request.MediaItem;
import dev.shotwright.vocabulary.request.VideoRequest;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A negotiated request as the Gemini API wants it: one instance, and parameters. */
final class VeoRequest {
    private static final String ENCODING = "imageEncoding";
    private static final String WEBHOOK = "webhookConfig";

    private VeoRequest() {}

    static ObjectNode body(VideoRequest request) {
        var body = JsonNodeFactory.instance.objectNode();
        var instance = body.putArray("instances").addObject();
        if (request.prompt() != null) {
            instance.put("prompt", request.prompt());
        }
        var inline = "inlineData".equals(request.options().get(ENCODING));
        request.media().forEach(item -> medium(instance, item, inline));
        parameters(body.putObject("parameters"), request);
        var webhook = request.options().get(WEBHOOK);
        if (webhook != null) {
            body.set(WEBHOOK, JsonMapper.shared().valueToTree(webhook));
        }
        return body;
    }

    private static void parameters(ObjectNode parameters, VideoRequest request) {
        if (request.ratio() != null) {
            parameters.put("aspectRatio", request.ratio().toString());
        }
        if (request.resolution() != null) {
            parameters.put("resolution", request.resolution().toString());
        }
        if (request.duration() != null) {
            parameters.put("durationSeconds", request.duration().toSeconds());
        }
        if (request.negativePrompt() != null) {
            parameters.put("negativePrompt", request.negativePrompt());
        }
        if (request.seed() != null) {
            parameters.put("seed", request.seed());
        }
        parameters.put("sampleCount", 1);
        request.options().forEach((name, value) -> {
            if (!name.equals(ENCODING) && !name.equals(WEBHOOK)) {
                parameters.set(name, JsonMapper.shared().valueToTree(value));
            }
        });
    }

    private static void medium(ObjectNode instance, MediaItem item, boolean inline) {
        switch (item.role()) {
            case FIRST_FRAME -> picture(instance.putObject("image"), item, inline);
            case LAST_FRAME -> picture(instance.putObject("lastFrame"), item, inline);
            case SOURCE_VIDEO -> instance.putObject("video").put("uri", item.source());
            case SUBJECT_REFERENCE, STYLE_REFERENCE, SCENE_REFERENCE -> {
                var reference = instance.withArray("referenceImages").addObject();
                picture(reference.putObject("image"), item, inline);
                reference.put("referenceType", "asset");
            }
            case KEYFRAME, MASK, DRIVING_AUDIO, DRIVING_MOTION ->
                throw ShotwrightException.invalid(
                        "media.role", item.role().word(), "first-frame, last-frame, a reference or source-video");
        }
    }

    private static void picture(ObjectNode image, MediaItem item, boolean inline) {
        var enclosure = new Enclosure(item);
        if (inline) {
            image.putObject("inlineData").put("mimeType", enclosure.type()).put("data", enclosure.base64());
        } else {
            image.put("bytesBase64Encoded", enclosure.base64()).put("mimeType", enclosure.type());
        }
    }
}
