package dev.shotwright.providers.siliconflow;

import dev.shotwright.providers.account.Outcomes;
import dev.shotwright.providers.transport.Call;
import dev.shotwright.providers.transport.Line;
import dev.shotwright.providers.transport.UnreadableReplyException;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.model.Clip;
import dev.shotwright.vocabulary.model.ClipStream;
import dev.shotwright.vocabulary.model.HostedModel;
import dev.shotwright.vocabulary.model.Outcome;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/** A model behind SiliconFlow's {@code /video/submit}. Its draws can be neither cancelled nor looked for. */
final class SiliconFlowModel implements HostedModel {
    private final ModelCard card;
    private final Line line;
    private final URI submit;
    private final URI status;

    SiliconFlowModel(ModelCard card, Line line, URI address) {
        this.card = card;
        this.line = line;
        this.submit = URI.create(address + "/video/submit");
        this.status = URI.create(address + "/video/status");
    }

    @Override
    public ModelCard card() {
        return card;
    }

    @Override
    public Outcome submit(VideoRequest request) {
        return line.submit(Call.post(submit, SiliconFlowRequest.body(card, request)), reply -> {
            if (!reply.ok()) {
                return Outcomes.failed(null, SiliconFlowAnswer.failure(reply));
            }
            var id = reply.json().path("requestId").asString("");
            if (id.isEmpty()) {
                throw new UnreadableReplyException("no request id");
            }
            return Outcomes.queued(id);
        });
    }

    @Override
    public @Nullable Outcome find(VideoRequest request, Instant since) {
        return null;
    }

    @Override
    public Outcome poll(String ticket) {
        var question = JsonNodeFactory.instance.objectNode().put("requestId", ticket);
        var reply = line.ask(Call.post(status, question));
        if (!reply.ok()) {
            return line.gone(ticket, SiliconFlowAnswer.failure(reply));
        }
        return SiliconFlowAnswer.outcome(
                ticket, line.json(reply), line.waiting().now());
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
