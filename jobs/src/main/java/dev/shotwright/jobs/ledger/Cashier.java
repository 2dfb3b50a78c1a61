package dev.shotwright.jobs.ledger;

import dev.shotwright.jobs.Ids;
import dev.shotwright.jobs.Prefix;
import dev.shotwright.jobs.account.AuditTrail;
import dev.shotwright.jobs.database.Database;
import dev.shotwright.jobs.database.Transaction;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.Money;
import dev.shotwright.vocabulary.ShotwrightException;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people do with accounts' money. Every act takes the key that did it, absent at the machine itself. */
public final class Cashier {
    private final Database database;
    private final InstantSource clock;

    public Cashier(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Pays in. */
    public Balance credit(UUID account, Money amount, @Nullable String note, @Nullable UUID actor) {
        return move(account, Movement.CREDIT, amount, null, note, actor);
    }

    /**
     * Pays out what no job holds.
     *
     * @throws ShotwrightException with {@link ErrorCode#INSUFFICIENT_FUNDS} if that would go below the account's floor
     */
    public Balance debit(UUID account, Money amount, @Nullable String note, @Nullable UUID actor) {
        return move(account, Movement.DEBIT, amount, null, note, actor);
    }

    /**
     * Gives back what a job has cost, or a part of it.
     *
     * @throws ShotwrightException with {@link ErrorCode#INVALID_VALUE} if that is more than the job has cost and was not given
     *     back yet
     */
    public Balance refund(UUID account, UUID job, Money amount, @Nullable String note, @Nullable UUID actor) {
        return move(account, Movement.REFUND, amount, job, note, actor);
    }

    public Balance balance(UUID account) {
        return database.transaction(tx -> Ledger.read(tx, account));
    }

    /** The newest postings of an account before one, newest first. */
    public List<Posting> postings(UUID account, @Nullable Posting before, int most) {
        return database.transaction(tx -> Ledger.postings(tx, account, before, most));
    }

    private Balance move(
            UUID account,
            Movement movement,
            Money money,
            @Nullable UUID job,
            @Nullable String note,
            @Nullable UUID actor) {
        if (money.amount().signum() <= 0) {
            throw ShotwrightException.invalid("amount", money, "more than 0");
        }
        var amount = Amounts.exact(money.amount());
        var now = clock.instant();
        return database.transaction(tx -> {
            var balance = Ledger.lock(tx, account);
            check(tx, balance, movement, money, amount, job);
            Ledger.move(tx, account, movement, amount, job, now, note);
            AuditTrail.record(
                    tx,
                    now,
                    actor,
                    "money." + movement.word(),
                    Ids.write(Prefix.ACCOUNT, account),
                    Map.of(
                            "amount",
                            money,
                            "note",
                            note == null ? "" : note,
                            "job",
                            job == null ? "" : Ids.write(Prefix.JOB, job)));
            return Ledger.read(tx, account);
        });
    }

    private static void check(
            Transaction tx, Balance balance, Movement movement, Money money, BigDecimal amount, @Nullable UUID job) {
        if (!money.currency().equals(balance.currency())) {
            throw ShotwrightException.invalid(
                    "amount", money, "an amount in " + balance.currency() + ", the account's currency");
        }
        if (movement == Movement.DEBIT && !balance.covers(amount)) {
            throw new ShotwrightException(
                    ErrorCode.INSUFFICIENT_FUNDS,
                    "amount",
                    "amount is %s; accepted is at most %s, which is what no job holds"
                            .formatted(
                                    money,
                                    new Money(balance.purses().available().max(BigDecimal.ZERO), balance.currency())));
        }
        if (movement == Movement.REFUND && job != null) {
            var cost = Ledger.cost(tx, balance.account(), job);
            if (amount.compareTo(cost) > 0) {
                throw ShotwrightException.invalid(
                        "amount",
                        money,
                        "at most %s, which the job has cost".formatted(new Money(cost, balance.currency())));
            }
        }
    }
}
