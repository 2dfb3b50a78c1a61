package dev.shotwright.worker;

import dev.shotwright.providers.task.Claim;
import dev.shotwright.providers.task.Stage;
import dev.shotwright.providers.task.Task;
import java.time.Instant;

/**
 * A task in the row of an attempt, which this worker may write for as long as its lease holds.
 *
 * <p>A clip that was fetched lies on this machine alone, so that step is not told to the others: whoever takes the job over
 * finds it drawn, and fetches it again.
 */
final class RowClaim implements Claim {
    private final Attempts attempts;
    private final Holding holding;
    private final int number;
    private final Instant started;
    private volatile Task task;

    /**
     * @param number the attempt's
     * @param started the attempt's
     */
    RowClaim(Attempts attempts, Holding holding, int number, Instant started, Task task) {
        this.attempts = attempts;
        this.holding = holding;
        this.number = number;
        this.started = started;
        this.task = task;
    }

    @Override
    public Task task() {
        return task;
    }

    @Override
    public void save(Task changed) {
        if (changed.stage() != Stage.FETCHED) {
            attempts.save(holding, number, started, changed);
            if (task.ticket() == null && changed.ticket() != null) {
                Log.accepted(changed.vendor(), changed.ticket());
            }
        }
        task = changed;
    }

    @Override
    public boolean owned(String ticket) {
        return attempts.owned(holding.lease(), task.vendor(), ticket);
    }

    /** The lease is given up with the job, not with the task. */
    @Override
    public void close() {}
}
