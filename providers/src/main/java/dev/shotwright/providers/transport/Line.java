package dev.shotwright.providers.transport;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.model.Billing;
import dev.shotwright.vocabulary.model.ClipStream;
import dev.shotwright.vocabulary.model.Failure;
import dev.shotwright.vocabulary.model.FailureCode;
import dev.shotwright.vocabulary.model.Outcome;
import dev.shotwright.vocabulary.model.Retry;
import dev.shotwright.vocabulary.model.State;
import dev.shotwright.vocabulary.model.VendorException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The way to one vendor. A question may be asked again when its answer is lost; a submission may not, once its bytes may have
 * arrived, and so it never travels over a connection that was kept, which the vendor may have dropped in the meantime. Redirects are followed for clips alone, and no credentials go along to another host.
 */
public final class Line implements AutoCloseable {
    private static final int REDIRECTS = 5;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final String vendor;
    private final Signature signature;
    private final Patience patience;
    private final Waiting waiting;
    private final Connections connections;
    private final Circuit circuit = new Circuit();

    /** @param vendor its name for people, which messages begin with */
    public Line(String vendor, Signature signature, Patience patience, Waiting waiting) {
        this.vendor = vendor;
        this.signature = signature;
        this.patience = patience;
        this.waiting = waiting;
        this.connections = new Connections(patience);
    }

    public Waiting waiting() {
        return waiting;
    }

    /**
     * Asks something that costs nothing, again if need be: after faults of the network, and where the vendor asks to wait.
     *
     * @return the answer, of whatever status
     * @throws VendorException if none came
     */
    public Reply ask(Call call) {
        return ask(call, Credentials.SHOWN, patience.answer(), _ -> false);
    }

    /**
     * Asks as {@link #ask(Call)} does, where a vendor asks to wait in words of its own too.
     *
     * @param busy whether an answer, of whatever status, only says to come back later
     */
    public Reply ask(Call call, Predicate<Reply> busy) {
        return ask(call, Credentials.SHOWN, patience.answer(), busy);
    }

    /**
     * Brings a file to the store that the vendor named, again if need be. The address itself proves who brings it, and no
     * credentials go along.
     *
     * @return the answer, of whatever status
     * @throws VendorException if none came
     */
    public Reply bring(Call call) {
        return ask(call, Credentials.HIDDEN, patience.submission(), _ -> false);
    }

    private Reply ask(Call call, Credentials credentials, Duration within, Predicate<Reply> busy) {
        for (var attempt = 1; ; attempt++) {
            var last = attempt == patience.attempts();
            try {
                admit();
                var reply = counted(reply(connections.kept(shown(call, credentials), within, _ -> new BoundedBody())));
                if (last || !(reply.status() == 429 || reply.status() >= 500 || busy.test(reply))) {
                    return reply;
                }
                pause(pause(attempt, reply));
            } catch (IOException e) {
                circuit.failed(waiting.now());
                if (last) {
                    throw unreachable(e);
                }
                pause(pause(attempt, null));
            }
        }
    }

    /**
     * Asks for a clip, once.
     *
     * @param reading reads the answer of any status; what it throws, a {@link UnreadableReplyException}, means that the answer is lost,
     *     but for a refusal by status
     * @return what the reading says, {@link State#FAILED} where nothing was sent, or {@link State#IN_DOUBT}
     */
    public Outcome submit(Call call, Function<Reply, Outcome> reading) {
        try {
            admit();
        } catch (VendorException e) {
            return failed(e.failure());
        }
        try {
            return read(
                    counted(reply(connections.fresh(
                            shown(call, Credentials.SHOWN), patience.submission(), _ -> new BoundedBody()))),
                    reading);
        } catch (IOException e) {
            circuit.failed(waiting.now());
            return Connections.neverSent(e) ? failed(unreachable(e).failure()) : inDoubt();
        }
    }

    private Outcome read(Reply reply, Function<Reply, Outcome> reading) {
        try {
            var outcome = scrubbed(reading.apply(reply));
            var failure = outcome.failure();
            return reply.status() < 500 || failure == null ? outcome : shaken(reply, failure);
        } catch (RuntimeException e) {
            if (reply.status() / 100 != 4) {
                return inDoubt();
            }
            return failed(new Failure(
                    FailureCode.UNKNOWN,
                    "%s refuses with status %d and %s".formatted(vendor, reply.status(), e.getMessage()),
                    reply.status() == 429 ? Retry.SAFE : Retry.NEVER,
                    Billing.NOT_BILLED,
                    scrub(reply.text())));
        }
    }

    /** A fault of the vendor's own proves nothing: what it says itself is told, and what a machine before it says is no answer. */
    private static Outcome shaken(Reply reply, Failure failure) {
        return reply.jsonOrNone().isEmpty()
                ? inDoubt()
                : failed(new Failure(
                        failure.code(), failure.message(), Retry.LOOK_UP_FIRST, Billing.UNKNOWN, failure.raw()));
    }

    /**
     * Opens a clip for reading, across redirects.
     *
     * @param credentials whether the vendor wants to know who fetches
     * @throws VendorException if the clip is not there any more, or cannot be read now
     */
    public ClipStream fetch(URI address, Credentials credentials, long from) {
        try {
            admit();
            var at = address;
            for (var hop = 0; hop <= REDIRECTS; hop++) {
                var call = from > 0 ? Call.get(at).with("Range", "bytes=%d-".formatted(from)) : Call.get(at);
                var shown = credentials == Credentials.SHOWN && sameHost(address, at);
                var response = connections.kept(
                        shown ? signature.signed(call, waiting.now()) : call,
                        patience.answer(),
                        _ -> new ClipBody(patience.silence()));
                var status = response.statusCode();
                if (status / 100 == 3) {
                    response.body().close();
                    var location = response.headers().firstValue("Location").orElse("");
                    at = at.resolve(location);
                    continue;
                }
                if (status == 200 || status == 206) {
                    return stream(response, from);
                }
                response.body().close();
                throw lost(status);
            }
            throw new IOException("more than %d redirects".formatted(REDIRECTS));
        } catch (IOException | IllegalArgumentException e) {
            throw unreachable(e);
        }
    }

    /** Whether a fetch shows the vendor who asks. */
    public enum Credentials {
        SHOWN,
        HIDDEN
    }

    private static ClipStream stream(HttpResponse<InputStream> response, long from) {
        var headers = response.headers();
        var length = headers.firstValueAsLong("Content-Length");
        var start = response.statusCode() == 206
                ? headers.firstValue("Content-Range")
                        .map(range -> range.replaceAll("^bytes (\\d+)-.*$", "$1"))
                        .filter(text -> text.matches("\\d{1,18}"))
                        .map(Long::parseLong)
                        .orElse(from)
                : 0L;
        return new ClipStream(response.body(), start, length.isPresent() ? (Long) (start + length.getAsLong()) : null);
    }

    private VendorException lost(int status) {
        var gone = status == 403 || status == 404 || status == 410 || status == 401;
        return new VendorException(new Failure(
                gone ? FailureCode.NOT_FOUND : FailureCode.OVERLOADED,
                gone
                        ? "%s does not have the clip at this address any more (status %d)".formatted(vendor, status)
                        : "%s cannot give the clip now (status %d)".formatted(vendor, status),
                gone ? Retry.LOOK_UP_FIRST : Retry.SAFE,
                Billing.BILLED,
                null));
    }

    /** An answer that is no verdict on a draw, as what it means for the caller. */
    public VendorException trouble(Failure failure) {
        return new VendorException(scrubbed(failure));
    }

    /**
     * What a refusal to tell about a draw means: one that the vendor does not know any more has expired.
     *
     * @throws VendorException for any other refusal, which tells nothing about the draw
     */
    public Outcome gone(String ticket, Failure failure) {
        if (failure.code() == FailureCode.NOT_FOUND) {
            return new Outcome(State.EXPIRED, ticket, null, List.of(), null, null, null, null);
        }
        throw trouble(failure);
    }

    /**
     * An answer as JSON.
     *
     * @throws VendorException if it is none
     */
    public JsonNode json(Reply reply) {
        try {
            return reply.json();
        } catch (UnreadableReplyException e) {
            throw unreadable(reply, e);
        }
    }

    /** An answer that says something else than promised. */
    public VendorException unreadable(Reply reply, UnreadableReplyException fault) {
        return trouble(new Failure(
                FailureCode.UNKNOWN,
                "%s answers with status %d, and %s".formatted(vendor, reply.status(), fault.getMessage()),
                Retry.SAFE,
                Billing.UNKNOWN,
                reply.text()));
    }

    private Outcome scrubbed(Outcome outcome) {
        var failure = outcome.failure();
        return failure == null ? outcome : failed(scrubbed(failure));
    }

    private Failure scrubbed(Failure failure) {
        return new Failure(
                failure.code(),
                scrub(failure.message()),
                failure.retry(),
                failure.billing(),
                failure.raw() == null ? null : scrub(failure.raw()));
    }

    private String scrub(String text) {
        var clean = text;
        for (var secret : signature.secrets()) {
            clean = clean.replace(secret, "***");
        }
        return clean;
    }

    private static Outcome failed(Failure failure) {
        return new Outcome(State.FAILED, null, null, List.of(), null, null, failure, null);
    }

    private static Outcome inDoubt() {
        return new Outcome(State.IN_DOUBT, null, null, List.of(), null, null, null, null);
    }

    private void admit() {
        var rest = circuit.rest(waiting.now());
        if (rest.isPositive()) {
            throw new VendorException(new Failure(
                    FailureCode.OVERLOADED,
                    "%s failed several times in a row and is asked again in %d s"
                            .formatted(vendor, rest.toSeconds() + 1),
                    Retry.SAFE,
                    Billing.NOT_BILLED,
                    null));
        }
    }

    private Reply counted(Reply reply) {
        if (reply.status() >= 500) {
            circuit.failed(waiting.now());
        } else {
            circuit.answered();
        }
        return reply;
    }

    private Call shown(Call call, Credentials credentials) {
        return credentials == Credentials.SHOWN ? signature.signed(call, waiting.now()) : call;
    }

    private static Reply reply(HttpResponse<byte[]> response) {
        return new Reply(
                response.statusCode(), response.headers(), new String(response.body(), StandardCharsets.UTF_8));
    }

    private static boolean sameHost(URI one, URI other) {
        return String.valueOf(one.getAuthority()).equals(other.getAuthority())
                && String.valueOf(one.getScheme()).equals(other.getScheme());
    }

    private VendorException unreachable(Exception fault) {
        if (Thread.currentThread().isInterrupted()) {
            throw interrupted(fault);
        }
        var words = fault.getMessage();
        return new VendorException(new Failure(
                FailureCode.OVERLOADED,
                "%s cannot be reached: %s"
                        .formatted(
                                vendor, scrub(words == null ? fault.getClass().getSimpleName() : words)),
                Retry.SAFE,
                Billing.NOT_BILLED,
                null));
    }

    /** How long the vendor asks to wait, or else twice as long each time. */
    private static Duration pause(int attempt, @Nullable Reply reply) {
        var told = reply == null
                ? null
                : reply.headers()
                        .firstValue("Retry-After")
                        .filter(text -> text.matches("\\d{1,6}"))
                        .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                        .orElse(null);
        var own = FIRST_PAUSE.multipliedBy(1L << (attempt - 1));
        var pause = told == null ? own : told;
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    private void pause(Duration time) {
        try {
            waiting.pause(time);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private ShotwrightException interrupted(Exception fault) {
        Thread.currentThread().interrupt();
        return new ShotwrightException(
                ErrorCode.CANCELLED, null, "interrupted while %s was asked".formatted(vendor), fault);
    }

    @Override
    public void close() {
        connections.close();
    }
}
