package dev.shotwright.providers.runway;

import dev.shotwright.providers.transport.Call;
import dev.shotwright.providers.transport.Line;
import java.net.URI;
import tools.jackson.databind.JsonNode;

/**
 * The line to Runway: every question but those for clips names the version of the interface.
 *
 * @param address what every path begins with
 */
record RunwayLine(Line line, URI address) {
    private static final String VERSION = "2024-11-06";

    Call get(String path) {
        return versioned(Call.get(at(path)));
    }

    Call delete(String path) {
        return versioned(Call.delete(at(path)));
    }

    Call post(String path, JsonNode body) {
        return versioned(Call.post(at(path), body));
    }

    private URI at(String path) {
        return URI.create(address + path);
    }

    private static Call versioned(Call call) {
        return call.with("X-Runway-Version", VERSION);
    }
}
