package dev.shotwright.providers.transport;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A question to a vendor: a method, an address, headers, and a body that may be empty. */
public final class Call {
    private final String method;
    private final URI address;
    private final Map<String, String> headers;
    private final byte[] body;

    private Call(String method, URI address, Map<String, String> headers, byte[] body) {
        this.method = method;
        this.address = address;
        this.headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        this.body = body;
    }

    public String method() {
        return method;
    }

    public URI address() {
        return address;
    }

    public Map<String, String> headers() {
        return headers;
    }

    /** The bytes themselves, not a copy. */
    public byte[] body() {
        return body;
    }

    public static Call get(URI address) {
        return new Call("GET", address, Map.of(), new byte[0]);
    }

    public static Call delete(URI address) {
        return new Call("DELETE", address, Map.of(), new byte[0]);
    }

    public static Call post(URI address, JsonNode json) {
        return post(address, "application/json", json.toString().getBytes(StandardCharsets.UTF_8));
    }

    public static Call post(URI address, String type, byte[] body) {
        return new Call("POST", address, Map.of("Content-Type", type), body);
    }

    public Call with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Call(method, address, more, body);
    }
}
