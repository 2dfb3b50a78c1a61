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

/** A model behind an action of VCLM's, which its card names. Its draws can be neither cancelled nor looked for. */
final class VclmModel implements HostedModel {
    private static final String SUBMIT = "Submit";

    private final ModelCard card;
    private final Line line;
    private final VclmJobs jobs;

    VclmModel(ModelCard card, Line line, VclmJobs jobs) {
        this.card = card;
        this.line = line;
        this.jobs = jobs;
    }

    /** Whether a card is of a model of VCLM's: there models go by the action that draws with them. */
    static boolean isIts(ModelCard card) {
        return card.vendorsName().startsWith(SUBMIT);
    }

    @Override
    public ModelCard card() {
        return card;
    }

    @Override
    public Outcome submit(VideoRequest request) {
        return line.submit(jobs.call(card.vendorsName(), TencentRequest.vclm(request)), reply -> {
            var failure = VclmAnswer.failure(reply);
            if (failure != null) {
                return Outcomes.failed(null, failure);
            }
            var id = reply.json().path("Response").path("JobId").asString("");
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
        var reply = jobs.describe("Describe" + card.vendorsName().substring(SUBMIT.length()), ticket);
        var failure = VclmAnswer.failure(reply);
        if (failure != null) {
            return line.gone(ticket, failure);
        }
        return VclmAnswer.outcome(ticket, line.json(reply), line.waiting().now());
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
