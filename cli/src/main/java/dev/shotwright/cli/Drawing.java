package dev.shotwright.cli;

import dev.shotwright.media.ClipOptions;
import dev.shotwright.media.ClipWriter;
import dev.shotwright.media.Existing;
import dev.shotwright.vocabulary.ClipSink;
import dev.shotwright.vocabulary.Progress;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.BiFunction;

/** The making of one clip: frames go into a file while progress is shown, and a cancelled clip leaves no file behind. */
final class Drawing {
    private final Surroundings surroundings;
    private final Console console;
    private final Existing existing;

    Drawing(Surroundings surroundings, Console console, Existing existing) {
        this.surroundings = surroundings;
        this.console = console;
        this.existing = existing;
    }

    /**
     * Draws into a file.
     *
     * @param metadata what the file says of itself
     * @param model draws the frames in order
     * @return what the model says about the clip
     */
    <T> T draw(Path file, Map<String, String> metadata, BiFunction<ClipSink, Progress, T> model) {
        surroundings.cancellation().begin();
        var options = ClipOptions.standard().withExisting(existing).withMetadata(metadata);
        try (var line = line(file);
                var writer = ClipWriter.to(file, options)) {
            var told = model.apply(writer, line);
            surroundings.cancellation().check();
            writer.finish();
            return told;
        }
    }

    private ProgressLine line(Path file) {
        var name = String.valueOf(file.getFileName());
        return console.quiet()
                ? line(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8), 0, name)
                : line(surroundings.err(), surroundings.columns().count(), name);
    }

    private ProgressLine line(PrintStream err, int columns, String name) {
        return new ProgressLine(err, surroundings.nanoseconds(), surroundings.cancellation(), columns, name);
    }
}
