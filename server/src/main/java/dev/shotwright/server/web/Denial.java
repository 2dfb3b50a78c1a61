package dev.shotwright.server.web;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An error with more to tell than its sentence: when to try again, and figures that a program can read. */
public final class Denial extends ShotwrightException {
    private static final long serialVersionUID = 1L;

    private final transient Map<String, Object> facts;
    private final @Nullable Duration retryAfter;

    /**
     * @param retryAfter absent where trying again is of no use
     * @param facts plain values, lists and maps, told beside the sentence
     */
    public Denial(
            ErrorCode code,
            @Nullable String field,
            String message,
            @Nullable Duration retryAfter,
            Map<String, Object> facts) {
        super(code, field, message);
        this.retryAfter = retryAfter;
        this.facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
    }

    /** What is not there, or is somebody else's, which is not told apart. */
    public static ShotwrightException notFound(String what) {
        return new ShotwrightException(ErrorCode.NOT_FOUND, null, "there is no such " + what);
    }

    public static ShotwrightException conflict(@Nullable String field, String message) {
        return new ShotwrightException(ErrorCode.CONFLICT, field, message);
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    public Map<String, Object> facts() {
        return facts;
    }
}
