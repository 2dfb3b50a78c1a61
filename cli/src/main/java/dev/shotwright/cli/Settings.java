package dev.shotwright.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a user has settled once for all commands, in {@code config.yaml} of {@code $SHOTWRIGHT_HOME} or of
 * {@code ~/.config/shotwright}.
 *
 * @param model the model that draws where a command names none
 */
record Settings(@Nullable String model) {
    private static final String NAME = "config.yaml";

    static Settings read(Surroundings surroundings) {
        var file = file(surroundings);
        if (file == null || !Files.exists(file)) {
            return new Settings(null);
        }
        var text = TextFile.read(NAME, file);
        return text.isBlank()
                ? new Settings(null)
                : TextFile.named(file, () -> TextFile.documents(file).read(Settings.class, text));
    }

    private static @Nullable Path file(Surroundings surroundings) {
        var own = surroundings.variable("SHOTWRIGHT_HOME");
        if (own != null) {
            return surroundings.file(own).resolve(NAME);
        }
        var shared = surroundings.variable("XDG_CONFIG_HOME");
        if (shared != null) {
            return surroundings.file(shared).resolve("shotwright").resolve(NAME);
        }
        var home = surroundings.variable("HOME");
        return home == null ? null : Path.of(home, ".config", "shotwright", NAME);
    }
}
