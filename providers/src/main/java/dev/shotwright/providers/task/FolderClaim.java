package dev.shotwright.providers.task;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;

/** The right to carry on a task of a {@link Journal}, which is lost with its process. */
final class FolderClaim implements Claim {
    private final Journal journal;
    private final FileChannel lock;
    private volatile Task task;

    FolderClaim(Journal journal, FileChannel lock, Task task) {
        this.journal = journal;
        this.lock = lock;
        this.task = task;
    }

    @Override
    public Task task() {
        return task;
    }

    @Override
    public void save(Task changed) {
        journal.write(changed);
        task = changed;
    }

    @Override
    public boolean owned(String ticket) {
        return journal.owned(task.vendor(), ticket, task.id());
    }

    @Override
    public void close() {
        try {
            journal.released(task.id());
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
