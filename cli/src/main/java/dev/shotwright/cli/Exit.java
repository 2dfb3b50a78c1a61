package dev.shotwright.cli;

import dev.shotwright.vocabulary.ErrorCode;

/** How a command ended, as the exit status that a script reads. */
public enum Exit {
    DONE(0),
    REFUSED(2),
    FAILED(3),
    IN_DOUBT(4),
    CANCELLED(130);

    private final int status;

    Exit(int status) {
        this.status = status;
    }

    public int status() {
        return status;
    }

    /** The ending that an error leads to: what the user can mend is refused, the rest has failed. */
    static Exit of(ErrorCode code) {
        return switch (code) {
            case INVALID_VALUE,
                    UNKNOWN_FIELD,
                    MALFORMED_DOCUMENT,
                    UNKNOWN_MODEL,
                    REFUSED,
                    FILE_NOT_FOUND,
                    FILE_EXISTS,
                    UNREADABLE_MEDIA,
                    MEDIA_TOO_LARGE,
                    UNSUPPORTED_FORMAT,
                    BROKEN_CHECKPOINT,
                    UNAUTHENTICATED,
                    FORBIDDEN,
                    NOT_FOUND,
                    CONFLICT,
                    OVER_QUOTA,
                    TOO_MANY_QUEUED,
                    INSUFFICIENT_FUNDS,
                    OVER_DAY_LIMIT,
                    UNPRICED,
                    TOO_LARGE -> REFUSED;
            case STORAGE_FAILED, STORAGE_FULL, NETWORK_FAILED, TIMED_OUT, UNAVAILABLE, MODEL_UNAVAILABLE, INTERNAL ->
                FAILED;
            case CANCELLED -> CANCELLED;
        };
    }
}
