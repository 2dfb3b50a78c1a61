package dev.shotwright.vocabulary.model;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a clip as they arrive.
 *
 * @param from the first byte that arrives; 0 where a vendor does not resume
 * @param length the bytes of the whole clip; absent where the vendor does not tell
 */
public record ClipStream(
        InputStream body, long from, @Nullable Long length) implements AutoCloseable {

    @Override
    public void close() throws IOException {
        body.close();
    }
}
