package dev.shotwright.providers.vidu;

import dev.shotwright.providers.transport.Call;
import dev.shotwright.providers.transport.Line;
import dev.shotwright.providers.transport.Reply;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What Vidu can be asked about an account's tasks. */
final class ViduTasks {
    private final Line line;
    private final URI address;

    ViduTasks(Line line, URI address) {
        this.line = line;
        this.address = address;
    }

    URI at(String path) {
        return URI.create(address + path);
    }

    /** The latest tasks, a hundred at most, and the token of the next page. */
    JsonNode page(String more) {
        return answered(Call.get(at("/tasks?pager.pagesz=100" + more)));
    }

    JsonNode credits() {
        return answered(Call.get(at("/credits?show_detail=true")));
    }

    /** How a task stands, or why Vidu does not say. */
    Reply task(String ticket) {
        return line.ask(Call.get(at("/tasks/" + encoded(ticket) + "/creations")));
    }

    void cancel(String ticket) {
        var body = JsonNodeFactory.instance.objectNode().put("id", ticket);
        line.ask(Call.post(at("/tasks/" + encoded(ticket) + "/cancel"), body));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private JsonNode answered(Call call) {
        var reply = line.ask(call);
        if (!reply.ok()) {
            throw line.trouble(ViduAnswer.failure(reply));
        }
        return line.json(reply);
    }
}
