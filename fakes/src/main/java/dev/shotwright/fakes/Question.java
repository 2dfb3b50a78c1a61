package dev.shotwright.fakes;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request over HTTP as it arrived.
 *
 * @param query as it was sent, still encoded; empty if there was none
 * @param headers by names in any case
 * @param body in ISO 8859-1, so that every byte is a character
 */
public record Question(String method, String path, String query, Map<String, List<String>> headers, String body) {

    public Question {
        var anyCase = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        headers = anyCase;
    }

    /** The first value of a header; empty if there is none. */
    public String header(String name) {
        var values = headers.getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.getFirst();
    }

    /** The parameters of the query, decoded; each with its values in order. */
    public Map<String, List<String>> parameters() {
        var parameters = new LinkedHashMap<String, List<String>>();
        for (var pair : query.split("&", -1)) {
            if (!pair.isEmpty()) {
                var at = pair.indexOf('=');
                var name = at < 0 ? pair : pair.substring(0, at);
                var value = at < 0 ? "" : pair.substring(at + 1);
                parameters
                        .computeIfAbsent(decoded(name), _ -> new ArrayList<>())
                        .add(decoded(value));
            }
        }
        return parameters;
    }

    /** The first value of a parameter of the query; null if there is none. */
    public @Nullable String parameter(String name) {
        return parameters().getOrDefault(name, List.of()).stream().findFirst().orElse(null);
    }

    /** A parameter of the query that is a whole number. */
    public int number(String name, int usual) {
        var given = parameter(name);
        return given == null ? usual : Integer.parseInt(given);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** The body in UTF-8. */
    public String text() {
        return new String(body.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** @throws Refusal if the body is no JSON object */
    public Fields fields() {
        try {
            if (JsonMapper.shared().readTree(text()) instanceof ObjectNode object) {
                return new Fields("", object);
            }
        } catch (JacksonException e) {
            throw new Refusal("body", "is not JSON");
        }
        throw new Refusal("body", "is not an object");
    }
}
