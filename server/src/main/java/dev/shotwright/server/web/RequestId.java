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

    /** What the client calls its request, if it is a name that can be logged: {@code X-Client-Request-Id}, then {@code X-Request-Id}. */
    public static @Nullable String given(HttpServletRequest request) {
        for (var name : new String[] {"X-Client-Request-Id", "X-Request-Id"}) {
            var value = request.getHeader(name);
            if (value != null && FORM.matcher(value).matches()) {
                return value;
            }
        }
        return null;
    }

    static String fresh() {
        var bytes = new byte[12];
        RANDOM.nextBytes(bytes);
        return "req_" + HexFormat.of().formatHex(bytes);
    }
}
