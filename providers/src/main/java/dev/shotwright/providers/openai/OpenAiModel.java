package dev.shotwright.providers.openai;

import dev.shotwright.providers.account.Outcomes;
import dev.shotwright.providers.transport.Call;
import dev.shotwright.providers.transport.Line;
import dev.shotwright.providers.transport.UnreadableReplyException;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.model.Clip;
import dev.shotwright.vocabulary.model.ClipStream;
import dev.shotwright.vocabulary.model.HostedModel;
import dev.shotwright.vocabulary.model.Outcome;
import dev.shotwright.vocabulary.model.State;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A model behind {@code /videos}. Its draws bear no reference of the caller's, so that none can be looked for. */
final class OpenAiModel implements HostedModel {
    private final ModelCard card;
    private final Line line;
    private final URI videos;

    OpenAiModel(ModelCard card, Line line, URI videos) {
        this.card = card;
        this.line = line;
        this.videos = videos;
    }

    @Override
    public ModelCard card() {
        return card;
    }

    @Override
    public Outcome submit(VideoRequest request) {
        return line.submit(new OpenAiRequest(card, request).call(videos), reply -> {
            if (!reply.ok()) {
                return Outcomes.failed(null, OpenAiAnswer.failure(reply));
            }
            var id = reply.json().path("id").asString("");
            if (id.isEmpty()) {
                throw new UnreadableReplyException("no id of a video");
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
        var reply = line.ask(Call.get(video(ticket)));
        if (!reply.ok()) {
            return line.gone(ticket, OpenAiAnswer.failure(reply));
        }
        return OpenAiAnswer.outcome(videos, line.json(reply));
    }

    /** To delete is the only way to give up a draw, and it is taken only while the draw waits, since it would take a clip too. */
    @Override
    public Outcome cancel(String ticket) {
        var now = poll(ticket);
        if (now.state() != State.QUEUED) {
            return now;
        }
        line.ask(Call.delete(video(ticket)));
        var after = poll(ticket);
        return after.state() == State.EXPIRED ? Outcomes.ended(State.CANCELLED, ticket) : after;
    }

    @Override
    public ClipStream fetch(Clip clip, long from) {
        var address = URI.create(clip.source());
        var own = String.valueOf(videos.getAuthority()).equals(address.getAuthority());
        return line.fetch(address, own ? Line.Credentials.SHOWN : Line.Credentials.HIDDEN, from);
    }

    private URI video(String ticket) {
        return URI.create(videos + "/" + URLEncoder.encode(ticket, StandardCharsets.UTF_8));
    }
}
