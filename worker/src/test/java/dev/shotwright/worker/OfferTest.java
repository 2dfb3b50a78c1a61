package dev.shotwright.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.jobs.account.Vault;
import dev.shotwright.jobs.account.VendorKeys;
import dev.shotwright.jobs.queue.RegisteredCard;
import dev.shotwright.jobs.queue.Workers;
import dev.shotwright.providers.Vendors;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which models of vendors workers offer, as the service is given their keys and forgets them. */
final class OfferTest {
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    @TempDir
    private Path folder;

    private Workplace place;
    private VendorKeys keys;
    private Workers workers;

    @BeforeEach
    void open() {
        place = new Workplace(folder);
        keys = new VendorKeys(place.database, Vault.open(folder.resolve("vendor.key")), Clock.systemUTC());
        workers = new Workers(place.database);
    }

    @AfterEach
    void close() {
        place.close();
    }

    private boolean offered() {
        return workers.cards().stream().map(RegisteredCard::model).anyMatch(Workplace.SEEDANCE::equals);
    }

    private void await(boolean expected) {
        Workplace.await(() -> offered() == expected, () -> "offered is still " + offered());
    }

    private void give() {
        keys.put("ark", Map.of("ARK_API_KEY", place.ark.keys().getFirst()), null);
    }

    /** A worker whose environment has no keys, and whose own clock never says that what it knows is old. */
    private Worker worker(String name) {
        return place.worker(
                WorkerSettings.usual(name, folder.resolve(name), null, _ -> null)
                        .withSlots(1, 2),
                Clock.fixed(NOON, ZoneOffset.UTC));
    }

    @Test
    void a_key_that_is_given_or_forgotten_is_heard_of_at_once() {
        worker("one");
        assertThat(offered()).isFalse();
        give();
        await(true);
        assertThat(keys.remove("ark", null)).isTrue();
        await(false);
        assertThat(workers.cards()).extracting(RegisteredCard::model).contains("previz");
    }

    @Test
    void a_model_is_offered_while_one_worker_of_several_has_its_key() {
        worker("without");
        var with = place.worker("with");
        assertThat(offered()).isTrue();
        with.close();
        await(false);
    }

    @Test
    void a_model_stays_on_offer_while_its_last_worker_is_started_anew() {
        place.worker("one").close();
        assertThat(offered()).isTrue();
    }

    @Test
    void keys_are_asked_for_again_after_a_while_though_nobody_told_of_a_change() {
        var ark = Objects.requireNonNull(Vendors.named("ark"));
        var time = new AtomicReference<>(NOON);
        var kept = new KeptKeys(keys, time::get);
        assertThat(kept.key(ark, "ARK_API_KEY")).isNull();
        give();
        assertThat(kept.key(ark, "ARK_API_KEY")).isNull();
        time.set(NOON.plusSeconds(21));
        assertThat(kept.key(ark, "ARK_API_KEY")).isNotNull();
        keys.remove("ark", null);
        assertThat(kept.key(ark, "ARK_API_KEY")).isNotNull();
        kept.forget("ark");
        assertThat(kept.key(ark, "ARK_API_KEY")).isNull();
    }
}
