package dev.shotwright.server.web;

import jakarta.servlet.http.HttpServletRequest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The name of one request, by which logs, jobs and vendors can be followed: the client's own, or a new one. */
public final class RequestId {
    static final String ATTRIBUTE = "dev.shotwright.request-id";
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._:/+=-]{1,128}");
    private static final RandomGenerator RANDOM = new SecureRandom();

    private RequestId() {}

    public static String of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof String id ? id : "none";
    }

    /** What the client calls its request, and calls it again when it asks again; absent where it is no name that can be logged. */
    public static @Nullable String ofClient(HttpServletRequest request) {
        return header(request, "X-Client-Request-Id");
    }

    static @Nullable String given(HttpServletRequest request) {
        var client = ofClient(request);
        return client == null ? header(request, "X-Request-Id") : client;
    }

    private static @Nullable String header(HttpServletRequest request, String name) {
        var value = request.getHeader(name);
        return value != null && FORM.matcher(value).matches() ? value : null;
    }

    static String fresh() {
        var bytes = new byte[12];
        RANDOM.nextBytes(bytes);
        return "req_" + HexFormat.of().formatHex(bytes);
    }
}
