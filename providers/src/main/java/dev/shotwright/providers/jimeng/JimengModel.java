package dev.shotwright.providers.jimeng;

import dev.shotwright.providers.account.Outcomes;
import dev.shotwright.providers.transport.Call;
import dev.shotwright.providers.transport.Line;
import dev.shotwright.providers.transport.UnreadableReplyException;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.model.Billing;
import dev.shotwright.vocabulary.model.Clip;
import dev.shotwright.vocabulary.model.ClipStream;
import dev.shotwright.vocabulary.model.HostedModel;
import dev.shotwright.vocabulary.model.Outcome;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/** A model behind the actions {@code CVSync2AsyncSubmitTask} and {@code CVSync2AsyncGetResult}. */
final class JimengModel implements HostedModel {
    private final ModelCard card;
    private final Line line;
    private final URI address;

    JimengModel(ModelCard card, Line line, URI address) {
        this.card = card;
        this.line = line;
        this.address = address;
    }

    @Override
    public ModelCard card() {
        return card;
    }

    static URI action(URI address, String name) {
        return URI.create("%s/?Action=%s&Version=2022-08-31".formatted(address, name));
    }

    @Override
    public Outcome submit(VideoRequest request) {
        var body = JimengRequest.body(card, request);
        return line.submit(Call.post(action(address, "CVSync2AsyncSubmitTask"), body), reply -> {
            if (!JimengAnswer.isGood(reply)) {
                var known = reply.json();
                if (reply.ok() && !known.has("code") && !known.has("ResponseMetadata")) {
                    throw new UnreadableReplyException("no code");
                }
                return Outcomes.failed(null, JimengAnswer.failure(reply, Billing.NOT_BILLED));
            }
            var id = reply.json().path("data").path("task_id").asString("");
            if (id.isEmpty()) {
                throw new UnreadableReplyException("no task id");
            }
            var key = body.path("req_key").asString("");
            return Outcomes.queued(new JimengTicket(key, id, JimengRequest.label(request)).toString());
        });
    }

    /** There is no list of tasks, nor a name of the caller's own for one. */
    @Override
    public @Nullable Outcome find(VideoRequest request, Instant since) {
        return null;
    }

    @Override
    public Outcome poll(String ticket) {
        var name = JimengTicket.parse(ticket);
        var body =
                JsonNodeFactory.instance.objectNode().put("req_key", name.key()).put("task_id", name.id());
        if (name.label() != null) {
            body.put("req_json", name.label());
        }
        var reply = line.ask(Call.post(action(address, "CVSync2AsyncGetResult"), body));
        if (JimengAnswer.isVerdict(reply)) {
            return Outcomes.failed(ticket, JimengAnswer.failure(reply, Billing.UNKNOWN));
        }
        var answer = line.json(reply);
        if (!JimengAnswer.isGood(reply)) {
            throw line.trouble(JimengAnswer.failure(reply, Billing.UNKNOWN));
        }
        return JimengAnswer.outcome(ticket, answer.path("data"), line.waiting().now());
    }

    @Override
    public Outcome cancel(String ticket) {
        return poll(ticket);
    }

    @Override
    public ClipStream fetch(Clip clip, long from) {
        return line.fetch(URI.create(clip.source()), Line.Credentials.HIDDEN, from);
    }
}
