package dev.shotwright.server.videos;

import java.time.Duration;
import java.util.Collection;
import java.util.UUID;

/** Waits for the end of jobs. */
public interface Patience {

    /**
     * Returns when all jobs have ended, or when the time is over.
     *
     * @return false, at once, if too many wait already
     */
    boolean await(Collection<UUID> jobs, Duration most);
}
