package dev.shotwright.providers.veo;

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
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A model behind {@code :predictLongRunning}; the ticket is the name of the operation, which is its path. */
final class VeoModel implements HostedModel {
    private final ModelCard card;
    private final Line line;
    private final URI address;

    VeoModel(ModelCard card, Line line, URI address) {
        this.card = card;
        this.line = line;
        this.address = address;
    }

    @Override
    public ModelCard card() {
        return card;
    }

    @Override
    public Outcome submit(VideoRequest request) {
        var model = URI.create("%s/models/%s:predictLongRunning".formatted(address, encoded(card.vendorsName())));
        return line.submit(Call.post(model, VeoRequest.body(request)), reply -> {
            if (!reply.ok()) {
                return Outcomes.failed(null, VeoAnswer.failure(reply));
            }
            var name = reply.json().path("name").asString("");
            if (name.isEmpty()) {
                throw new UnreadableReplyException("no operation");
            }
            return Outcomes.queued(name);
        });
    }

    @Override
    public @Nullable Outcome find(VideoRequest request, Instant since) {
        return null;
    }

    @Override
    public Outcome poll(String ticket) {
        var path = Arrays.stream(ticket.split("/", -1)).map(VeoModel::encoded).collect(Collectors.joining("/"));
        var reply = line.ask(Call.get(URI.create(address + "/" + path)));
        if (!reply.ok()) {
            return line.gone(ticket, VeoAnswer.failure(reply));
        }
        return VeoAnswer.outcome(ticket, line.json(reply), line.waiting().now());
    }

    /** The documents know no way to cancel: the draw goes on. */
    @Override
    public Outcome cancel(String ticket) {
        return poll(ticket);
    }

    /** Clips are given to those who show the key, which is shown to the vendor's own hosts alone. */
    @Override
    public ClipStream fetch(Clip clip, long from) {
        var source = URI.create(clip.source());
        var host = String.valueOf(source.getHost());
        var own = host.equals(address.getHost()) || host.endsWith(".googleapis.com");
        return line.fetch(source, own ? Credentials.SHOWN : Credentials.HIDDEN, from);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
