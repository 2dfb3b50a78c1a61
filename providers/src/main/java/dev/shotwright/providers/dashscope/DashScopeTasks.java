package dev.shotwright.providers.dashscope;

import dev.shotwright.providers.transport.Call;
import dev.shotwright.providers.transport.Line;
import dev.shotwright.vocabulary.model.Outcome;
import dev.shotwright.vocabulary.model.State;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** DashScope's tasks, which are asked about in the same way whatever they draw. */
final class DashScopeTasks {
    private final Line line;
    private final URI address;

    DashScopeTasks(Line line, URI address) {
        this.line = line;
        this.address = address;
    }

    Outcome poll(String ticket) {
        var reply = line.ask(Call.get(task(ticket)));
        if (!reply.ok()) {
            return line.gone(ticket, DashScopeAnswer.failure(reply));
        }
        return DashScopeAnswer.outcome(ticket, line.json(reply), line.waiting().now());
    }

    /** Only what waits can be given up; the vendor's refusal is seen by asking again. */
    Outcome cancel(String ticket) {
        var now = poll(ticket);
        if (now.state() != State.QUEUED) {
            return now;
        }
        line.ask(Call.post(URI.create(task(ticket) + "/cancel"), JsonNodeFactory.instance.objectNode()));
        return poll(ticket);
    }

    private URI task(String ticket) {
        return URI.create(address + "/tasks/" + URLEncoder.encode(ticket, StandardCharsets.UTF_8));
    }

    JsonNode answered(Call call) {
        var reply = line.ask(call);
        if (!reply.ok()) {
            throw line.trouble(DashScopeAnswer.failure(reply));
        }
        return line.json(reply);
    }
}
