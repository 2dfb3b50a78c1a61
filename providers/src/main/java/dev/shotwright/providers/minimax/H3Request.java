package dev.shotwright.providers.minimax;

import dev.shotwright.providers.enclosure.Enclosure;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.request.MediaItem;
import dev.shotwright.vocabulary.request.MediaRole;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A negotiated request as the newer generation wants it: all that it is of in one list. */
final class H3Request {
    private H3Request() {}

    static ObjectNode body(ModelCard card, VideoRequest request) {
        var body = JsonNodeFactory.instance.objectNode();
        body.put("model", card.vendorsName());
        var content = body.putArray("content");
        if (request.prompt() != null) {
            content.addObject().put("type", "text").put("text", request.prompt());
        }
        request.media().forEach(item -> medium(content, item));
        if (request.resolution() != null) {
            body.put("resolution", request.resolution().toString().toUpperCase(Locale.ROOT));
        }
        if (request.duration() != null) {
            body.put("duration", request.duration().toSeconds());
        }
        if (request.ratio() != null) {
            var followsFrames = request.media().stream().anyMatch(H3Request::isFrame);
            body.put("ratio", followsFrames ? "adaptive" : request.ratio().toString());
        }
        if (request.callback() != null) {
            body.put("callback_url", request.callback().toString());
        }
        request.options()
                .forEach((name, value) -> body.set(name, JsonMapper.shared().valueToTree(value)));
        return body;
    }

    private static void medium(ArrayNode content, MediaItem item) {
        var kind = item.kind().word();
        var node = content.addObject();
        node.put("type", kind + "_url");
        node.putObject(kind + "_url").put("url", new Enclosure(item).address());
        node.put("role", isFrame(item) ? item.role().word().replace('-', '_') : "reference_" + kind);
    }

    private static boolean isFrame(MediaItem item) {
        return item.role() == MediaRole.FIRST_FRAME || item.role() == MediaRole.LAST_FRAME;
    }
}
