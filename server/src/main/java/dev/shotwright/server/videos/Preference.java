package dev.shotwright.server.videos;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a client prefers (RFC 7240): to wait a while for the end of what it asks for. */
final class Preference {
    private static final Pattern WAIT = Pattern.compile("(?:^|[,;]\\s*)wait\\s*=\\s*\"?(\\d{1,6})\"?");
    private static final Duration MOST = Duration.ofSeconds(60);

    private Preference() {}

    /** How long; zero where nothing is preferred, at most a minute. */
    static Duration wait(@Nullable String header) {
        var matcher = header == null ? null : WAIT.matcher(header);
        if (matcher == null || !matcher.find()) {
            return Duration.ZERO;
        }
        var asked = Duration.ofSeconds(Integer.parseInt(matcher.group(1)));
        return asked.compareTo(MOST) > 0 ? MOST : asked;
    }
}
