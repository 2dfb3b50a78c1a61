package dev.shotwright.vocabulary;

import org.jspecify.annotations.Nullable;

/** The one exception of the project: a code, the field at fault if there is one, and what is accepted instead. */
public class ShotwrightException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final @Nullable String field;

    public ShotwrightException(ErrorCode code, String message) {
        this(code, null, message);
    }

    public ShotwrightException(ErrorCode code, @Nullable String field, String message) {
        super(message);
        this.code = code;
        this.field = field;
    }

    public ShotwrightException(ErrorCode code, @Nullable String field, String message, Throwable cause) {
        super(message, cause);
        this.code = code;
        this.field = field;
    }

    /** An {@link ErrorCode#INVALID_VALUE} that says what a field is and what is accepted for it. */
    public static ShotwrightException invalid(String field, @Nullable Object given, String accepted) {
        return new ShotwrightException(
                ErrorCode.INVALID_VALUE, field, "%s is %s; accepted is %s".formatted(field, given, accepted));
    }

    public ErrorCode code() {
        return code;
    }

    /** The field or option at fault, as the user spells it. */
    public @Nullable String field() {
        return field;
    }
}
