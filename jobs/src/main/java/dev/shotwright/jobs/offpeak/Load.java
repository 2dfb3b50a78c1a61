package dev.shotwright.jobs.offpeak;

import java.time.Duration;

/**
 * How busy the workers are that can do a kind of job.
 *
 * @param slots how many they work on at once; 0 where none is there
 * @param waiting how many wait, those that wait for a cheaper time not counted
 * @param pace how long nearly all of the latest draws of the model took
 */
record Load(int slots, int running, int waiting, Duration pace) {

    boolean idle() {
        return waiting == 0 && running < slots;
    }

    /** How long until the next job that comes would begin. */
    Duration delay() {
        var ahead = running + waiting - slots + 1;
        return ahead <= 0 ? Duration.ZERO : pace.multipliedBy(ahead).dividedBy(Math.max(1, slots));
    }
}
