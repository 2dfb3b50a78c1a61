package dev.shotwright.cli;

import dev.shotwright.jobs.database.DatabaseAddress;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The worker processes of a service: started, started again when they die, and told to stop with it. */
final class Crew implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("dev.shotwright.cli.Crew");
    private static final Duration SOONEST = Duration.ofSeconds(1);
    private static final Duration LATEST = Duration.ofSeconds(30);
    private static final Duration LONG_LIFE = Duration.ofMinutes(1);
    private static final Duration LAST_WORDS = Duration.ofSeconds(15);

    private final Surroundings surroundings;
    private final ServicePlan plan;
    private final DatabaseAddress database;
    private final List<Berth> berths = new ArrayList<>();
    private volatile boolean closing;

    /** A place that one worker at a time fills. */
    private static final class Berth {
        final String name;

        @Nullable
        Process process;

        @Nullable
        Thread watch;

        Berth(String name) {
            this.name = name;
        }
    }

    Crew(Surroundings surroundings, ServicePlan plan, DatabaseAddress database) {
        this.surroundings = surroundings;
        this.plan = plan;
        this.database = database;
        for (var i = 1; i <= plan.workers(); i++) {
            var berth = new Berth("worker-" + i);
            berths.add(berth);
            berth.watch = Thread.ofVirtual().name(berth.name).start(() -> fill(berth));
        }
    }

    int size() {
        return berths.size();
    }

    private void fill(Berth berth) {
        var pause = SOONEST;
        while (!closing) {
            var begun = System.nanoTime();
            try {
                var process = start(berth.name);
                synchronized (berth) {
                    berth.process = process;
                }
                if (closing) {
                    process.destroy();
                }
                var status = process.waitFor();
                if (closing) {
                    return;
                }
                LOG.warn("{} ended with {} and is started again", berth.name, status);
            } catch (ShotwrightException e) {
                LOG.error(e.getMessage());
            } catch (InterruptedException _) {
                return;
            }
            pause = System.nanoTime() - begun > LONG_LIFE.toNanos() ? SOONEST : pause;
            try {
                Thread.sleep(pause);
            } catch (InterruptedException _) {
                return;
            }
            pause = pause.compareTo(LATEST) < 0 ? pause.multipliedBy(2) : LATEST;
        }
    }

    private Process start(String name) {
        var words = new ArrayList<String>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(word -> !word.startsWith("-agentlib") && !word.startsWith("-javaagent"))
                .forEach(words::add);
        words.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                Shotwright.class.getName(),
                "worker",
                "--leashed",
                "--name",
                name,
                "--data",
                plan.data().toString(),
                "--media",
                plan.media(),
                "--previz",
                String.valueOf(plan.previz()),
                "--hosted",
                String.valueOf(plan.hosted())));
        if (plan.config() != null) {
            words.addAll(List.of("--config", plan.config().toString()));
        }
        var builder = new ProcessBuilder(words)
                .directory(surroundings.folder().toAbsolutePath().toFile())
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.INHERIT);
        var environment = builder.environment();
        environment.clear();
        environment.putAll(surroundings.environment());
        environment.put("SHOTWRIGHT_DATABASE", database.url());
        if (database.user() != null) {
            environment.put("SHOTWRIGHT_DATABASE_USER", database.user());
        }
        if (database.password() != null) {
            environment.put("SHOTWRIGHT_DATABASE_PASSWORD", database.password());
        }
        try {
            return builder.start();
        } catch (IOException e) {
            throw new ShotwrightException(
                    ErrorCode.STORAGE_FAILED, null, "%s cannot be started: %s".formatted(name, e), e);
        }
    }

    @Override
    public void close() {
        closing = true;
        var processes = new ArrayList<Process>();
        for (var berth : berths) {
            synchronized (berth) {
                if (berth.process != null) {
                    berth.process.destroy();
                    processes.add(berth.process);
                }
            }
        }
        var until = System.nanoTime() + plan.grace().plus(LAST_WORDS).toNanos();
        try {
            for (var process : processes) {
                if (!process.waitFor(Math.max(0, until - System.nanoTime()), TimeUnit.NANOSECONDS)) {
                    process.destroyForcibly();
                }
            }
            for (var berth : berths) {
                if (berth.watch != null) {
                    berth.watch.interrupt();
                    berth.watch.join();
                }
            }
        } catch (InterruptedException e) {
            processes.forEach(Process::destroyForcibly);
            Thread.currentThread().interrupt();
        }
    }
}
