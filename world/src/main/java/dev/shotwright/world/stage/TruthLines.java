package dev.shotwright.world.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Truths as JSON lines, one frame a line. The writer belongs to the caller, who closes it. */
public final class TruthLines {
    private static final JsonMapper MAPPER =
            JsonMapper.builder().disable(SerializationFeature.INDENT_OUTPUT).build();

    private final Writer writer;

    public TruthLines(Writer writer) {
        this.writer = writer;
    }

    /** The line of a frame, without its end. */
    public static String line(Truth truth) {
        return MAPPER.writeValueAsString(truth);
    }

    public void write(Truth truth) {
        try {
            writer.write(line(truth));
            writer.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
