package dev.shotwright.providers.openai;

import dev.shotwright.providers.enclosure.Enclosure;
import dev.shotwright.providers.enclosure.Form;
import dev.shotwright.providers.transport.Call;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.request.MediaItem;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A negotiated request in OpenAI's dialect: JSON, or a form where a picture comes from a file. The options {@code remix},
 * {@code edit} and {@code extend} name a finished video to go on from, and go to addresses of their own.
 */
final class OpenAiRequest {
    private static final List<String> FROM_VIDEOS = List.of("remix", "edit", "extend");

    private final ModelCard card;
    private final VideoRequest request;

    OpenAiRequest(ModelCard card, VideoRequest request) {
        this.card = card;
        this.request = request;
    }

    Call call(URI videos) {
        var remix = request.options().get("remix");
        if (remix != null) {
            var id = URLEncoder.encode(String.valueOf(remix), StandardCharsets.UTF_8);
            return Call.post(URI.create("%s/%s/remix".formatted(videos, id)), prompt());
        }
        var edit = request.options().get("edit");
        if (edit != null) {
            return Call.post(URI.create(videos + "/edits"), from(edit));
        }
        var extend = request.options().get("extend");
        if (extend != null) {
            var body = from(extend);
            seconds(body);
            return Call.post(URI.create(videos + "/extensions"), body);
        }
        var picture = request.media().isEmpty() ? null : request.media().getFirst();
        return picture == null || picture.fromAddress()
                ? Call.post(videos, withAddress(picture))
                : form(picture).post(videos);
    }

    private ObjectNode prompt() {
        var body = JsonNodeFactory.instance.objectNode();
        if (request.prompt() != null) {
            body.put("prompt", request.prompt());
        }
        return body;
    }

    private ObjectNode from(Object video) {
        var body = prompt();
        body.putObject("video").put("id", String.valueOf(video));
        return body;
    }

    private void seconds(ObjectNode body) {
        if (request.duration() != null) {
            body.put("seconds", String.valueOf(request.duration().toSeconds()));
        }
    }

    private ObjectNode fields() {
        var body = prompt();
        body.put("model", card.vendorsName());
        seconds(body);
        if (request.size() != null) {
            body.put("size", request.size().toString());
        }
        if (request.negativePrompt() != null) {
            body.put("negative_prompt", request.negativePrompt());
        }
        if (request.seed() != null) {
            body.put("seed", request.seed());
        }
        request.options().forEach((name, value) -> {
            if (!FROM_VIDEOS.contains(name)) {
                body.set(name, JsonMapper.shared().valueToTree(value));
            }
        });
        return body;
    }

    private ObjectNode withAddress(@Nullable MediaItem picture) {
        var body = fields();
        if (picture != null) {
            body.putObject("input_reference").put("image_url", picture.source());
        }
        return body;
    }

    private Form form(MediaItem picture) {
        var form = new Form("input_reference", new Enclosure(picture));
        fields().properties()
                .forEach(field -> form.field(
                        field.getKey(),
                        field.getValue().isValueNode()
                                ? field.getValue().asString()
                                : field.getValue().toString()));
        return form;
    }
}
