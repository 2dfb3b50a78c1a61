package dev.shotwright.cli;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Prompts from a stream, one a line, in UTF-8 whatever the locale says. A faulty line spoils no other. */
final class PromptLines {
    private static final int LONGEST = 1 << 20;

    private final InputStream in;
    private boolean first = true;

    PromptLines(InputStream in) {
        this.in = in;
    }

    /**
     * The bytes of the next line without its end, or null after the last. Of a line that is too long only so much is kept
     * that {@link #text} refuses it.
     */
    byte @Nullable [] next() {
        try {
            var line = new ByteArrayOutputStream();
            var letter = in.read();
            if (letter < 0) {
                return null;
            }
            while (letter >= 0 && letter != '\n') {
                if (line.size() <= LONGEST) {
                    line.write(letter);
                }
                letter = in.read();
            }
            return line.toByteArray();
        } catch (IOException e) {
            throw new ShotwrightException(
                    ErrorCode.STORAGE_FAILED, "PROMPT", "standard input cannot be read: " + e.getMessage(), e);
        }
    }

    /** The words of a line. */
    String text(byte[] line) {
        if (line.length > LONGEST) {
            throw ShotwrightException.invalid(
                    "prompt", "longer than %d bytes".formatted(LONGEST), "%d bytes at most".formatted(LONGEST));
        }
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line))
                    .toString();
            var start = first && text.startsWith("\uFEFF") ? 1 : 0;
            first = false;
            return text.substring(start, text.endsWith("\r") ? text.length() - 1 : text.length());
        } catch (CharacterCodingException e) {
            throw new ShotwrightException(
                    ErrorCode.INVALID_VALUE, "prompt", "prompt is no UTF-8 text; accepted is UTF-8", e);
        }
    }
}
