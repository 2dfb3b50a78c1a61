package dev.shotwright.providers.task;

import dev.shotwright.providers.account.Outcomes;
import dev.shotwright.providers.transport.Waiting;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.card.Usage;
import dev.shotwright.vocabulary.document.Documents;
import dev.shotwright.vocabulary.model.Billing;
import dev.shotwright.vocabulary.model.Clip;
import dev.shotwright.vocabulary.model.ClipStream;
import dev.shotwright.vocabulary.model.Failure;
import dev.shotwright.vocabulary.model.FailureCode;
import dev.shotwright.vocabulary.model.HostedModel;
import dev.shotwright.vocabulary.model.Outcome;
import dev.shotwright.vocabulary.model.Retry;
import dev.shotwright.vocabulary.model.State;
import dev.shotwright.vocabulary.model.VendorException;
import dev.shotwright.vocabulary.request.Switch;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/** A vendor that says what a test told it to, in order, and draws the same clip again and again after that. */
@NullMarked
final class ScriptedModel implements HostedModel, Waiting {
    static final Instant BEGIN = Instant.parse("2026-11-21T08:00:00Z");
    static final ModelCard CARD = Documents.yaml().read(ModelCard.class, """
        model: somebody/one
        title: One
        vendor: somebody
        sources: []
        checked: 2026-11-21
        limits:
          sizes: {type: table, usual: 1280x720, rows: {720p: {16:9: 1280x720}}}
          lengths: {type: range, shortest: 4, longest: 10, step: 1, usual: 5}
          fps: {type: choice, rates: [24], usual: 24}
          prompt: {most: 400, unit: characters}
        modes: [{operation: text-to-video}]
        tariff: {asOf: 2026-11-21, prices: [{price: 0.6 CNY, per: second}]}
        service: {pollEvery: 4}
        """);

    final Deque<Supplier<Outcome>> submissions = new ArrayDeque<>();
    final Deque<Supplier<Outcome>> polls = new ArrayDeque<>();
    final Deque<Supplier<@Nullable Outcome>> looks = new ArrayDeque<>();
    final Deque<Supplier<ClipStream>> fetches = new ArrayDeque<>();
    final List<String> calls = new ArrayList<>();
    final List<Duration> pauses = new ArrayList<>();
    final List<Instant> sought = new ArrayList<>();
    private final byte[] clip;
    private Instant now = BEGIN;
    private int drawn;

    ScriptedModel(byte[] clip) {
        this.clip = clip;
    }

    static VideoRequest request() {
        return VideoRequest.builder()
                .model("somebody/one")
                .prompt("a dog")
                .duration(Duration.ofSeconds(5))
                .count(1)
                .label(Switch.OFF)
                .build();
    }

    static Clip clip(String address) {
        return new Clip(address, BEGIN.plusSeconds(3600), null, Duration.ofSeconds(5), null, 7L);
    }

    static Outcome drawn(String ticket, String address) {
        return Outcomes.succeeded(ticket, clip(address), new Usage(null, Duration.ofSeconds(4), null, null), null);
    }

    static Failure failure(FailureCode code, Retry retry, Billing billing) {
        return new Failure(code, "Somebody: " + code.word(), retry, billing, "{}");
    }

    static Outcome failed(FailureCode code, Retry retry, Billing billing) {
        return Outcomes.failed(null, failure(code, retry, billing));
    }

    static Outcome inDoubt() {
        return new Outcome(State.IN_DOUBT, null, null, List.of(), null, null, null, null);
    }

    static VendorException trouble(FailureCode code, Retry retry) {
        return new VendorException(failure(code, retry, Billing.UNKNOWN));
    }

    long count(String call) {
        return calls.stream().filter(one -> one.startsWith(call)).count();
    }

    @Override
    public ModelCard card() {
        return CARD;
    }

    @Override
    public Outcome submit(VideoRequest request) {
        calls.add("submit " + request.clientReference());
        var told = submissions.poll();
        return told == null ? Outcomes.queued("ticket-" + ++drawn) : told.get();
    }

    @Override
    public @Nullable Outcome find(VideoRequest request, Instant since) {
        calls.add("find " + request.clientReference());
        sought.add(since);
        var told = looks.poll();
        return told == null ? null : told.get();
    }

    @Override
    public Outcome poll(String ticket) {
        calls.add("poll " + ticket);
        var told = polls.poll();
        return told == null ? drawn(ticket, "https://clips/" + ticket) : told.get();
    }

    @Override
    public Outcome cancel(String ticket) {
        calls.add("cancel " + ticket);
        var told = polls.poll();
        return told == null ? Outcomes.ended(State.CANCELLED, ticket) : told.get();
    }

    @Override
    public ClipStream fetch(Clip at, long from) {
        calls.add("fetch %s from %d".formatted(at.source(), from));
        var told = fetches.poll();
        return told == null ? stream(from, clip.length) : told.get();
    }

    /** The clip up to a byte at which the connection is cut. */
    ClipStream stream(long from, int end) {
        var body = new InputStream() {
            private final ByteArrayInputStream bytes =
                    new ByteArrayInputStream(clip, (int) from, Math.max(0, end - (int) from));

            @Override
            public int read() throws IOException {
                var next = bytes.read();
                return next < 0 ? end() : next;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                var count = bytes.read(target, offset, length);
                return count < 0 ? end() : count;
            }

            private int end() throws IOException {
                if (end < clip.length) {
                    throw new IOException("the connection was cut");
                }
                return -1;
            }
        };
        return new ClipStream(body, from, (long) clip.length);
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public void pause(Duration time) {
        pauses.add(Objects.requireNonNull(time));
        now = now.plus(time);
    }
}
