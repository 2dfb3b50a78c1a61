package dev.shotwright.engine.hub;

import dev.shotwright.vocabulary.ShotwrightException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The proxies of the environment: one for {@code http} URLs, one for {@code https} ones, and the hosts that take none. */
final class Proxies extends ProxySelector {
    private static final int USUAL_PORT = 80;

    private final @Nullable InetSocketAddress http;
    private final @Nullable InetSocketAddress https;
    private final List<String> direct = new ArrayList<>();

    /**
     * @param http {@code http://HOST:PORT}, or {@code HOST:PORT}; null for none
     * @param https the same
     * @param none hosts, separated by commas: {@code example.com} means what is below it too, {@code host:8080} one port, and
     *     {@code *} all
     */
    Proxies(@Nullable String http, @Nullable String https, @Nullable String none) {
        this.http = http == null ? null : address("HTTP_PROXY", http);
        this.https = https == null ? null : address("HTTPS_PROXY", https);
        for (var host : (none == null ? "" : none).toLowerCase(Locale.ROOT).split("[,\\s]+", -1)) {
            var plain = host.replaceFirst("^\\*?\\.", "");
            if (!plain.isEmpty()) {
                direct.add(plain);
            }
        }
    }

    private static InetSocketAddress address(String variable, String given) {
        try {
            var uri = new URI(given.contains("://") ? given : "http://" + given);
            if ("http".equals(uri.getScheme()) && uri.getHost() != null && uri.getRawUserInfo() == null) {
                return new InetSocketAddress(uri.getHost(), uri.getPort() < 0 ? USUAL_PORT : uri.getPort());
            }
        } catch (URISyntaxException e) {
            throw refused(variable);
        }
        throw refused(variable);
    }

    private static ShotwrightException refused(String variable) {
        return ShotwrightException.invalid(
                variable, "not shown here", "http://HOST:PORT of a proxy that asks for no name and password");
    }

    @Override
    public List<Proxy> select(URI uri) {
        var address = "https".equals(uri.getScheme()) ? https : http;
        if (address != null) {
            return List.of(takesNone(uri) ? Proxy.NO_PROXY : new Proxy(Proxy.Type.HTTP, address));
        }
        var usual = ProxySelector.getDefault();
        return usual == null ? List.of(Proxy.NO_PROXY) : usual.select(uri);
    }

    private boolean takesNone(URI uri) {
        var host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT).replaceAll("[\\[\\]]", "");
        var port = uri.getPort() >= 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
        return direct.stream()
                .anyMatch(name -> name.equals("*") || under(name, host) || under(name, host + ":" + port));
    }

    private static boolean under(String name, String host) {
        return host.equals(name) || host.endsWith("." + name);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException problem) {}
}
