package dev.shotwright.jobs.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Who knows the addresses of a host's name. */
@FunctionalInterface
public interface Names {

    /** All addresses of a host, or of an address in digits. */
    List<InetAddress> resolve(String host) throws UnknownHostException;

    /** The names that the system knows. */
    static Names system() {
        return host -> List.of(InetAddress.getAllByName(host));
    }
}
