package dev.shotwright.cli;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The folder of a user's own settings and model cards: {@code $SHOTWRIGHT_HOME}, else {@code shotwright} in
 * {@code $XDG_CONFIG_HOME} or in {@code ~/.config}.
 */
final class Home {
    private Home() {}

    /** The folder, which need not exist, or null where the environment names no place for it. */
    static @Nullable Path of(Surroundings surroundings) {
        var own = surroundings.variable("SHOTWRIGHT_HOME");
        if (own != null) {
            return surroundings.file(own);
        }
        var shared = surroundings.variable("XDG_CONFIG_HOME");
        if (shared != null) {
            return surroundings.file(shared).resolve("shotwright");
        }
        var home = surroundings.variable("HOME");
        return home == null ? null : Path.of(home, ".config", "shotwright");
    }

    /** The folder, which must have a place. */
    static Path needed(Surroundings surroundings) {
        var home = of(surroundings);
        if (home == null) {
            throw new ShotwrightException(
                    ErrorCode.INVALID_VALUE,
                    "SHOTWRIGHT_HOME",
                    "SHOTWRIGHT_HOME is not set, nor is HOME; accepted is a folder to keep settings and tasks in");
        }
        return home;
    }
}
