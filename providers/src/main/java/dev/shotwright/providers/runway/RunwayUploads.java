package dev.shotwright.providers.runway;

import dev.shotwright.providers.enclosure.Enclosure;
import dev.shotwright.providers.transport.Call;
import dev.shotwright.providers.transport.Reply;
import dev.shotwright.providers.transport.UnreadableReplyException;
import dev.shotwright.vocabulary.request.MediaItem;
import dev.shotwright.vocabulary.request.MediaKind;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Media on their way to Runway: by their address, within the request, or through the vendor's store where they are large. */
final class RunwayUploads {
    private static final long LONGEST_PICTURE = 5_000_000;
    private static final long LONGEST_OTHER = 16_000_000;

    private final RunwayLine runway;

    RunwayUploads(RunwayLine runway) {
        this.runway = runway;
    }

    /** The address that the request names a medium by. */
    String address(MediaItem item) {
        var enclosure = new Enclosure(item);
        if (item.fromAddress()) {
            return enclosure.address();
        }
        var encoded = "data:;base64,".length() + enclosure.type().length() + (enclosure.bytes().length + 2L) / 3 * 4;
        var longest = item.kind() == MediaKind.IMAGE ? LONGEST_PICTURE : LONGEST_OTHER;
        return encoded <= longest ? enclosure.address() : uploaded(enclosure);
    }

    private String uploaded(Enclosure enclosure) {
        var wish = JsonNodeFactory.instance
                .objectNode()
                .put("filename", enclosure.fileName())
                .put("type", "ephemeral");
        var reply = runway.line().ask(runway.post("/uploads", wish));
        var place = read(reply);
        var target = place.path("uploadUrl").asString("");
        var address = place.path("runwayUri").asString("");
        if (target.isEmpty() || address.isEmpty()) {
            throw runway.line().unreadable(reply, new UnreadableReplyException("no place for an upload"));
        }
        var boundary = "shotwright-" + UUID.randomUUID();
        var body = form(boundary, place.path("fields"), enclosure);
        var stored =
                runway.line().bring(Call.post(URI.create(target), "multipart/form-data; boundary=" + boundary, body));
        if (!stored.ok()) {
            throw runway.line().trouble(RunwayAnswer.failure(stored));
        }
        return address;
    }

    private JsonNode read(Reply reply) {
        if (!reply.ok()) {
            throw runway.line().trouble(RunwayAnswer.failure(reply));
        }
        try {
            return reply.json();
        } catch (UnreadableReplyException e) {
            throw runway.line().unreadable(reply, e);
        }
    }

    /** The fields of the place first, the file last. */
    private static byte[] form(String boundary, JsonNode fields, Enclosure enclosure) {
        var form = new ByteArrayOutputStream();
        fields.properties()
                .forEach(field -> form.writeBytes("--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
                        .formatted(boundary, field.getKey(), field.getValue().asString(""))
                        .getBytes(StandardCharsets.UTF_8)));
        form.writeBytes(
                "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\nContent-Type: %s\r\n\r\n"
                        .formatted(boundary, enclosure.fileName().replace("\"", "%22"), enclosure.type())
                        .getBytes(StandardCharsets.UTF_8));
        form.writeBytes(enclosure.bytes());
        form.writeBytes("\r\n--%s--\r\n".formatted(boundary).getBytes(StandardCharsets.UTF_8));
        return form.toByteArray();
    }
}
