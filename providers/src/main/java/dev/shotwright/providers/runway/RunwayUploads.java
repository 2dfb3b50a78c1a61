package dev.shotwright.providers.runway;

import dev.shotwright.providers.enclosure.Enclosure;
import dev.shotwright.providers.enclosure.Form;
import dev.shotwright.providers.transport.Reply;
import dev.shotwright.providers.transport.UnreadableReplyException;
import dev.shotwright.vocabulary.request.MediaItem;
import dev.shotwright.vocabulary.request.MediaKind;
import java.net.URI;
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
        var form = new Form("file", enclosure);
        place.path("fields")
                .properties()
                .forEach(field -> form.field(field.getKey(), field.getValue().asString("")));
        var stored = runway.line().bring(form.post(URI.create(target)));
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
}
