package dev.shotwright.engine.hub;

import dev.shotwright.vocabulary.ShotwrightException;
import java.net.URI;
import java.net.URISyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Where a hub, or a mirror of it, answers, and who asks.
 *
 * @param endpoint {@code http} or {@code https}, without a slash at its end
 * @param token what proves who asks, or null for anybody; sent to the endpoint's own host alone
 */
public record HubAddress(
        HubKind kind, URI endpoint, @Nullable String token) {
    public HubAddress {
        var scheme = endpoint.getScheme();
        if (scheme == null
                || !scheme.matches("https?")
                || endpoint.getHost() == null
                || endpoint.getRawUserInfo() != null
                || endpoint.getRawQuery() != null
                || endpoint.getRawFragment() != null) {
            throw refused(endpoint.toString());
        }
        if (token != null && !token.matches("[!-~]+")) {
            throw ShotwrightException.invalid(
                    "token", "not shown here", "a word of ASCII letters, digits and signs, as the hub gave it");
        }
    }

    /** @param endpoint a URL, with {@code https} if it names no scheme */
    public static HubAddress of(HubKind kind, String endpoint, @Nullable String token) {
        var text = (endpoint.contains("://") ? endpoint : "https://" + endpoint).replaceFirst("/+$", "");
        try {
            return new HubAddress(kind, new URI(text), token);
        } catch (URISyntaxException e) {
            var problem = refused(endpoint);
            problem.initCause(e);
            throw problem;
        }
    }

    private static ShotwrightException refused(String endpoint) {
        return ShotwrightException.invalid(
                "endpoint", "'" + endpoint + "'", "the URL of a hub, such as https://huggingface.co");
    }

    /** Whether a URL leads to this very server, which may see the token. */
    boolean holds(URI uri) {
        return endpoint.getScheme().equals(uri.getScheme())
                && endpoint.getHost().equalsIgnoreCase(uri.getHost())
                && port(endpoint) == port(uri);
    }

    private static int port(URI uri) {
        return uri.getPort() >= 0 ? uri.getPort() : "http".equals(uri.getScheme()) ? 80 : 443;
    }

    @Override
    public String toString() {
        return kind.word() + " at " + endpoint;
    }
}
