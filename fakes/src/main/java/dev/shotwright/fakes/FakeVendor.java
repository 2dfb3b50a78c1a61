package dev.shotwright.fakes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A vendor on this machine. A subclass speaks one vendor's protocol; here are the server, the tasks, the clips and the
 * troubles.
 */
public abstract class FakeVendor implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, FakeTask> tasks = new ConcurrentHashMap<>();
    private final List<FakeTask> inOrder = new CopyOnWriteArrayList<>();
    private final List<Question> questions = new CopyOnWriteArrayList<>();
    private final Queue<Trouble> submissionTroubles = new ConcurrentLinkedQueue<>();
    private final Queue<Trouble> inquiryTroubles = new ConcurrentLinkedQueue<>();
    private final Queue<String> refusals = new ConcurrentLinkedQueue<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final AtomicInteger submissions = new AtomicInteger();
    private final AtomicInteger number = new AtomicInteger();
    private final FakeClips clips;
    private volatile @Nullable Duration lasting;

    protected FakeVendor() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        clips = FakeClips.started();
        server.setExecutor(threads);
    }

    /** A vendor that can be asked from now on. */
    public static <V extends FakeVendor> V started(V vendor) {
        FakeVendor fake = vendor;
        fake.server.createContext("/", fake::handle);
        fake.server.start();
        return vendor;
    }

    /** The name of the vendor, as models' names begin with it. */
    public abstract String name();

    /** The keys that it takes, in the order in which they are asked for. */
    public abstract List<String> keys();

    /** The errors that its documents name. */
    public abstract List<Fault> faults();

    /** What the address begins with, behind the host. */
    protected abstract String root();

    /** Whether a question asks for a clip to be drawn. */
    protected abstract boolean isSubmission(Question question);

    /** Answers as the vendor does. A {@link Refusal} becomes {@link #refuse}. */
    protected abstract Answer answer(Question question);

    /** Tells that a field is not taken. */
    protected abstract Answer refuse(Refusal refusal);

    /** Answers a submission with an error of {@link #faults()}. */
    protected abstract Answer fault(String name);

    /** Tells that there are too many questions. */
    protected abstract Answer tooMany();

    /** Tells that there is no room. */
    protected abstract Answer overloaded();

    /** An answer about a task, with a state that no document names. */
    protected abstract Answer unknownState(Answer answer);

    /** Where it is asked. */
    public final URI address() {
        return URI.create(host() + root());
    }

    protected final String host() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Lets the next submissions meet trouble, one after the other. */
    public final void troubleSubmission(Trouble... next) {
        submissionTroubles.addAll(List.of(next));
    }

    /** Lets the next questions that are no submissions meet trouble, one after the other. */
    public final void troubleInquiry(Trouble... next) {
        inquiryTroubles.addAll(List.of(next));
    }

    /** Answers the next submission with a documented error. */
    public final void refuseNext(String fault) {
        refusals.add(fault);
    }

    /** Lets the next task that is accepted end with a documented error. */
    public final void failNext(String fault) {
        failures.add(fault);
    }

    /** Lets tasks take time, instead of moving on with each question. */
    public final void lasting(Duration time) {
        lasting = time;
    }

    /** The clips that it gives out, which can be troubled too. */
    public final FakeClips clips() {
        return clips;
    }

    /** How many submissions arrived, whatever became of them. */
    public final int submissions() {
        return submissions.get();
    }

    /** The tasks that it accepted, in order. */
    public final List<FakeTask> tasks() {
        return List.copyOf(inOrder);
    }

    /** All that it was asked. */
    public final List<Question> questions() {
        return List.copyOf(questions);
    }

    /** Accepts a task. */
    protected final FakeTask accept(String prefix, Seen seen) {
        return accept(prefix + number.incrementAndGet(), seen.words());
    }

    private FakeTask accept(String id, Map<String, String> seen) {
        var task = new FakeTask(id, seen, lasting, failures.poll());
        tasks.put(id, task);
        inOrder.add(task);
        return task;
    }

    /** The task of an id, or null if there is none. */
    protected final @Nullable FakeTask task(String id) {
        return tasks.get(id);
    }

    /** Forgets a task. */
    protected final void forget(FakeTask task) {
        tasks.remove(task.id());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var uri = exchange.getRequestURI();
            var question = new Question(
                    exchange.getRequestMethod(),
                    uri.getPath(),
                    uri.getRawQuery() == null ? "" : uri.getRawQuery(),
                    exchange.getRequestHeaders(),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            questions.add(question);
            var submission = isSubmission(question);
            if (submission) {
                submissions.incrementAndGet();
            }
            answer(exchange, question, submission);
        }
    }

    private void answer(HttpExchange exchange, Question question, boolean submission) throws IOException {
        var trouble = (submission ? submissionTroubles : inquiryTroubles).poll();
        switch (trouble) {
            case null -> send(exchange, meant(question, submission));
            case LOST_QUESTION -> {}
            case LOST_ANSWER -> meant(question, submission);
            case CUT_ANSWER -> cut(exchange, meant(question, submission));
            case WRONG_JSON -> {
                var answer = meant(question, submission);
                send(
                        exchange,
                        answer.withBody(answer.body().substring(0, answer.body().length() / 2)));
            }
            case HTML ->
                send(
                        exchange,
                        new Answer(502, Map.of("Content-Type", "text/html"), "<html><h1>502 Bad Gateway</h1></html>"));
            case ENDLESS -> endless(exchange, meant(question, submission));
            case UNKNOWN_STATE -> send(exchange, unknownState(meant(question, submission)));
            case TOO_MANY -> send(exchange, tooMany());
            case OVERLOADED -> send(exchange, overloaded());
        }
    }

    private Answer meant(Question question, boolean submission) {
        try {
            var refusal = submission ? refusals.poll() : null;
            return refusal == null ? answer(question) : fault(refusal);
        } catch (Refusal refusal) {
            return refuse(refusal);
        }
    }

    private static void send(HttpExchange exchange, Answer answer) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        if (bytes.length > 0) {
            exchange.getResponseBody().write(bytes);
        }
    }

    private static void cut(HttpExchange exchange, Answer answer) throws IOException {
        var bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length + 1L);
        exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
        exchange.getResponseBody().flush();
    }

    private static void endless(HttpExchange exchange, Answer answer) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status(), 5L << 30);
        var spaces = " ".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
        try {
            for (var sent = 0L; sent < 5L << 30; sent += spaces.length) {
                exchange.getResponseBody().write(spaces);
            }
        } catch (IOException e) {
            return;
        }
    }

    @Override
    public void close() {
        server.stop(0);
        clips.close();
        threads.close();
    }
}
