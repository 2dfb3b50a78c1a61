package dev.shotwright.jobs.queue;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;

/** A write for a job that is another worker's by now, or has ended; it changed nothing. */
public final class LeaseLost extends ShotwrightException {
    private static final long serialVersionUID = 1L;

    LeaseLost(Lease lease) {
        super(
                ErrorCode.CANCELLED,
                "lease",
                "the lease %d of job %s is lost; nothing was written".formatted(lease.fence(), lease.job()));
    }
}
