package dev.shotwright.providers.luma;

import dev.shotwright.providers.account.Outcomes;
import dev.shotwright.providers.transport.Call;
import dev.shotwright.providers.transport.Line;
import dev.shotwright.providers.transport.Line.Credentials;
import dev.shotwright.providers.transport.UnreadableReplyException;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.model.Clip;
import dev.shotwright.vocabulary.model.ClipStream;
import dev.shotwright.vocabulary.model.HostedModel;
import dev.shotwright.vocabulary.model.Outcome;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A model behind {@code /generations} of either interface. */
final class LumaModel implements HostedModel {
    private final ModelCard card;
    private final Line line;
    private final URI address;
    private final Dialect dialect;

    LumaModel(ModelCard card, Line line, URI address, Dialect dialect) {
        this.card = card;
        this.line = line;
        this.address = address;
        this.dialect = dialect;
    }

    @Override
    public ModelCard card() {
        return card;
    }

    @Override
    public Outcome submit(VideoRequest request) {
        var call = Call.post(URI.create(address + dialect.path(card, request)), dialect.body(card, request));
        return line.submit(call, reply -> {
            if (!reply.ok()) {
                return Outcomes.failed(null, LumaFault.of(reply));
            }
            var id = reply.json().path("id").asString("");
            if (id.isEmpty()) {
                throw new UnreadableReplyException("no generation");
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
        var path = "/generations/" + URLEncoder.encode(ticket, StandardCharsets.UTF_8);
        var reply = line.ask(Call.get(URI.create(address + path)));
        if (!reply.ok()) {
            return line.gone(ticket, LumaFault.of(reply));
        }
        return dialect.outcome(line.json(reply), line.waiting().now());
    }

    /** Nobody says whether deleting a generation stops it, or only loses its clip: the draw goes on. */
    @Override
    public Outcome cancel(String ticket) {
        return poll(ticket);
    }

    @Override
    public ClipStream fetch(Clip clip, long from) {
        return line.fetch(URI.create(clip.source()), Credentials.HIDDEN, from);
    }
}
