package dev.shotwright.cli;

import dev.shotwright.providers.Vendors;
import dev.shotwright.providers.account.Account;
import dev.shotwright.providers.account.OpenAccounts;
import dev.shotwright.providers.account.Vendor;
import dev.shotwright.providers.task.Endurance;
import dev.shotwright.providers.transport.Waiting;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.model.HostedModel;
import java.util.stream.Collectors;

/** The user's accounts with vendors, each opened when it is first needed. */
final class Accounts implements AutoCloseable {
    private final Surroundings surroundings;
    private final Settings settings;
    private final Keyring keyring;
    private final OpenAccounts open;

    Accounts(Surroundings surroundings, Waiting waiting) {
        this.surroundings = surroundings;
        this.settings = Settings.read(surroundings);
        this.keyring = new Keyring(surroundings);
        this.open = new OpenAccounts(waiting);
    }

    /** The model of a card. Nothing is asked yet. */
    HostedModel model(ModelCard card) {
        return account(vendor(card.vendor())).model(card);
    }

    /** How patiently a vendor is asked. */
    Endurance endurance(String vendor) {
        return Endurance.usual().withPollEvery(settings.vendor(vendor).pollEvery());
    }

    /** @throws ShotwrightException if there is no key */
    Account account(Vendor vendor) {
        var keys = keyring.keys(vendor);
        if (keys == null) {
            throw new ShotwrightException(
                    ErrorCode.INVALID_VALUE,
                    "key",
                    "there is no key for %s; accepted is %s in the environment, or what `shotwright keys set %s` keeps"
                            .formatted(vendor.title(), wanted(vendor), vendor.name()));
        }
        var settled = settings.vendor(vendor.name()).address();
        return open.account(
                vendor,
                new OpenAccounts.Keys(keys.form(), keys.values()),
                OpenAccounts.address(vendor, surroundings::variable, settled));
    }

    /** The names of the keys that open an account with a vendor. */
    static String wanted(Vendor vendor) {
        return vendor.keyForms().stream().map(Object::toString).collect(Collectors.joining(", or "));
    }

    static Vendor vendor(String name) {
        var vendor = Vendors.named(name);
        if (vendor == null) {
            throw ShotwrightException.invalid(
                    "vendor",
                    "'" + name + "'",
                    Vendors.all().stream().map(Vendor::name).collect(Collectors.joining(", ")));
        }
        return vendor;
    }

    @Override
    public void close() {
        open.close();
    }
}
