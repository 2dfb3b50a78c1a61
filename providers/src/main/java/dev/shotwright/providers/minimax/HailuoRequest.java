package dev.shotwright.providers.minimax;

import dev.shotwright.providers.enclosure.Enclosure;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.request.MediaRole;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A negotiated request as the older generation wants it: pictures in fields of their own. */
final class HailuoRequest {
    private HailuoRequest() {}

    static ObjectNode body(ModelCard card, VideoRequest request) {
        var body = JsonNodeFactory.instance.objectNode();
        body.put("model", card.vendorsName());
        if (request.prompt() != null) {
            body.put("prompt", request.prompt());
        }
        for (var item : request.media()) {
            var picture = new Enclosure(item).address();
            if (item.role() == MediaRole.FIRST_FRAME) {
                body.put("first_frame_image", picture);
            } else if (item.role() == MediaRole.LAST_FRAME) {
                body.put("last_frame_image", picture);
            } else {
                body.withArrayProperty("subject_reference")
                        .addObject()
                        .put("type", "character")
                        .putArray("image")
                        .add(picture);
            }
        }
        if (request.duration() != null) {
            body.put("duration", request.duration().toSeconds());
        }
        if (request.resolution() != null) {
            body.put("resolution", request.resolution().toString().toUpperCase(Locale.ROOT));
        }
        if (request.callback() != null) {
            body.put("callback_url", request.callback().toString());
        }
        request.options()
                .forEach((name, value) -> body.set(name, JsonMapper.shared().valueToTree(value)));
        return body;
    }
}
