package dev.shotwright.cli;

import java.nio.file.Files;
import org.jspecify.annotations.Nullable;

/**
 * What a user has settled once for all commands, in {@code config.yaml} of their {@link Home}.
 *
 * @param model the model that draws where a command names none
 */
record Settings(@Nullable String model) {
    private static final String NAME = "config.yaml";

    static Settings read(Surroundings surroundings) {
        var home = Home.of(surroundings);
        var file = home == null ? null : home.resolve(NAME);
        if (file == null || !Files.exists(file)) {
            return new Settings(null);
        }
        var text = TextFile.read(NAME, file);
        return text.isBlank()
                ? new Settings(null)
                : TextFile.named(file, () -> TextFile.documents(file).read(Settings.class, text));
    }
}
