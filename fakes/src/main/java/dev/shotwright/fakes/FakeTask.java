package dev.shotwright.fakes;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A task that a vendor has accepted. It moves on each time it is asked for, or as time passes. */
public final class FakeTask {
    private final String id;
    private final Map<String, String> seen;
    private final Instant created = Instant.now();
    private final @Nullable Duration lasting;
    private final @Nullable String fault;
    private int asked;
    private boolean cancelled;

    /** Where a task stands. */
    public enum State {
        QUEUED,
        RUNNING,
        SUCCEEDED,
        FAILED,
        CANCELLED
    }

    FakeTask(String id, Map<String, String> seen, @Nullable Duration lasting, @Nullable String fault) {
        this.id = id;
        this.seen = Collections.unmodifiableMap(new TreeMap<>(seen));
        this.lasting = lasting;
        this.fault = fault;
    }

    public String id() {
        return id;
    }

    /** What the vendor understood of the request, in words that are the same for every vendor; {@link Seen} names them. */
    public Map<String, String> seen() {
        return seen;
    }

    public Instant created() {
        return created;
    }

    /** The documented error that it ends with; null if it ends well. */
    public @Nullable String fault() {
        return fault;
    }

    /** How it stands, before this question moves it on. */
    public synchronized State asked() {
        var state = state();
        asked++;
        return state;
    }

    /** How it stands. */
    public synchronized State state() {
        if (cancelled) {
            return State.CANCELLED;
        }
        if (lasting == null ? asked < 2 : isBefore(0.2)) {
            return State.QUEUED;
        }
        if (lasting == null ? asked < 3 : isBefore(1)) {
            return State.RUNNING;
        }
        return fault == null ? State.SUCCEEDED : State.FAILED;
    }

    /** How often it was asked for. */
    public synchronized int ageInQuestions() {
        return asked;
    }

    private boolean isBefore(double share) {
        return lasting != null && Duration.between(created, Instant.now()).toMillis() < lasting.toMillis() * share;
    }

    /** Gives it up. */
    public synchronized void cancel() {
        cancelled = true;
    }
}
