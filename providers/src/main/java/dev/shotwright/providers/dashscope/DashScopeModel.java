package dev.shotwright.providers.dashscope;

import dev.shotwright.providers.account.Outcomes;
import dev.shotwright.providers.transport.Call;
import dev.shotwright.providers.transport.Line;
import dev.shotwright.providers.transport.UnreadableReplyException;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.model.Clip;
import dev.shotwright.vocabulary.model.ClipStream;
import dev.shotwright.vocabulary.model.HostedModel;
import dev.shotwright.vocabulary.model.Outcome;
import dev.shotwright.vocabulary.model.VendorException;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A model behind DashScope's {@code video-synthesis}. Its draws can be listed, but not by the caller's reference. */
final class DashScopeModel implements HostedModel {
    private final ModelCard card;
    private final Line line;
    private final URI address;
    private final DashScopeTasks tasks;

    DashScopeModel(ModelCard card, Line line, URI address) {
        this.card = card;
        this.line = line;
        this.address = address;
        this.tasks = new DashScopeTasks(line, address);
    }

    @Override
    public ModelCard card() {
        return card;
    }

    /** Files are brought before; if that fails, nothing was asked yet. */
    @Override
    public Outcome submit(VideoRequest request) {
        Call call;
        try {
            call = call(new DashScopeRequest(card, request, new DashScopeUploads(card, line, address)::address));
        } catch (VendorException e) {
            return Outcomes.failed(null, e.failure());
        }
        return line.submit(call, reply -> {
            if (!reply.ok()) {
                return Outcomes.failed(null, DashScopeAnswer.failure(reply));
            }
            var id = reply.json().path("output").path("task_id").asString("");
            if (id.isEmpty()) {
                throw new UnreadableReplyException("no task id");
            }
            return Outcomes.queued(id);
        });
    }

    /** The vendor looks into its store only where it is told to. */
    private Call call(DashScopeRequest request) {
        var json = request.json();
        var call = Call.post(URI.create(address + request.path()), json).with("X-DashScope-Async", "enable");
        return json.path("input").toString().contains("\"" + DashScopeUploads.SCHEME)
                ? call.with("X-DashScope-OssResourceResolve", "enable")
                : call;
    }

    @Override
    public @Nullable Outcome find(VideoRequest request, Instant since) {
        return null;
    }

    @Override
    public Outcome poll(String ticket) {
        return tasks.poll(ticket);
    }

    @Override
    public Outcome cancel(String ticket) {
        return tasks.cancel(ticket);
    }

    @Override
    public ClipStream fetch(Clip clip, long from) {
        return line.fetch(URI.create(clip.source()), Line.Credentials.HIDDEN, from);
    }
}
