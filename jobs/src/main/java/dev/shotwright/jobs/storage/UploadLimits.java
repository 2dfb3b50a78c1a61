package dev.shotwright.jobs.storage;

import dev.shotwright.vocabulary.ShotwrightException;
import java.time.Duration;

/**
 * How much accounts may upload.
 *
 * @param largest bytes of one file
 * @param perAccount bytes of all files of an account, unfinished ones at their full size
 * @param openPerAccount how many may be unfinished
 * @param piece bytes after which an unfinished upload is made durable; what a dying server can lose
 * @param unfinished how long an unfinished one waits for more
 * @param retention how long a file is kept after it was last uploaded or used
 */
public record UploadLimits(
        long largest, long perAccount, int openPerAccount, int piece, Duration unfinished, Duration retention) {

    public UploadLimits {
        if (largest <= 0 || perAccount < largest || openPerAccount <= 0 || piece <= 0) {
            throw ShotwrightException.invalid(
                    "uploads", "%d, %d, %d, %d".formatted(largest, perAccount, openPerAccount, piece), "sizes above 0");
        }
        if (!unfinished.isPositive() || !retention.isPositive()) {
            throw ShotwrightException.invalid("uploads", unfinished + ", " + retention, "times above 0");
        }
    }

    /** 2 GiB a file, 200 GiB and 20 unfinished ones an account, pieces of 8 MiB, a day for more, 30 days kept. */
    public static UploadLimits usual() {
        return new UploadLimits(2L << 30, 200L << 30, 20, 8 << 20, Duration.ofDays(1), Duration.ofDays(30));
    }
}
