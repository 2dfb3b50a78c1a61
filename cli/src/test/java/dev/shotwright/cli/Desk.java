package dev.shotwright.cli;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A place to run command lines at: a folder, words to read, and what was printed last. */
@NullMarked
final class Desk {
    static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    static final long SEED = 4711;

    private final Path folder;
    private final Map<String, String> environment;
    private byte[] input = {};
    private String out = "";
    private String err = "";
    private int columns;
    private Cancellation cancellation = new Cancellation();

    Desk(Path folder) {
        this(folder, Map.of("SHOTWRIGHT_HOME", folder.resolve("home").toString()));
    }

    Desk(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = environment;
    }

    Desk reading(String text) {
        return reading(text.getBytes(StandardCharsets.UTF_8));
    }

    Desk reading(byte[] bytes) {
        input = bytes;
        return this;
    }

    Desk atTerminal(int width) {
        columns = width;
        return this;
    }

    Desk cancelledBy(Cancellation given) {
        cancellation = given;
        return this;
    }

    Exit run(String... arguments) {
        var written = new ByteArrayOutputStream();
        var told = new ByteArrayOutputStream();
        var exit = Shotwright.run(List.of(arguments), surroundings(written, told));
        out = written.toString(StandardCharsets.UTF_8);
        err = told.toString(StandardCharsets.UTF_8);
        return exit;
    }

    Surroundings surroundings(OutputStream written, OutputStream told) {
        return surroundings(new ByteArrayInputStream(input), written, told);
    }

    /** Surroundings in which a fifth of a second passes between two looks at the clock. */
    Surroundings surroundings(InputStream read, OutputStream written, OutputStream told) {
        var time = new long[1];
        return new Surroundings(
                read,
                new PrintStream(written, false, StandardCharsets.UTF_8),
                new PrintStream(told, false, StandardCharsets.UTF_8),
                environment,
                folder,
                Clock.fixed(NOW, ZoneOffset.UTC),
                () -> time[0] += 200_000_000L,
                () -> columns,
                () -> SEED,
                _ -> null,
                cancellation);
    }

    String out() {
        return out;
    }

    String err() {
        return err;
    }

    /** What was printed, which must be exactly one JSON object on one line. */
    JsonNode json() {
        if (!out.endsWith("\n") || out.indexOf('\n') != out.length() - 1) {
            throw new AssertionError("not exactly one line: " + out);
        }
        var node = JsonMapper.shared().readTree(out);
        if (!node.isObject()) {
            throw new AssertionError("no object: " + out);
        }
        return node;
    }
}
