package dev.shotwright.tensor.safetensors;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.Nearest;
import dev.shotwright.vocabulary.ShotwrightException;
import java.util.Collection;

/** The words in which checkpoints are refused. */
final class Refusal {
    private static final int LONGEST_NAME = 120;

    private Refusal() {}

    static ShotwrightException broken(Object origin, String what) {
        return new ShotwrightException(ErrorCode.BROKEN_CHECKPOINT, "checkpoint", origin + ": " + what);
    }

    static ShotwrightException broken(Object origin, String what, Exception cause) {
        return new ShotwrightException(ErrorCode.BROKEN_CHECKPOINT, "checkpoint", origin + ": " + what, cause);
    }

    static ShotwrightException unsupported(Object origin, String what) {
        return new ShotwrightException(ErrorCode.UNSUPPORTED_FORMAT, "checkpoint", origin + ": " + what);
    }

    static ShotwrightException absent(Object origin, String name, Collection<String> names) {
        var nearest = names.size() > 10_000 ? null : Nearest.word(name, names);
        return broken(
                origin,
                "no tensor " + quoted(name) + (nearest == null ? "" : "; the nearest name is " + quoted(nearest)));
    }

    /** A name from a file, fit for a terminal: short, and without control characters. */
    static String quoted(String name) {
        var text = new StringBuilder("'");
        name.codePoints().limit(LONGEST_NAME).forEach(c -> {
            if (Character.isISOControl(c)
                    || Character.getType(c) == Character.FORMAT
                    || Character.getType(c) == Character.SURROGATE) {
                text.append("\\u%04x".formatted(c));
            } else {
                text.appendCodePoint(c);
            }
        });
        if (name.codePointCount(0, name.length()) > LONGEST_NAME) {
            text.append('…');
        }
        return text.append('\'').toString();
    }
}
