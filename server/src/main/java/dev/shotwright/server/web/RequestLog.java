package dev.shotwright.server.web;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.event.Level;
import org.springframework.web.servlet.HandlerMapping;

/**
 * Gives each request its id and writes one line when it ends: the pattern of its path, never the path itself, since paths may
 * hold links. What was merely read is told at the level of debugging, since thousands ask every second how their videos stand. It
 * is the outermost filter, so that whatever is refused before any controller is told as well.
 */
final class RequestLog implements Filter {
    private static final Logger LOG = LoggerFactory.getLogger(RequestLog.class);

    private final FaultPage faults;

    RequestLog(FaultPage faults) {
        this.faults = faults;
    }

    @Override
    public void doFilter(ServletRequest servletRequest, ServletResponse servletResponse, FilterChain chain)
            throws IOException, ServletException {
        var request = (HttpServletRequest) servletRequest;
        var response = (HttpServletResponse) servletResponse;
        var begun = System.nanoTime();
        var given = RequestId.given(request);
        var id = given == null ? RequestId.fresh() : given;
        request.setAttribute(RequestId.ATTRIBUTE, id);
        response.setHeader("X-Request-Id", id);
        response.setHeader("X-Content-Type-Options", "nosniff");
        MDC.put("request", id);
        try {
            chain.doFilter(request, response);
        } catch (RuntimeException | ServletException fault) {
            LOG.error("a request failed", fault);
            faults.write(request, response, Fault.internal());
        } finally {
            tell(request, response, begun);
            MDC.clear();
        }
    }

    private static void tell(HttpServletRequest request, HttpServletResponse response, long begun) {
        var level = request.getMethod().equals("GET") && response.getStatus() < 400 ? Level.DEBUG : Level.INFO;
        if (!LOG.isEnabledForLevel(level)) {
            return;
        }
        var pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        var caller = Access.of(request);
        LOG.atLevel(level)
                .addKeyValue("method", request.getMethod())
                .addKeyValue("path", pattern == null ? "-" : pattern.toString())
                .addKeyValue("status", response.getStatus())
                .addKeyValue("milliseconds", (System.nanoTime() - begun) / 1_000_000)
                .addKeyValue("account", caller == null ? "-" : caller.account().toString())
                .addKeyValue("key", caller == null ? "-" : caller.key().toString())
                .log("answered");
    }
}
