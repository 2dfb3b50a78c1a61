package dev.shotwright.jobs.outbound;

import dev.shotwright.vocabulary.ShotwrightException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;

/** A range of Internet addresses: all that begin with the same bits. */
public final class Network {
    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
    private static final String FORM = "an address and the length of its prefix, such as 10.0.0.0/8 or fd00::/8";

    private final byte[] base;
    private final int prefix;

    private Network(byte[] base, int prefix) {
        this.base = base;
        this.prefix = prefix;
    }

    /** A network as it is written: {@code 10.0.0.0/8}, {@code fd00::/8}; an address alone is a network of one. */
    public static Network parse(String text) {
        var slash = text.indexOf('/');
        var address = slash < 0 ? text : text.substring(0, slash);
        if (!LITERAL.matcher(address).matches()) {
            throw ShotwrightException.invalid("network", text, FORM);
        }
        try {
            var base = InetAddress.getByName(address).getAddress();
            var prefix = slash < 0 ? base.length * 8 : Integer.parseInt(text.substring(slash + 1));
            if (prefix < 0 || prefix > base.length * 8) {
                throw ShotwrightException.invalid("network", text, FORM);
            }
            return new Network(base, prefix);
        } catch (UnknownHostException | NumberFormatException e) {
            throw ShotwrightException.invalid("network", text, FORM);
        }
    }

    public boolean contains(InetAddress address) {
        var bytes = address.getAddress();
        if (bytes.length != base.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            if (((bytes[bit / 8] ^ base[bit / 8]) & (0x80 >> bit % 8)) != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Network network && network.prefix == prefix && Arrays.equals(network.base, base);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(base) + prefix;
    }

    @Override
    public String toString() {
        try {
            return InetAddress.getByAddress(base).getHostAddress() + "/" + prefix;
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
