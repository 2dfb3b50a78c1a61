package dev.shotwright.providers.vidu;

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
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A model of Vidu's, behind a path for each operation. */
final class ViduModel implements HostedModel {
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(2);
    private static final int PAGES = 10;

    private final ModelCard card;
    private final Line line;
    private final ViduTasks tasks;

    ViduModel(ModelCard card, Line line, ViduTasks tasks) {
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
        var call = Call.post(tasks.at(ViduRequest.path(card, request)), ViduRequest.body(card, request));
        return line.submit(call, reply -> {
            if (!reply.ok()) {
                return Outcomes.failed(null, ViduAnswer.failure(reply));
            }
            var id = ViduAnswer.id(reply.json());
            if (id.isEmpty()) {
                throw new UnreadableReplyException("no task id");
            }
            return Outcomes.queued(id);
        });
    }

    @Override
    public @Nullable Outcome find(VideoRequest request, Instant since) {
        var reference = request.clientReference();
        if (reference == null) {
            return null;
        }
        var earliest = since.minus(CLOCKS_DIFFER);
        var from = "&created_at.from=" + ViduTasks.encoded(earliest.toString());
        var more = from;
        for (var i = 0; i < PAGES; i++) {
            var page = tasks.page(more);
            var found = page.path("tasks")
                    .valueStream()
                    .filter(task -> reference.equals(task.path("payload").asString("")) && !isOlder(task, earliest))
                    .findFirst();
            if (found.isPresent()) {
                return ViduAnswer.outcome(
                        ViduAnswer.id(found.get()), found.get(), line.waiting().now());
            }
            var next = page.path("next_page_token").asString("");
            if (next.isEmpty()) {
                return null;
            }
            more = from + "&pager.page_token=" + ViduTasks.encoded(next);
        }
        return null;
    }

    private static boolean isOlder(JsonNode task, Instant earliest) {
        try {
            return Instant.parse(task.path("created_at").asString("")).isBefore(earliest);
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    @Override
    public Outcome poll(String ticket) {
        var reply = tasks.task(ticket);
        if (!reply.ok()) {
            return line.gone(ticket, ViduAnswer.failure(reply));
        }
        return ViduAnswer.outcome(ticket, line.json(reply), line.waiting().now());
    }

    @Override
    public Outcome cancel(String ticket) {
        var now = poll(ticket);
        if (now.state() != State.QUEUED) {
            return now;
        }
        tasks.cancel(ticket);
        return poll(ticket);
    }

    @Override
    public ClipStream fetch(Clip clip, long from) {
        return line.fetch(URI.create(clip.source()), Line.Credentials.HIDDEN, from);
    }
}
