package dev.shotwright.providers.kling;

import dev.shotwright.providers.account.Outcomes;
import dev.shotwright.providers.transport.Call;
import dev.shotwright.providers.transport.Line;
import dev.shotwright.providers.transport.Reply;
import dev.shotwright.providers.transport.UnreadableReplyException;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.model.Clip;
import dev.shotwright.vocabulary.model.ClipStream;
import dev.shotwright.vocabulary.model.FailureCode;
import dev.shotwright.vocabulary.model.HostedModel;
import dev.shotwright.vocabulary.model.Outcome;
import dev.shotwright.vocabulary.model.State;
import dev.shotwright.vocabulary.request.Switch;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A model of Kling's, by the interface that its name belongs to. */
final class KlingModel implements HostedModel {
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(2);

    private final ModelCard card;
    private final Line line;
    private final URI address;

    KlingModel(ModelCard card, Line line, URI address) {
        this.card = card;
        this.line = line;
        this.address = address;
    }

    @Override
    public ModelCard card() {
        return card;
    }

    /** The first interface spells a generation with a v, calls one model a video model, and names no model for some products. */
    private boolean isOfFirstInterface() {
        return card.vendorsName().startsWith("kling-v") || KlingProduct.of(card) != null;
    }

    private KlingOrder order(VideoRequest request) {
        return isOfFirstInterface() ? KlingFirstRequest.order(card, request) : KlingRequest.order(card, request);
    }

    @Override
    public Outcome submit(VideoRequest request) {
        var kind = kind(request);
        if (KlingProduct.of(card) == KlingProduct.LIP_SYNC) {
            return new KlingLipSync(line, address).submit(request, reply -> read(reply, kind, request));
        }
        var order = order(request);
        return line.submit(
                Call.post(URI.create(address + order.path()), order.body()), reply -> read(reply, kind, request));
    }

    private static Outcome read(Reply reply, @Nullable String kind, VideoRequest request) {
        if (!KlingAnswer.isGood(reply)) {
            return Outcomes.failed(null, KlingAnswer.failure(reply));
        }
        var id = KlingAnswer.id(reply.json().path("data"));
        if (id.isEmpty()) {
            throw new UnreadableReplyException("no task id");
        }
        return Outcomes.queued(new KlingTicket(kind, id, isMarked(request)).toString());
    }

    private @Nullable String kind(VideoRequest request) {
        return isOfFirstInterface() ? KlingFirstRequest.kind(card, request) : null;
    }

    private static boolean isMarked(VideoRequest request) {
        return request.watermark() == Switch.ON;
    }

    @Override
    public @Nullable Outcome find(VideoRequest request, Instant since) {
        var reference = KlingOrder.reference(request);
        if (reference == null) {
            return null;
        }
        var kind = kind(request);
        var earliest = since.minus(CLOCKS_DIFFER).toEpochMilli();
        var named = URLEncoder.encode(reference, StandardCharsets.UTF_8);
        return tasks(kind == null ? "/tasks?external_task_ids=" + named : "/v1/videos/" + kind + "/" + named).stream()
                .filter(task -> KlingAnswer.created(task) == 0 || KlingAnswer.created(task) >= earliest)
                .max(Comparator.comparingLong(KlingAnswer::created))
                .map(task -> KlingAnswer.outcome(
                        new KlingTicket(kind, KlingAnswer.id(task), isMarked(request)),
                        task,
                        line.waiting().now()))
                .orElse(null);
    }

    @Override
    public Outcome poll(String ticket) {
        var name = KlingTicket.parse(ticket);
        var id = URLEncoder.encode(name.id(), StandardCharsets.UTF_8);
        var places = isOfFirstInterface()
                ? kinds(name).map(kind -> "/v1/videos/" + kind + "/" + id)
                : Stream.of("/tasks?task_ids=" + id);
        return places.flatMap(place -> tasks(place).stream())
                .filter(task -> KlingAnswer.id(task).equals(name.id()))
                .findFirst()
                .map(task -> KlingAnswer.outcome(name, task, line.waiting().now()))
                .orElseGet(() -> Outcomes.ended(State.EXPIRED, ticket));
    }

    private Stream<String> kinds(KlingTicket ticket) {
        return ticket.kind() == null ? KlingFirstRequest.kinds(card).stream() : Stream.of(ticket.kind());
    }

    /** The tasks that an answer holds, one or a list; none where the vendor knows none. */
    private List<JsonNode> tasks(String place) {
        var reply = line.ask(Call.get(URI.create(address + place)));
        if (!KlingAnswer.isGood(reply)) {
            var failure = KlingAnswer.failure(reply);
            if (failure.code() == FailureCode.NOT_FOUND) {
                return List.of();
            }
            throw line.trouble(failure);
        }
        var data = line.json(reply).path("data");
        return data.isArray() ? data.valueStream().toList() : List.of(data);
    }

    /** There is no call to cancel: the draw goes on. */
    @Override
    public Outcome cancel(String ticket) {
        return poll(ticket);
    }

    @Override
    public ClipStream fetch(Clip clip, long from) {
        return line.fetch(URI.create(clip.source()), Line.Credentials.HIDDEN, from);
    }
}
