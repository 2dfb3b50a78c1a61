package dev.shotwright.jobs.queue;

import dev.shotwright.vocabulary.model.State;

/** Where a job stands. Its number is what is stored. */
public enum JobState {
    DELAYED(0, State.QUEUED),
    QUEUED(1, State.QUEUED),
    RUNNING(2, State.RUNNING),
    SUCCEEDED(3, State.SUCCEEDED),
    FAILED(4, State.FAILED),
    CANCELLED(5, State.CANCELLED),
    EXPIRED(6, State.EXPIRED),
    IN_DOUBT(7, State.IN_DOUBT);

    private final short number;
    private final State shown;

    JobState(int number, State shown) {
        this.number = (short) number;
        this.shown = shown;
    }

    /** The word that the world reads; a delayed job is a queued one to it. */
    public State shown() {
        return shown;
    }

    /** Whether nobody works on it any more, nor will; one in doubt has ended as far as workers are concerned. */
    public boolean ended() {
        return compareTo(RUNNING) > 0;
    }

    /** Whether nobody has begun it yet. */
    boolean waits() {
        return this == DELAYED || this == QUEUED;
    }

    short number() {
        return number;
    }

    static JobState of(int number) {
        for (var state : values()) {
            if (state.number == number) {
                return state;
            }
        }
        throw new IllegalStateException("a job in state " + number);
    }
}
