package dev.shotwright.server;

import dev.shotwright.jobs.outbound.Network;
import dev.shotwright.providers.PlanningRates;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.card.ExchangeRates;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a service is run.
 *
 * @param host the address that it listens on
 * @param port 0 for any that is free
 * @param address what clients reach it by, such as {@code https://video.example.org}; where it listens if absent
 * @param home the data folder, which holds the key that links are signed with
 * @param proxy whether a proxy in front says whom a request is from
 * @param openNetworks where receivers of webhooks may be although it is not the open Internet
 * @param rates by which prices in other currencies than an account's become its own
 */
public record ServiceSettings(
        String host,
        int port,
        @Nullable URI address,
        Path home,
        Proxy proxy,
        WebLimits limits,
        List<Network> openNetworks,
        ExchangeRates rates) {

    /** Who is believed about where a request comes from. */
    public enum Proxy {
        /** Clients connect themselves. */
        NONE,
        /** The headers {@code X-Forwarded-…} of whoever connects are believed. */
        BELIEVED
    }

    public ServiceSettings {
        openNetworks = List.copyOf(openNetworks);
        if (port < 0 || port > 65_535) {
            throw ShotwrightException.invalid("port", port, "0 to 65535");
        }
        if (address != null && !address.toString().matches("https?://[^/?#]+(/[^?#]*)?")) {
            throw ShotwrightException.invalid("address", address, "an address such as https://video.example.org");
        }
    }

    /** Any free port of this machine, for nobody else, with the usual limits. */
    public static ServiceSettings local(Path home) {
        return new ServiceSettings(
                "127.0.0.1", 0, null, home, Proxy.NONE, WebLimits.USUAL, List.of(), PlanningRates.standard());
    }

    public ServiceSettings withPort(int changed) {
        return new ServiceSettings(host, changed, address, home, proxy, limits, openNetworks, rates);
    }

    public ServiceSettings withLimits(WebLimits changed) {
        return new ServiceSettings(host, port, address, home, proxy, changed, openNetworks, rates);
    }

    public ServiceSettings withOpenNetworks(List<Network> changed) {
        return new ServiceSettings(host, port, address, home, proxy, limits, changed, rates);
    }

    /** The file of the key under which vendors' keys are sealed. */
    public Path vendorKey() {
        return home.resolve("vendor.key");
    }
}
