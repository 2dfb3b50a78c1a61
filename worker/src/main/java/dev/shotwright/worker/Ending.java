package dev.shotwright.worker;

import dev.shotwright.jobs.queue.End;
import dev.shotwright.vocabulary.model.Failure;

/** How a worker's part in a job came to its end. */
sealed interface Ending {

    /** The job itself has ended. */
    record Ended(End end) implements Ending {}

    /** Another worker is to go on where this one stopped. */
    record GivenBack() implements Ending {}

    /** This machine could not, through no fault of the job's: another one is to begin anew. */
    record Spoilt(String why) implements Ending {}

    /** Another worker has it: nothing is written. */
    record Abandoned() implements Ending {}

    static Ending failed(Failure failure) {
        return new Ended(new End.Failed(failure, null));
    }
}
