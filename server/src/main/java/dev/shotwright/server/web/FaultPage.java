package dev.shotwright.server.web;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;

/** Writes errors in the dialect of the path that was asked for. */
@Component
public final class FaultPage {
    private final List<Dialect> dialects;

    FaultPage(List<Dialect> dialects) {
        this.dialects = dialects.stream()
                .sorted(Comparator.comparingInt(
                                (Dialect dialect) -> dialect.prefix().length())
                        .reversed())
                .toList();
    }

    /** Answers with an error, unless the answer has begun already. */
    public void write(HttpServletRequest request, HttpServletResponse response, Fault fault) throws IOException {
        if (response.isCommitted()) {
            return;
        }
        var dialect = dialect(path(request));
        var body = dialect.fault(fault, RequestId.of(request)).toString().getBytes(StandardCharsets.UTF_8);
        response.resetBuffer();
        response.setStatus(dialect.status(fault));
        response.setContentType(dialect.faultType());
        response.setContentLength(body.length);
        if (fault.status() == 401) {
            response.setHeader("WWW-Authenticate", "Bearer");
        }
        var retryAfter = fault.retryAfter();
        if (retryAfter != null) {
            response.setHeader(
                    "Retry-After",
                    String.valueOf(Math.max(1, retryAfter.plusMillis(999).toSeconds())));
        }
        response.getOutputStream().write(body);
    }

    private Dialect dialect(String path) {
        return dialects.stream()
                .filter(each -> path.startsWith(each.prefix()))
                .findFirst()
                .orElseThrow();
    }

    /** The path that was asked for, whoever answers in its place. */
    private static String path(HttpServletRequest request) {
        for (var name : new String[] {RequestDispatcher.ERROR_REQUEST_URI, RequestDispatcher.FORWARD_REQUEST_URI}) {
            if (request.getAttribute(name) instanceof String original) {
                return original;
            }
        }
        return request.getRequestURI();
    }
}
