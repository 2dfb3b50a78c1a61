package dev.shotwright.worker;

import dev.shotwright.vocabulary.ShotwrightException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a worker works.
 *
 * @param name for people
 * @param work a folder of this worker's own for what it works on
 * @param home the folder that holds the checkpoints; absent for none
 * @param previz how many clips of {@code previz} at once
 * @param hosted how many draws of vendors at once
 * @param grace how long jobs of this machine may take to end when the worker is to stop
 * @param keep how long clips are kept; absent for good
 * @param pollEvery the time to the first question about a draw; absent: as the model's card says
 * @param submitFor how long a vendor that is too busy is asked again
 * @param callbacks what the addresses begin with that vendors may call; absent where they cannot reach the service
 * @param environment where keys and addresses of vendors may be named
 */
public record WorkerSettings(
        String name,
        String version,
        Path work,
        @Nullable Path home,
        int previz,
        int hosted,
        Duration grace,
        @Nullable Duration keep,
        @Nullable Duration pollEvery,
        Duration submitFor,
        @Nullable URI callbacks,
        Function<String, @Nullable String> environment) {

    public WorkerSettings {
        if (previz < 0 || hosted < 0) {
            throw ShotwrightException.invalid("slots", Math.min(previz, hosted), "0 or more");
        }
    }

    /** A worker as this machine carries one: half the cores for previz, and room for many draws of vendors. */
    public static WorkerSettings usual(
            String name, Path work, @Nullable Path home, Function<String, @Nullable String> environment) {
        return new WorkerSettings(
                name,
                "",
                work,
                home,
                Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
                500,
                Duration.ofSeconds(30),
                Duration.ofDays(7),
                null,
                Duration.ofMinutes(30),
                null,
                environment);
    }

    public WorkerSettings withSlots(int previz, int hosted) {
        return new WorkerSettings(
                name, version, work, home, previz, hosted, grace, keep, pollEvery, submitFor, callbacks, environment);
    }

    public WorkerSettings withVersion(String version) {
        return new WorkerSettings(
                name, version, work, home, previz, hosted, grace, keep, pollEvery, submitFor, callbacks, environment);
    }

    public WorkerSettings withGrace(Duration grace) {
        return new WorkerSettings(
                name, version, work, home, previz, hosted, grace, keep, pollEvery, submitFor, callbacks, environment);
    }

    public WorkerSettings withKeep(@Nullable Duration keep) {
        return new WorkerSettings(
                name, version, work, home, previz, hosted, grace, keep, pollEvery, submitFor, callbacks, environment);
    }

    public WorkerSettings withPollEvery(@Nullable Duration pollEvery) {
        return new WorkerSettings(
                name, version, work, home, previz, hosted, grace, keep, pollEvery, submitFor, callbacks, environment);
    }

    public WorkerSettings withCallbacks(@Nullable URI callbacks) {
        return new WorkerSettings(
                name, version, work, home, previz, hosted, grace, keep, pollEvery, submitFor, callbacks, environment);
    }
}
