package dev.shotwright.worker;

import dev.shotwright.providers.task.Task;
import dev.shotwright.providers.task.Watcher;
import dev.shotwright.vocabulary.model.Outcome;
import dev.shotwright.vocabulary.model.State;
import org.jspecify.annotations.Nullable;

/** Tells a holding how its task stands. */
final class Reporter implements Watcher {
    private final Holding holding;

    Reporter(Holding holding) {
        this.holding = holding;
    }

    @Override
    public boolean waits() {
        return holding.goesOn();
    }

    @Override
    public void saved(Task task) {
        if (task.ticket() != null) {
            holding.await(task.vendor(), task.ticket());
        }
        switch (task.stage()) {
            case SUBMITTING -> holding.tell("submit", 0);
            case ACCEPTED -> holding.tell("wait", 0);
            case SUCCEEDED -> holding.tell("fetch", 1);
            case PREPARED, FETCHED, FAILED, CANCELLED, EXPIRED, IN_DOUBT -> {}
        }
    }

    @Override
    public void stands(Task task, Outcome outcome) {
        var progress = outcome.progress() == null ? 0 : outcome.progress();
        holding.tell(outcome.state() == State.QUEUED ? "wait" : "draw", progress);
    }

    @Override
    public void hindered(Task task, String sentence) {
        Log.hindered(sentence);
    }

    @Override
    public void remarked(Task task, String sentence) {
        Log.hindered(sentence);
    }

    @Override
    public void received(Task task, long bytes, @Nullable Long length) {}
}
