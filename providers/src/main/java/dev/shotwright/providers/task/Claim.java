package dev.shotwright.providers.task;

/** The right to carry a task on, which one holder has at a time. */
public interface Claim extends AutoCloseable {

    /** The task as it was last saved. */
    Task task();

    /** Keeps a change so that whoever takes the task over finds it; the task is what it was if that fails. */
    void save(Task changed);

    /** Whether another task has this ticket of the same vendor already, so that a look-up has found somebody else's draw. */
    boolean owned(String ticket);

    /** Lets others have it. */
    @Override
    void close();
}
