package dev.shotwright.providers.ark;

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
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A model behind Ark's {@code /contents/generations/tasks}. */
final class ArkModel implements HostedModel {
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(2);
    private static final int PAGE = 100;
    private static final int MOST_PAGES = 100;

    private final ModelCard card;
    private final Line line;
    private final URI tasks;

    ArkModel(ModelCard card, Line line, URI tasks) {
        this.card = card;
        this.line = line;
        this.tasks = tasks;
    }

    @Override
    public ModelCard card() {
        return card;
    }

    @Override
    public Outcome submit(VideoRequest request) {
        var body = ArkRequest.body(card, request, line.waiting().now());
        return line.submit(Call.post(tasks, body), reply -> {
            if (!reply.ok()) {
                return Outcomes.failed(null, ArkAnswer.failure(reply));
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
        var reference = request.clientReference();
        if (reference == null || request.endUser() != null) {
            return null;
        }
        var earliest = since.minus(CLOCKS_DIFFER).getEpochSecond();
        for (var page = 1; page <= MOST_PAGES; page++) {
            var query = "?page_num=%d&page_size=%d&filter.model=%s"
                    .formatted(page, PAGE, URLEncoder.encode(card.vendorsName(), StandardCharsets.UTF_8));
            var items = answered(Call.get(URI.create(tasks + query))).path("items");
            for (var task : items.values()) {
                if (reference.equals(task.path("safety_identifier").asString(""))
                        && task.path("created_at").asLong(earliest) >= earliest) {
                    return ArkAnswer.outcome(task, line.waiting().now());
                }
            }
            if (items.size() < PAGE) {
                return null;
            }
        }
        return null;
    }

    @Override
    public Outcome poll(String ticket) {
        var reply = line.ask(Call.get(task(ticket)));
        if (!reply.ok()) {
            return line.gone(ticket, ArkAnswer.failure(reply));
        }
        return ArkAnswer.outcome(line.json(reply), line.waiting().now());
    }

    @Override
    public Outcome cancel(String ticket) {
        var now = poll(ticket);
        if (now.state() != State.QUEUED) {
            return now;
        }
        line.ask(Call.delete(task(ticket)));
        var after = poll(ticket);
        return after.state() == State.EXPIRED ? Outcomes.ended(State.CANCELLED, ticket) : after;
    }

    @Override
    public ClipStream fetch(Clip clip, long from) {
        return line.fetch(URI.create(clip.source()), Line.Credentials.HIDDEN, from);
    }

    private URI task(String ticket) {
        return URI.create(tasks + "/" + URLEncoder.encode(ticket, StandardCharsets.UTF_8));
    }

    private JsonNode answered(Call call) {
        var reply = line.ask(call);
        if (!reply.ok()) {
            throw line.trouble(ArkAnswer.failure(reply));
        }
        return line.json(reply);
    }
}
