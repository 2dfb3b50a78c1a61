package dev.shotwright.server.web;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An error as an answer tells it, whatever the dialect.
 *
 * @param message one sentence that names the field, what was given, and what is accepted
 * @param retryAfter absent where trying again is of no use
 * @param facts figures that a program can read
 */
public record Fault(
        int status,
        ErrorCode code,
        String message,
        @Nullable String field,
        @Nullable String given,
        @Nullable String accepted,
        @Nullable Duration retryAfter,
        Map<String, Object> facts) {
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Pattern LINE = Pattern.compile(" \\(line \\d+\\)");
    private static final Pattern SENTENCE = Pattern.compile(
            ".*? is (?<given>.*?); (?:nearest is .*?; )?accepted (?:is|are) (?<accepted>.*)", Pattern.DOTALL);

    public static Fault of(ShotwrightException fault) {
        var message = LINE.matcher(Objects.requireNonNullElse(fault.getMessage(), "no more is known"))
                .replaceAll("");
        var sentence = SENTENCE.matcher(message);
        var parted = fault.code() == ErrorCode.INVALID_VALUE && fault.field() != null && sentence.matches();
        var denial = fault instanceof Denial more ? more : null;
        return new Fault(
                status(fault.code()),
                fault.code(),
                message,
                fault.field(),
                parted ? sentence.group("given") : null,
                parted ? sentence.group("accepted") : null,
                retryAfter(fault),
                denial == null ? Map.of() : denial.facts());
    }

    /** What is unavailable may be tried again soon, unless it is known when. */
    private static @Nullable Duration retryAfter(ShotwrightException fault) {
        return fault instanceof Denial denial && denial.retryAfter() != null
                ? denial.retryAfter()
                : status(fault.code()) == 503 ? SOON : null;
    }

    /** What went wrong within, of which a client learns nothing but that it may ask again. */
    public static Fault internal() {
        return new Fault(
                500,
                ErrorCode.INTERNAL,
                "a fault of the service itself; its log knows more under the request's id",
                null,
                null,
                null,
                null,
                Map.of());
    }

    /** What the service cannot do for as long as its database is away. */
    static Fault unavailable() {
        return of(new ShotwrightException(ErrorCode.UNAVAILABLE, "the service cannot answer just now"));
    }

    static Fault of(int status, ErrorCode code, String message) {
        return new Fault(status, code, message, null, null, null, null, Map.of());
    }

    static int status(ErrorCode code) {
        return switch (code) {
            case INVALID_VALUE, UNKNOWN_FIELD, MALFORMED_DOCUMENT -> 400;
            case UNAUTHENTICATED -> 401;
            case INSUFFICIENT_FUNDS, OVER_DAY_LIMIT -> 402;
            case FORBIDDEN -> 403;
            case NOT_FOUND, UNKNOWN_MODEL, MODEL_UNAVAILABLE, FILE_NOT_FOUND -> 404;
            case TIMED_OUT -> 408;
            case CONFLICT, FILE_EXISTS -> 409;
            case TOO_LARGE, MEDIA_TOO_LARGE -> 413;
            case UNSUPPORTED_FORMAT -> 415;
            case REFUSED, UNREADABLE_MEDIA, UNPRICED -> 422;
            case OVER_QUOTA, TOO_MANY_QUEUED -> 429;
            case UNAVAILABLE, STORAGE_FAILED, STORAGE_FULL, NETWORK_FAILED -> 503;
            case CANCELLED, BROKEN_CHECKPOINT, INTERNAL -> 500;
        };
    }
}
