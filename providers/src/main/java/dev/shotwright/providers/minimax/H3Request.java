package dev.shotwright.providers.minimax;

import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.request.MediaItem;
import dev.shotwright.vocabulary.request.MediaRole;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.util.Locale;
import java.util.function.Function;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A negotiated request as the newer generation wants it: all that it is of in one list. A clip of 768p that it has drawn is drawn
 * again with more pixels from the same prompt and the same media.
 */
final class H3Request {
    private H3Request() {}

    static String path(VideoRequest request) {
        return isAgain(request) ? "/v2/video_regeneration" : "/v2/video_generation";
    }

    private static boolean isAgain(VideoRequest request) {
        return request.media().stream().anyMatch(item -> item.role() == MediaRole.SOURCE_VIDEO);
    }

    /** @param address gives a medium the address that the vendor reads it from */
    static ObjectNode body(ModelCard card, VideoRequest request, Function<MediaItem, String> address) {
        var body = JsonNodeFactory.instance.objectNode();
        body.put("model", card.vendorsName());
        var content = body.putArray("content");
        if (request.prompt() != null) {
            content.addObject().put("type", "text").put("text", request.prompt());
        }
        request.media().forEach(item -> medium(content, item, address.apply(item)));
        if (request.resolution() != null) {
            body.put("resolution", request.resolution().toString().toUpperCase(Locale.ROOT));
        }
        if (request.duration() != null && !isAgain(request)) {
            body.put("duration", request.duration().toSeconds());
        }
        if (request.ratio() != null && !isAgain(request)) {
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

    private static void medium(ArrayNode content, MediaItem item, String address) {
        var kind = item.kind().word();
        var node = content.addObject();
        node.put("type", kind + "_url");
        node.putObject(kind + "_url").put("url", address);
        node.put("role", role(item));
    }

    private static String role(MediaItem item) {
        if (item.role() == MediaRole.SOURCE_VIDEO) {
            return "base_video";
        }
        return isFrame(item)
                ? item.role().word().replace('-', '_')
                : "reference_" + item.kind().word();
    }

    private static boolean isFrame(MediaItem item) {
        return item.role() == MediaRole.FIRST_FRAME || item.role() == MediaRole.LAST_FRAME;
    }
}
