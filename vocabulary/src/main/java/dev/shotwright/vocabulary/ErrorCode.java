package dev.shotwright.vocabulary;

/** The one list of reasons for which Shotwright stops; each {@link ShotwrightException} carries one. */
public enum ErrorCode implements Spelled {
    INVALID_VALUE("invalid-value"),
    UNKNOWN_FIELD("unknown-field"),
    MALFORMED_DOCUMENT("malformed-document"),
    UNKNOWN_MODEL("unknown-model"),
    MODEL_UNAVAILABLE("model-unavailable"),
    REFUSED("refused"),
    FILE_NOT_FOUND("file-not-found"),
    FILE_EXISTS("file-exists"),
    UNREADABLE_MEDIA("unreadable-media"),
    MEDIA_TOO_LARGE("media-too-large"),
    UNSUPPORTED_FORMAT("unsupported-format"),
    BROKEN_CHECKPOINT("broken-checkpoint"),
    STORAGE_FAILED("storage-failed"),
    STORAGE_FULL("storage-full"),
    NETWORK_FAILED("network-failed"),
    CANCELLED("cancelled"),
    UNAUTHENTICATED("unauthenticated"),
    FORBIDDEN("forbidden"),
    NOT_FOUND("not-found"),
    CONFLICT("conflict"),
    OVER_QUOTA("over-quota"),
    TOO_MANY_QUEUED("too-many-queued"),
    INSUFFICIENT_FUNDS("insufficient-funds"),
    OVER_DAY_LIMIT("over-day-limit"),
    UNPRICED("unpriced"),
    TOO_LARGE("too-large"),
    TIMED_OUT("timed-out"),
    UNAVAILABLE("unavailable"),
    INTERNAL("internal");

    private final String word;

    ErrorCode(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
