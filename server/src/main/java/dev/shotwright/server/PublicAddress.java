package dev.shotwright.server;

import java.net.URI;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Where clients reach the service: what its settings say, or else where it listens. */
@Component
public final class PublicAddress {
    private final ServiceSettings settings;
    private volatile int port;

    PublicAddress(ServiceSettings settings) {
        this.settings = settings;
        this.port = settings.port();
    }

    @EventListener
    void listening(WebServerInitializedEvent event) {
        port = event.getWebServer().getPort();
    }

    /** The address of a path that begins with a slash. */
    public URI of(String path) {
        return URI.create(of(settings, port) + path);
    }

    static URI of(ServiceSettings settings, int port) {
        var address = settings.address();
        if (address != null) {
            return URI.create(address.toString().replaceAll("/+$", ""));
        }
        var host = settings.host();
        var reached = host.equals("0.0.0.0") || host.equals("::") ? "127.0.0.1" : host;
        return URI.create("http://%s:%d".formatted(reached.contains(":") ? "[" + reached + "]" : reached, port));
    }
}
