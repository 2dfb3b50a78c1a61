package dev.shotwright.providers.account;

import dev.shotwright.providers.transport.Patience;
import dev.shotwright.providers.transport.Waiting;
import dev.shotwright.vocabulary.ShotwrightException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Accounts with vendors, each opened when it is first needed and opened anew when its keys have changed. */
public final class OpenAccounts implements AutoCloseable {
    private final Waiting waiting;
    private final Map<String, Opened> open = new ConcurrentHashMap<>();

    /** Keys that open an account, in the order of their form. */
    public record Keys(KeyForm form, List<String> values) {

        public Keys {
            values = List.copyOf(values);
        }

        /** No message holds a key. */
        @Override
        public String toString() {
            return form.toString();
        }
    }

    private record Opened(Keys keys, URI address, Account account) {}

    public OpenAccounts(Waiting waiting) {
        this.waiting = waiting;
    }

    /** The account that keys open. Nothing is asked yet. */
    public Account account(Vendor vendor, Keys keys, URI address) {
        return open.compute(
                        vendor.name(),
                        (_, there) -> there != null
                                        && there.keys().equals(keys)
                                        && there.address().equals(address)
                                ? there
                                : opened(vendor, keys, address))
                .account();
    }

    private Opened opened(Vendor vendor, Keys keys, URI address) {
        return new Opened(keys, address, vendor.open(keys.form(), keys.values(), address, Patience.usual(), waiting));
    }

    /**
     * Where a vendor is asked: as {@code SHOTWRIGHT_ARK_ADDRESS} says in the environment, else as it was settled, else at its
     * usual address.
     */
    public static URI address(Vendor vendor, Function<String, @Nullable String> environment, @Nullable URI settled) {
        var name = variable(vendor);
        var told = environment.apply(name);
        try {
            var address = told == null ? settled : new URI(told);
            return address == null
                    ? vendor.address()
                    : URI.create(address.toString().replaceFirst("/+$", ""));
        } catch (URISyntaxException e) {
            throw ShotwrightException.invalid(name, "'" + told + "'", "an address such as " + vendor.address());
        }
    }

    /** The environment variable that names another address of a vendor's. */
    public static String variable(Vendor vendor) {
        return "SHOTWRIGHT_%s_ADDRESS"
                .formatted(vendor.name().toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    @Override
    public void close() {
        open.values().forEach(opened -> opened.account().close());
    }
}
