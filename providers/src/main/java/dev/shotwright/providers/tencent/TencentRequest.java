package dev.shotwright.providers.tencent;

import dev.shotwright.providers.enclosure.Enclosure;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.request.Switch;
import dev.shotwright.vocabulary.request.VideoRequest;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A negotiated request as Tencent wants it: the same fields for both interfaces, spelled differently. */
final class TencentRequest {
    private TencentRequest() {}

    static ObjectNode tokenHub(ModelCard card, VideoRequest request) {
        var body = JsonNodeFactory.instance.objectNode().put("model", card.vendorsName());
        return fields(body, request, "prompt", "image", "url", "base64", "resolution", "logo_add");
    }

    static ObjectNode vclm(VideoRequest request) {
        var body = JsonNodeFactory.instance.objectNode();
        return fields(body, request, "Prompt", "Image", "Url", "Base64", "Resolution", "LogoAdd");
    }

    private static ObjectNode fields(
            ObjectNode body,
            VideoRequest request,
            String prompt,
            String image,
            String url,
            String base64,
            String resolution,
            String logo) {
        if (request.prompt() != null) {
            body.put(prompt, request.prompt());
        }
        request.media().forEach(item -> {
            if (item.fromAddress()) {
                body.putObject(image).put(url, item.source());
            } else {
                body.putObject(image).put(base64, new Enclosure(item).base64());
            }
        });
        if (request.resolution() != null) {
            body.put(resolution, request.resolution().toString());
        }
        if (request.watermark() != null) {
            body.put(logo, request.watermark() == Switch.ON ? 1 : 0);
        }
        request.options()
                .forEach((name, value) -> body.set(name, JsonMapper.shared().valueToTree(value)));
        return body;
    }
}
