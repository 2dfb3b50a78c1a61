package dev.shotwright.jobs.quota;

import dev.shotwright.jobs.account.AccountTerms;
import dev.shotwright.jobs.account.AuditTrail;
import dev.shotwright.jobs.database.Database;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which models are open to invited accounts only. Processes look for changes every five seconds. */
public final class Offers {
    private static final Duration FRESH = Duration.ofSeconds(5);

    private final Database database;
    private final InstantSource clock;
    private volatile Known known = new Known(Instant.MIN, Set.of());

    public Offers(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    private record Known(Instant read, Set<String> invited) {}

    public Opening of(String model) {
        return invited().contains(model) ? Opening.INVITED : Opening.EVERYBODY;
    }

    /** Whether an account may use, and see, a model. */
    public boolean isOpen(String model, AccountTerms account) {
        return switch (of(model)) {
            case EVERYBODY -> true;
            case INVITED -> account.invitations().contains(model);
        };
    }

    /**
     * Refuses a model that is not open to an account, in the words of a model that does not exist.
     *
     * @throws ShotwrightException with {@link ErrorCode#UNKNOWN_MODEL}
     */
    public void check(String model, AccountTerms account) {
        if (!isOpen(model, account)) {
            throw new ShotwrightException(
                    ErrorCode.UNKNOWN_MODEL,
                    "model",
                    "model is '%s', which this service does not have".formatted(model));
        }
    }

    public void open(String model, Opening opening, @Nullable UUID actor) {
        database.transaction(tx -> {
            tx.sql()
                    .sql("""
                        insert into offer (model, invited) values (:model, :invited)
                        on conflict (model) do update set invited = :invited\
                        """)
                    .param("model", model)
                    .param("invited", opening == Opening.INVITED)
                    .update();
            AuditTrail.record(tx, clock.instant(), actor, "offer.open", model, Map.of("to", opening.word()));
            return model;
        });
        known = new Known(Instant.MIN, Set.of());
    }

    private Set<String> invited() {
        var before = known;
        var now = clock.instant();
        if (now.isBefore(before.read()) || before.read().isBefore(now.minus(FRESH))) {
            before = new Known(
                    now,
                    Set.copyOf(database.sql()
                            .sql("select model from offer where invited")
                            .query((row, _) -> row.getString("model"))
                            .list()));
            known = before;
        }
        return before.invited();
    }
}
