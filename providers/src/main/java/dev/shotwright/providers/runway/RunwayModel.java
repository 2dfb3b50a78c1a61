package dev.shotwright.providers.runway;

import dev.shotwright.providers.account.Outcomes;
import dev.shotwright.providers.transport.Line.Credentials;
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

/** A model or product of Runway's; each has a path of its own, and all have the same tasks. */
final class RunwayModel implements HostedModel {
    private final ModelCard card;
    private final RunwayLine runway;

    RunwayModel(ModelCard card, RunwayLine runway) {
        this.card = card;
        this.runway = runway;
    }

    @Override
    public ModelCard card() {
        return card;
    }

    /** What is too large for the request is brought before; if that fails, nothing was asked yet. */
    @Override
    public Outcome submit(VideoRequest request) {
        ObjectNode body;
        try {
            body = RunwayRequest.body(card, request, new RunwayUploads(runway)::address);
        } catch (VendorException e) {
            return Outcomes.failed(null, e.failure());
        }
        return runway.line().submit(runway.post(RunwayRequest.path(card, request), body), reply -> {
            if (!reply.ok()) {
                return Outcomes.failed(null, RunwayAnswer.failure(reply));
            }
            var id = reply.json().path("id").asString("");
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

    @Override
    public Outcome poll(String ticket) {
        var reply = runway.line().ask(runway.get(task(ticket)));
        if (!reply.ok()) {
            var failure = RunwayAnswer.failure(reply);
            if (failure.code() == FailureCode.NOT_FOUND) {
                return Outcomes.ended(State.EXPIRED, ticket);
            }
            throw runway.line().trouble(failure);
        }
        try {
            return RunwayAnswer.outcome(
                    ticket, reply.json(), runway.line().waiting().now());
        } catch (UnreadableReplyException e) {
            throw runway.line().unreadable(reply, e);
        }
    }

    /** The same question that cancels a draw would delete one that has ended, so it is asked of a draw under way alone. */
    @Override
    public Outcome cancel(String ticket) {
        var now = poll(ticket);
        if (now.state() != State.QUEUED && now.state() != State.RUNNING) {
            return now;
        }
        runway.line().ask(runway.delete(task(ticket)));
        var after = poll(ticket);
        return after.state() == State.EXPIRED ? Outcomes.ended(State.CANCELLED, ticket) : after;
    }

    @Override
    public ClipStream fetch(Clip clip, long from) {
        return runway.line().fetch(URI.create(clip.source()), Credentials.HIDDEN, from);
    }

    private static String task(String ticket) {
        return "/tasks/" + URLEncoder.encode(ticket, StandardCharsets.UTF_8);
    }
}
