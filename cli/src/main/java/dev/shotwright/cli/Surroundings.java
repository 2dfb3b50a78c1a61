package dev.shotwright.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a command touches outside its own memory.
 *
 * @param columns how wide the terminal behind {@code err} is; asked once, when progress is first shown, and 0 where
 *     {@code err} is no terminal
 * @param seeds where a seed comes from when the user gives none
 * @param secrets the keyboard, where there is one
 */
public record Surroundings(
        InputStream in,
        PrintStream out,
        PrintStream err,
        Map<String, String> environment,
        Path folder,
        Clock clock,
        LongSupplier nanoseconds,
        Columns columns,
        LongSupplier seeds,
        Secrets secrets,
        Cancellation cancellation) {

    /** Asks how wide the terminal behind standard error is. */
    @FunctionalInterface
    public interface Columns {
        int count();
    }

    /** Asks a person for what nobody may see. */
    @FunctionalInterface
    public interface Secrets {
        /** What was typed, unseen; null where nobody sits at a keyboard. */
        @Nullable
        String ask(String question);
    }

    /** The file that is meant by a path on the command line. */
    Path file(String path) {
        return folder.resolve(path);
    }

    @Nullable
    String variable(String name) {
        var value = environment.get(name);
        return value == null || value.isEmpty() ? null : value;
    }
}
