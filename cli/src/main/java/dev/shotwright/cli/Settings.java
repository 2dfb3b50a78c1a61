package dev.shotwright.cli;

import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a user has settled once for all commands, in {@code config.yaml} of their {@link Home}.
 *
 * @param model the model that draws where a command names none
 * @param vendors how vendors are asked, by their names
 */
record Settings(@Nullable String model, Map<String, VendorSettings> vendors) {
    private static final String NAME = "config.yaml";

    Settings {
        vendors = Collections.unmodifiableMap(new LinkedHashMap<>(vendors));
    }

    /**
     * How one vendor is asked.
     *
     * @param address where, instead of the vendor's usual address
     * @param pollEvery the time to the first question about a draw
     */
    record VendorSettings(@Nullable URI address, @Nullable Duration pollEvery) {}

    static Settings read(Surroundings surroundings) {
        var home = Home.of(surroundings);
        var file = home == null ? null : home.resolve(NAME);
        if (file == null || !Files.exists(file)) {
            return new Settings(null, Map.of());
        }
        var text = TextFile.read(NAME, file);
        return text.isBlank()
                ? new Settings(null, Map.of())
                : TextFile.named(file, () -> TextFile.documents(file).read(Settings.class, text));
    }

    VendorSettings vendor(String name) {
        return vendors.getOrDefault(name, new VendorSettings(null, null));
    }
}
