package dev.shotwright.jobs.outbound;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The judge of addresses that strangers chose: nothing inside the walls may be reached through the service.
 *
 * <p>A name is as good as the worst of the addresses that it resolves to, so that no second look at the name can lead
 * elsewhere. An IPv4 address wrapped in IPv6 is judged as what it wraps.
 */
public final class AddressGuard {
    private static final Network GLOBAL_UNICAST = Network.parse("2000::/3");
    private static final int LONGEST = 2000;
    private static final int FIRST_FREE_PORT = 1024;

    private final Names names;
    private final List<Network> opened;
    private final List<Network> closed;

    /**
     * @param opened networks that may be reached although they are not on the open Internet
     */
    public AddressGuard(Names names, List<Network> opened) {
        this.names = names;
        this.opened = List.copyOf(opened);
        this.closed = closedNetworks();
    }

    /**
     * An address as somebody wrote it, if it has the form of one that could be called. Nothing is resolved.
     *
     * @param field what the address is called where it was given
     */
    public static URI form(String field, String text) {
        try {
            var address = new URI(text);
            var scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
            var fault = fault(address, scheme);
            if (text.length() <= LONGEST && fault == null) {
                return address;
            }
            throw ShotwrightException.invalid(
                    field,
                    fault == null ? "of %d characters".formatted(text.length()) : fault,
                    "http or https, a host, port 80, 443 or from 1024 up, no user, at most %d characters"
                            .formatted(LONGEST));
        } catch (URISyntaxException e) {
            throw ShotwrightException.invalid(field, "no address", "http://… or https://…");
        }
    }

    private static @Nullable String fault(URI address, String scheme) {
        if (!scheme.equals("http") && !scheme.equals("https")) {
            return scheme.isEmpty() ? "without a scheme" : "of scheme " + scheme;
        }
        var host = address.getHost();
        if (host == null || host.isEmpty()) {
            return "without a host";
        }
        if (address.getRawUserInfo() != null) {
            return "with a user";
        }
        var port = address.getPort();
        if (port != -1 && port != 80 && port != 443 && (port < FIRST_FREE_PORT || port > 65535)) {
            return "with port " + port;
        }
        return null;
    }

    /**
     * The addresses of a host, each of which may be reached.
     *
     * @throws ClosedAddress if one of them may not
     * @throws UnknownHostException if there is no such name
     */
    public List<InetAddress> resolve(String host) throws UnknownHostException {
        var bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        var addresses = names.resolve(bare);
        if (addresses.isEmpty()) {
            throw new UnknownHostException(bare);
        }
        for (var address : addresses) {
            if (!open(address)) {
                throw new ClosedAddress(
                        "%s is at %s, which is not on the open Internet".formatted(bare, address.getHostAddress()));
            }
        }
        return addresses;
    }

    /** Whether every address of a host is in a network that was opened by the configuration. */
    public boolean inside(String host) {
        try {
            return resolve(host).stream()
                    .allMatch(address -> opened.stream().anyMatch(network -> network.contains(address)));
        } catch (UnknownHostException | ClosedAddress e) {
            return false;
        }
    }

    boolean open(InetAddress given) {
        var address = unwrapped(given);
        if (opened.stream().anyMatch(network -> network.contains(address))) {
            return true;
        }
        if (address instanceof Inet6Address && !GLOBAL_UNICAST.contains(address)) {
            return false;
        }
        return closed.stream().noneMatch(network -> network.contains(address));
    }

    /** IPv4-mapped (::ffff:0:0/96) and IPv4-compatible (::/96) addresses as the IPv4 addresses that they mean. */
    private static InetAddress unwrapped(InetAddress address) {
        var bytes = address.getAddress();
        if (bytes.length != 16) {
            return address;
        }
        for (int i = 0; i < 10; i++) {
            if (bytes[i] != 0) {
                return address;
            }
        }
        var mapped = bytes[10] == -1 && bytes[11] == -1;
        if (!mapped) {
            return address;
        }
        try {
            return InetAddress.getByAddress(new byte[] {bytes[12], bytes[13], bytes[14], bytes[15]});
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Network> closedNetworks() {
        try (var stream = AddressGuard.class.getResourceAsStream("closed-networks.txt")) {
            if (stream == null) {
                throw new IOException("closed-networks.txt is not on the class path");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> Network.parse(line.substring(0, line.indexOf(' '))))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An address that strangers may not send the service to. */
    public static final class ClosedAddress extends ShotwrightException {
        private static final long serialVersionUID = 1L;

        ClosedAddress(String message) {
            super(ErrorCode.REFUSED, "address", message);
        }
    }
}
