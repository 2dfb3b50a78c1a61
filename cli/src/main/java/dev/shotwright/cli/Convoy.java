package dev.shotwright.cli;

import dev.shotwright.providers.task.Claim;
import dev.shotwright.providers.task.Courier;
import dev.shotwright.providers.task.Endurance;
import dev.shotwright.providers.task.Stage;
import dev.shotwright.providers.task.Task;
import dev.shotwright.providers.task.Watcher;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.model.Billing;
import dev.shotwright.vocabulary.model.HostedModel;
import dev.shotwright.vocabulary.model.Outcome;
import dev.shotwright.vocabulary.model.Retry;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Several tasks that are carried on at the same time, and waited for until they end or the user gives up. */
final class Convoy implements Watcher {
    private static final Duration TICK = Duration.ofSeconds(1);

    private final Surroundings surroundings;
    private final Console console;
    private final Patient patient;
    private final TaskWords words;
    private final WaitingLine line;
    private final List<Passage> passages = new ArrayList<>();
    private final Set<String> troubles = new HashSet<>();
    private boolean told;

    /** A task, and the model that draws it. */
    record Cargo(Claim claim, HostedModel model, Endurance endurance) {}

    /** Where the way of a clip has led: one task, or more where a vendor has refused and another was asked. */
    private static final class Passage {
        final List<Task> tasks = new ArrayList<>();

        @Nullable
        ShotwrightException problem;
    }

    Convoy(Surroundings surroundings, Console console, Patient patient, Prices prices) {
        this.surroundings = surroundings;
        this.console = console;
        this.patient = patient;
        this.words = new TaskWords(prices);
        this.line = console.quiet()
                ? new WaitingLine(
                        new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
                        surroundings.nanoseconds(),
                        0)
                : new WaitingLine(
                        surroundings.err(),
                        surroundings.nanoseconds(),
                        surroundings.columns().count());
    }

    /**
     * Carries tasks on, and closes their claims.
     *
     * @param next what is carried on instead of a task that a vendor has refused for sure; null if nothing is
     */
    Exit carry(List<Cargo> cargoes, Function<Task, @Nullable Cargo> next) {
        var cancellation = surroundings.cancellation();
        cancellation.begin();
        try (var _ = cancellation.lastly(() -> report(Exit.CANCELLED))) {
            var threads = new ArrayList<Thread>();
            for (var cargo : cargoes) {
                var passage = new Passage();
                synchronized (this) {
                    passages.add(passage);
                    passage.tasks.add(cargo.claim().task());
                }
                threads.add(Thread.ofVirtual().start(() -> carry(passage, cargo, next)));
            }
            await(threads);
            return report(cancellation.requested() ? Exit.CANCELLED : exit());
        }
    }

    private void await(List<Thread> threads) {
        for (var thread : threads) {
            for (var ended = false; !ended; ) {
                try {
                    ended = thread.join(TICK);
                    if (patient.waits()) {
                        line.tick();
                    }
                } catch (InterruptedException e) {
                    patient.stop();
                }
            }
        }
    }

    private void carry(Passage passage, Cargo first, Function<Task, @Nullable Cargo> next) {
        var cargo = first;
        while (cargo != null) {
            var now = cargo;
            Task task;
            try (var claim = now.claim()) {
                task = new Courier(now.model(), patient, now.endurance(), this).carry(claim);
            } catch (ShotwrightException e) {
                end(passage, now.claim().task(), e);
                return;
            } catch (RuntimeException | Error e) {
                end(
                        passage,
                        now.claim().task(),
                        new ShotwrightException(ErrorCode.INTERNAL, null, "a fault of Shotwright itself: " + e, e));
                return;
            }
            end(passage, task, null);
            try {
                cargo = refusedForSure(task) && patient.waits() ? next.apply(task) : null;
                if (cargo != null) {
                    line.tell("%s; %s is asked"
                            .formatted(
                                    words.sentence(task), cargo.model().card().model()));
                    begin(passage, cargo.claim().task());
                }
            } catch (ShotwrightException e) {
                end(passage, task, e);
                return;
            }
        }
    }

    /** Whether a vendor has said no, and neither draws nor bills it. */
    private static boolean refusedForSure(Task task) {
        var failure = task.failure();
        return task.stage() == Stage.FAILED
                && failure != null
                && failure.billing() == Billing.NOT_BILLED
                && failure.retry() != Retry.LOOK_UP_FIRST;
    }

    private synchronized void begin(Passage passage, Task task) {
        passage.tasks.add(task);
    }

    private synchronized void end(Passage passage, Task task, @Nullable ShotwrightException problem) {
        passage.tasks.set(passage.tasks.size() - 1, task);
        passage.problem = problem;
    }

    private synchronized Exit exit() {
        var worst = Exit.DONE;
        for (var passage : passages) {
            var exit = exit(passage);
            worst = rank(exit) > rank(worst) ? exit : worst;
        }
        return worst;
    }

    private static Exit exit(Passage passage) {
        if (passage.problem != null) {
            return Exit.of(passage.problem.code()) == Exit.CANCELLED ? Exit.CANCELLED : Exit.FAILED;
        }
        var task = passage.tasks.getLast();
        return switch (task.stage()) {
            case FETCHED -> Exit.DONE;
            case IN_DOUBT, SUBMITTING -> Exit.IN_DOUBT;
            case FAILED -> task.failure() != null && task.failure().retry() == Retry.NEVER ? Exit.REFUSED : Exit.FAILED;
            case EXPIRED -> Exit.FAILED;
            case PREPARED, ACCEPTED, SUCCEEDED, CANCELLED -> Exit.CANCELLED;
        };
    }

    private static int rank(Exit exit) {
        return switch (exit) {
            case DONE -> 0;
            case REFUSED -> 1;
            case FAILED -> 2;
            case CANCELLED -> 3;
            case IN_DOUBT -> 4;
        };
    }

    /** Tells once how everything ended. */
    private synchronized Exit report(Exit exit) {
        if (told) {
            return exit;
        }
        told = true;
        line.end();
        for (var passage : passages) {
            report(passage, exit);
        }
        answer(exit);
        console.conclude();
        return exit;
    }

    private void report(Passage passage, Exit exit) {
        var task = passage.tasks.getLast();
        if (task.stage() == Stage.FETCHED) {
            console.note(words.sentence(task));
            return;
        }
        if (passage.problem != null) {
            console.problem("%s: %s".formatted(TaskWords.name(task), passage.problem.getMessage()));
        } else if (task.stage().ended() || task.stage() == Stage.IN_DOUBT) {
            console.problem(words.sentence(task));
        }
        if (!task.stage().ended()) {
            if (exit == Exit.CANCELLED) {
                console.problem(
                        task.stage() == Stage.PREPARED
                                ? "%s was not sent".formatted(TaskWords.name(task))
                                : "nobody waits for %s any more, and %s may go on drawing it"
                                        .formatted(TaskWords.name(task), task.vendor()));
            }
            TaskWords.remedies(task).forEach(console::advice);
        }
    }

    private void answer(Exit exit) {
        var tasks = passages.stream().map(passage -> passage.tasks.getLast()).toList();
        var all = passages.stream().flatMap(passage -> passage.tasks.stream()).toList();
        var answer = console.answer();
        var nodes = all.stream().map(words::node).toList();
        answer.tasks(nodes, words.sum(TaskWords.held(all)), words.sum(TaskWords.costs(all)));
        tasks.stream()
                .filter(task -> task.stage() == Stage.FETCHED)
                .forEach(task -> answer.file(Path.of(task.output())));
        if (exit != Exit.DONE) {
            answer.end(exit, failure(exit));
        }
    }

    private ObjectNode failure(Exit exit) {
        for (var passage : passages) {
            var failure = passage.tasks.getLast().failure();
            if (passage.problem != null) {
                return Answer.node(passage.problem);
            }
            if (failure != null && exit != Exit.IN_DOUBT) {
                return TaskWords.node(failure);
            }
        }
        return Answer.node(exit);
    }

    @Override
    public boolean waits() {
        return patient.waits();
    }

    @Override
    public void saved(Task task) {
        line.saved(task);
    }

    @Override
    public void stands(Task task, Outcome outcome) {
        line.stands(task, outcome);
    }

    @Override
    public void hindered(Task task, String sentence) {
        synchronized (troubles) {
            if (!troubles.add(task.id() + sentence)) {
                return;
            }
        }
        if (!console.quiet()) {
            line.tell("%s: %s; it is tried again".formatted(TaskWords.name(task), sentence));
        }
    }

    @Override
    public void remarked(Task task, String sentence) {
        var remark = "%s: %s".formatted(TaskWords.name(task), sentence);
        synchronized (this) {
            console.answer().remark(remark);
        }
        if (!console.quiet()) {
            line.tell(remark);
        }
    }

    @Override
    public void received(Task task, long bytes, @Nullable Long length) {
        line.received(task, bytes, length);
    }
}
