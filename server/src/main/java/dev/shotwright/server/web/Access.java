package dev.shotwright.server.web;

import dev.shotwright.jobs.account.Caller;
import dev.shotwright.jobs.account.Keys;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Finds out whose key a request brings, and refuses a wrong one before anything is read. */
public final class Access implements Filter {
    private static final String ATTRIBUTE = "dev.shotwright.caller";
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(Access.class);

    private final Keys keys;
    private final FaultPage faults;

    Access(Keys keys, FaultPage faults) {
        this.keys = keys;
        this.faults = faults;
    }

    /** Who asks; absent where no key came along. */
    public static @Nullable Caller of(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) instanceof Caller caller ? caller : null;
    }

    @Override
    public void doFilter(ServletRequest servletRequest, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var request = (HttpServletRequest) servletRequest;
        var header = request.getHeader("Authorization");
        if (header != null) {
            try {
                request.setAttribute(ATTRIBUTE, caller(header, request.getRemoteAddr()));
            } catch (ShotwrightException fault) {
                faults.write(request, (HttpServletResponse) response, Fault.of(told(fault)));
                return;
            } catch (DataAccessException lost) {
                LOG.error("a key cannot be looked up", lost);
                faults.write(request, (HttpServletResponse) response, Fault.unavailable());
                return;
            }
        }
        chain.doFilter(request, response);
    }

    private Caller caller(String header, String source) {
        var blank = header.indexOf(' ');
        if (blank < 0 || !header.substring(0, blank).toLowerCase(Locale.ROOT).equals("bearer")) {
            throw absent();
        }
        return keys.authenticate(header.substring(blank + 1).strip(), source);
    }

    private static ShotwrightException told(ShotwrightException fault) {
        return fault.code() == ErrorCode.OVER_QUOTA
                ? new Denial(ErrorCode.OVER_QUOTA, null, "too many wrong keys came from this address", PAUSE, Map.of())
                : fault;
    }

    private static ShotwrightException absent() {
        return new ShotwrightException(
                ErrorCode.UNAUTHENTICATED, null, "there is no key; accepted is the header Authorization: Bearer sw_…");
    }

    static Caller required(HttpServletRequest request) {
        var caller = of(request);
        if (caller == null) {
            throw absent();
        }
        return caller;
    }
}
