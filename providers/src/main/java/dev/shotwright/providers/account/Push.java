package dev.shotwright.providers.account;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What somebody sent to the address of a callback.
 *
 * @param query as it was sent, still encoded; empty if there was none
 * @param headers by names in any case
 */
public record Push(String method, String path, String query, Map<String, List<String>> headers, String text) {

    public Push {
        var anyCase = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        headers = anyCase;
    }

    /** The first value of a header; empty if there is none. */
    public String header(String name) {
        var values = headers.getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.getFirst();
    }
}
