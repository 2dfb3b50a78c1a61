package dev.shotwright.providers.minimax;

import dev.shotwright.providers.account.Outcomes;
import dev.shotwright.providers.transport.Call;
import dev.shotwright.providers.transport.Line;
import dev.shotwright.providers.transport.UnreadableReplyException;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.model.Clip;
import dev.shotwright.vocabulary.model.ClipStream;
import dev.shotwright.vocabulary.model.FailureCode;
import dev.shotwright.vocabulary.model.HostedModel;
import dev.shotwright.vocabulary.model.Outcome;
import dev.shotwright.vocabulary.model.State;
import dev.shotwright.vocabulary.model.VendorException;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A model behind {@code /v2/video_generation}, which draws again at {@code /v2/video_regeneration}. */
final class H3Model implements HostedModel {
    private final ModelCard card;
    private final Line line;
    private final URI address;

    H3Model(ModelCard card, Line line, URI address) {
        this.card = card;
        this.line = line;
        this.address = address;
    }

    @Override
    public ModelCard card() {
        return card;
    }

    /** Clips and sounds are brought before; if that fails, nothing was asked yet. */
    @Override
    public Outcome submit(VideoRequest request) {
        ObjectNode body;
        try {
            body = H3Request.body(card, request, new H3Uploads(line, address)::address);
        } catch (VendorException e) {
            return Outcomes.failed(null, e.failure());
        }
        return line.submit(Call.post(at(H3Request.path(request)), body), reply -> {
            if (!reply.ok()) {
                return Outcomes.failed(null, H3Answer.failure(reply));
            }
            var id = reply.json().path("task_id").asString("");
            if (id.isEmpty()) {
                throw new UnreadableReplyException("no task id");
            }
            return Outcomes.queued(id);
        });
    }

    @Override
    public @Nullable Outcome find(VideoRequest request, Instant since) {
        return null;
    }

    /** A question about an id that MiniMax does not know, or has known for more than a week, is a wrong one. */
    @Override
    public Outcome poll(String ticket) {
        var reply = line.ask(Call.get(at("/v2/query/video_generation/" + encoded(ticket))));
        if (!reply.ok()) {
            var failure = H3Answer.failure(reply);
            if (failure.code() == FailureCode.NOT_FOUND || failure.code() == FailureCode.INVALID_REQUEST) {
                return Outcomes.ended(State.EXPIRED, ticket);
            }
            throw line.trouble(failure);
        }
        return H3Answer.outcome(
                ticket, line.json(reply).path("task"), line.waiting().now());
    }

    /** What is queued is cancelled by the call that deletes the record of what has ended. */
    @Override
    public Outcome cancel(String ticket) {
        var now = poll(ticket);
        if (now.state() != State.QUEUED) {
            return now;
        }
        var reply = line.ask(Call.delete(at("/v2/video_generation/" + encoded(ticket))));
        return reply.ok() && reply.jsonOrNone().path("action").asString("").startsWith("cancel")
                ? Outcomes.ended(State.CANCELLED, ticket)
                : poll(ticket);
    }

    @Override
    public ClipStream fetch(Clip clip, long from) {
        return line.fetch(URI.create(clip.source()), Line.Credentials.HIDDEN, from);
    }

    private URI at(String path) {
        return URI.create(address + path);
    }

    private static String encoded(String ticket) {
        return URLEncoder.encode(ticket, StandardCharsets.UTF_8);
    }
}
