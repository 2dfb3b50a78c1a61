package dev.shotwright.providers.siliconflow;

import dev.shotwright.providers.enclosure.Enclosure;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.request.VideoRequest;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A negotiated request as SiliconFlow wants it. */
final class SiliconFlowRequest {
    private SiliconFlowRequest() {}

    static ObjectNode body(ModelCard card, VideoRequest request) {
        var body = JsonNodeFactory.instance.objectNode();
        body.put("model", card.vendorsName());
        body.put("prompt", request.prompt());
        if (request.negativePrompt() != null) {
            body.put("negative_prompt", request.negativePrompt());
        }
        body.put("image_size", String.valueOf(request.size()));
        request.media().forEach(item -> body.put("image", new Enclosure(item).address()));
        if (request.seed() != null) {
            body.put("seed", request.seed());
        }
        request.options()
                .forEach((name, value) -> body.set(name, JsonMapper.shared().valueToTree(value)));
        return body;
    }
}
