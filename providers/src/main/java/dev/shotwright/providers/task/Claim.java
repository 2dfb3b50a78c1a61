package dev.shotwright.providers.task;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;

/** The right to carry a task on, which one holder has at a time and loses with its process. */
public final class Claim implements AutoCloseable {
    private final Journal journal;
    private final FileChannel lock;
    private volatile Task task;

    Claim(Journal journal, FileChannel lock, Task task) {
        this.journal = journal;
        this.lock = lock;
        this.task = task;
    }

    /** The task as it was last saved. */
    public Task task() {
        return task;
    }

    /** Brings a change to the disk; the task is what it was if that fails. */
    void save(Task changed) {
        journal.write(changed);
        task = changed;
    }

    Journal journal() {
        return journal;
    }

    /** Lets others have it. */
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
