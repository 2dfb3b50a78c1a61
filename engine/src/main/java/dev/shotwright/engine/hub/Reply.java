package dev.shotwright.engine.hub;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpHeaders;
import org.jspecify.annotations.Nullable;

/** What a server answered, its body still to be read. */
record Reply(URI uri, int status, HttpHeaders headers, InputStream body) implements AutoCloseable {

    @Nullable
    String header(String name) {
        return headers.firstValue(name).orElse(null);
    }

    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException e) {
            // Nothing more was wanted of it.
            return;
        }
    }
}
