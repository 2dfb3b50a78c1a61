package dev.shotwright.media;

import static org.bytedeco.ffmpeg.global.avutil.av_strerror;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_ENOMEM;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_ENOSPC;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** FFmpeg's negative results as exceptions that say what was being done, what went wrong, and what FFmpeg wrote about it. */
final class NativeError {
    private static final int TEXT_BYTES = 256;

    /** What FFmpeg writes of a picture beyond the limit that it was given, or beyond its own. */
    private static final Pattern TOO_MANY_PIXELS =
            Pattern.compile("Picture size [1-9]\\d*x[1-9]\\d* (is invalid|exceeds)");

    private NativeError() {}

    /**
     * Gives back a result that is not negative.
     *
     * @param code the code if the result does not name a better one
     * @param message what could not be done; FFmpeg's reason is appended
     */
    static int check(int result, ErrorCode code, String field, String message) {
        if (result < 0) {
            throw of(result, code, field, message);
        }
        return result;
    }

    static ShotwrightException of(int result, ErrorCode code, String field, String message) {
        var text = new byte[TEXT_BYTES];
        av_strerror(result, text, text.length);
        var length = 0;
        while (length < text.length && text[length] != 0) {
            length++;
        }
        var reason = new String(text, 0, length, StandardCharsets.UTF_8);
        var log = NativeLog.lastLines();
        var better = code;
        if (result == AVERROR_ENOSPC()) {
            better = ErrorCode.STORAGE_FULL;
        } else if (result == AVERROR_ENOMEM() || TOO_MANY_PIXELS.matcher(log).find()) {
            better = ErrorCode.MEDIA_TOO_LARGE;
        }
        return new ShotwrightException(
                better, field, "%s: %s%s".formatted(message, reason, log.isEmpty() ? "" : " (" + log + ")"));
    }
}
