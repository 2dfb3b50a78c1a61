package dev.shotwright.providers.tencent;

import dev.shotwright.providers.account.Outcomes;
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

/** A model of TokenHub's. Its draws can be neither cancelled nor looked for. */
final class TokenHubModel implements HostedModel {
    private final ModelCard card;
    private final Line line;
    private final TokenHubJobs jobs;

    TokenHubModel(ModelCard card, Line line, TokenHubJobs jobs) {
        this.card = card;
        this.line = line;
        this.jobs = jobs;
    }

    @Override
    public ModelCard card() {
        return card;
    }

    @Override
    public Outcome submit(VideoRequest request) {
        return line.submit(jobs.submission(TencentRequest.tokenHub(card, request)), reply -> {
            var failure = TokenHubAnswer.failure(reply);
            if (failure != null) {
                return Outcomes.failed(null, failure);
            }
            var id = reply.json().path("id").asString("");
            if (id.isEmpty()) {
                throw new UnreadableReplyException("no id of a job");
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
        var reply = jobs.query(card.vendorsName(), ticket);
        if (!reply.ok()) {
            return line.gone(ticket, TokenHubAnswer.refusal(reply));
        }
        return TokenHubAnswer.outcome(ticket, line.json(reply), line.waiting().now());
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
