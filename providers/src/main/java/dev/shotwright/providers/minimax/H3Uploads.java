package dev.shotwright.providers.minimax;

import dev.shotwright.providers.enclosure.Enclosure;
import dev.shotwright.providers.enclosure.Form;
import dev.shotwright.providers.transport.Line;
import dev.shotwright.vocabulary.request.MediaItem;
import dev.shotwright.vocabulary.request.MediaKind;
import java.net.URI;

/** Media on their way to MiniMax-H3: by their address, pictures within the request, clips and sounds through the vendor's files. */
final class H3Uploads {
    private final Line line;
    private final URI address;

    H3Uploads(Line line, URI address) {
        this.line = line;
        this.address = address;
    }

    /** The address that the request names a medium by. */
    String address(MediaItem item) {
        var enclosure = new Enclosure(item);
        return item.fromAddress() || item.kind() == MediaKind.IMAGE ? enclosure.address() : uploaded(enclosure);
    }

    private String uploaded(Enclosure enclosure) {
        var form = new Form("file", enclosure);
        form.field("purpose", "video_generation_input");
        var reply = line.ask(form.post(URI.create(address + "/v1/files/upload")), HailuoAnswer::isBusy);
        var file = reply.ok() ? line.json(reply) : reply.jsonOrNone();
        var id = file.path("file").path("file_id").asString("");
        if (!reply.ok() || HailuoAnswer.code(file) != 0 || id.isEmpty()) {
            throw line.trouble(HailuoAnswer.refusal(reply));
        }
        return "mm_file://" + id;
    }
}
