package dev.shotwright.providers.minimax;

import dev.shotwright.providers.account.Outcomes;
import dev.shotwright.providers.transport.Call;
import dev.shotwright.providers.transport.Line;
import dev.shotwright.providers.transport.UnreadableReplyException;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.card.Usage;
import dev.shotwright.vocabulary.model.Clip;
import dev.shotwright.vocabulary.model.ClipStream;
import dev.shotwright.vocabulary.model.FailureCode;
import dev.shotwright.vocabulary.model.HostedModel;
import dev.shotwright.vocabulary.model.Outcome;
import dev.shotwright.vocabulary.model.State;
import dev.shotwright.vocabulary.request.Pixels;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A model behind {@code /v1/video_generation}: a task ends with a file, and the file has an address. */
final class HailuoModel implements HostedModel {
    /** The shorter of the two lives that documents tell. */
    private static final Duration CLIPS_LAST = Duration.ofHours(1);

    private final ModelCard card;
    private final Line line;
    private final URI address;

    HailuoModel(ModelCard card, Line line, URI address) {
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
        var call = Call.post(URI.create(address + "/v1/video_generation"), HailuoRequest.body(card, request));
        return line.submit(call, reply -> {
            if (HailuoAnswer.isRefused(reply)) {
                return Outcomes.failed(null, HailuoAnswer.refusal(reply));
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

    @Override
    public Outcome poll(String ticket) {
        var answer = asked("/v1/query/video_generation?task_id=", ticket);
        var status = answer.path("status").asString("").toLowerCase(Locale.ROOT);
        if (status.startsWith("fail") || HailuoAnswer.isVerdict(answer)) {
            return Outcomes.failed(ticket, HailuoAnswer.failure(answer));
        }
        var code = HailuoAnswer.code(answer);
        if (code != 0) {
            var failure = HailuoAnswer.failure(answer);
            if (failure.code() == FailureCode.INVALID_REQUEST) {
                return Outcomes.ended(State.EXPIRED, ticket);
            }
            throw line.trouble(failure);
        }
        return switch (status) {
            case "preparing", "queueing" -> Outcomes.queued(ticket);
            case "success" -> succeeded(ticket, answer);
            default -> Outcomes.running(ticket, null);
        };
    }

    /** A task that has succeeded may lack its file for a moment. */
    private Outcome succeeded(String ticket, JsonNode answer) {
        var file = answer.path("file_id").asString("");
        if (file.isEmpty()) {
            return Outcomes.running(ticket, 1.0);
        }
        var found = asked("/v1/files/retrieve?file_id=", file);
        if (HailuoAnswer.code(found) != 0) {
            throw line.trouble(HailuoAnswer.failure(found));
        }
        var source = found.path("file").path("download_url").asString("");
        if (source.isEmpty()) {
            return Outcomes.running(ticket, 1.0);
        }
        var width = answer.path("video_width").asInt(0);
        var height = answer.path("video_height").asInt(0);
        var clip = new Clip(
                source,
                line.waiting().now().plus(CLIPS_LAST),
                width > 0 && height > 0 ? new Pixels(width, height) : null,
                null,
                null,
                null);
        return Outcomes.succeeded(ticket, clip, new Usage(null, null, null, null), null);
    }

    /** This generation has no way to give up a draw. */
    @Override
    public Outcome cancel(String ticket) {
        return poll(ticket);
    }

    @Override
    public ClipStream fetch(Clip clip, long from) {
        return line.fetch(URI.create(clip.source()), Line.Credentials.HIDDEN, from);
    }

    private JsonNode asked(String path, String id) {
        var at = URI.create(address + path + URLEncoder.encode(id, StandardCharsets.UTF_8));
        var reply = line.ask(Call.get(at), HailuoAnswer::isBusy);
        if (!reply.ok()) {
            throw line.trouble(HailuoAnswer.refusal(reply));
        }
        return line.json(reply);
    }
}
