package dev.shotwright.worker;

import dev.shotwright.providers.Vendors;
import dev.shotwright.providers.account.OpenAccounts;
import dev.shotwright.providers.account.Vendor;
import dev.shotwright.providers.task.Endurance;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.model.HostedModel;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The ways to the vendors: with keys of this process's environment, else with those that the service keeps sealed. */
final class Doors implements AutoCloseable {
    private final WorkerSettings settings;
    private final Strongbox box;
    private final OpenAccounts accounts;

    /** Keys that the service keeps. */
    @FunctionalInterface
    interface Strongbox {
        /** The key of a name such as {@code ARK_API_KEY}; null where none is kept. */
        @Nullable
        String key(Vendor vendor, String name);
    }

    Doors(WorkerSettings settings, Strongbox box, OpenAccounts accounts) {
        this.settings = settings;
        this.box = box;
        this.accounts = accounts;
    }

    /** The cards of the vendors that keys are there for. */
    List<ModelCard> cards() {
        return Vendors.all().stream()
                .filter(vendor -> keys(vendor) != null)
                .flatMap(vendor -> vendor.cards().stream())
                .toList();
    }

    /** @throws ShotwrightException if no vendor has such a model */
    ModelCard card(String model) {
        var slash = model.indexOf('/');
        var vendor = slash < 0 ? null : Vendors.named(model.substring(0, slash));
        return (vendor == null ? List.<ModelCard>of() : vendor.cards())
                .stream()
                        .filter(card -> card.model().equals(model))
                        .findFirst()
                        .orElseThrow(() -> new ShotwrightException(
                                ErrorCode.UNKNOWN_MODEL, "model", "no vendor here has the model " + model));
    }

    /** The model of a card; null where there is no key. */
    @Nullable
    HostedModel model(ModelCard card) {
        var vendor = Vendors.named(card.vendor());
        var keys = vendor == null ? null : keys(vendor);
        return vendor == null || keys == null
                ? null
                : accounts.account(vendor, keys, OpenAccounts.address(vendor, settings.environment(), null))
                        .model(card);
    }

    /** How patiently a vendor is asked. */
    Endurance endurance() {
        return Endurance.usual().withPollEvery(settings.pollEvery()).withSubmitFor(settings.submitFor());
    }

    /** Where a vendor may tell of changes; null where the service has no address that vendors can reach. */
    @Nullable
    URI callback(ModelCard card) {
        var base = settings.callbacks();
        var service = card.service();
        return base == null || service == null || service.callback() == null
                ? null
                : URI.create(base + "/" + card.vendor());
    }

    private OpenAccounts.@Nullable Keys keys(Vendor vendor) {
        for (var form : vendor.keyForms()) {
            var values = new ArrayList<String>();
            for (var name : form.names()) {
                var own = settings.environment().apply(name);
                var value = own == null ? box.key(vendor, name) : own;
                if (value != null) {
                    values.add(value);
                }
            }
            if (values.size() == form.names().size()) {
                return new OpenAccounts.Keys(form, values);
            }
        }
        return null;
    }

    @Override
    public void close() {
        accounts.close();
    }
}
