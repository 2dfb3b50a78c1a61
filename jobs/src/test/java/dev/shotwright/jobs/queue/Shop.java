package dev.shotwright.jobs.queue;

import dev.shotwright.jobs.Document;
import dev.shotwright.jobs.Ids;
import dev.shotwright.jobs.account.AccountTerms;
import dev.shotwright.jobs.account.Accounts;
import dev.shotwright.jobs.database.Database;
import dev.shotwright.jobs.database.TestDatabase;
import dev.shotwright.vocabulary.Money;
import dev.shotwright.vocabulary.model.Billing;
import dev.shotwright.vocabulary.model.Failure;
import dev.shotwright.vocabulary.model.FailureCode;
import dev.shotwright.vocabulary.model.Retry;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** A service without HTTP and without workers, and a clock that tests move. */
final class Shop implements AutoCloseable {
    static final Instant OPENING = Instant.parse("2026-11-21T08:00:00Z");

    final TestDatabase test = TestDatabase.fresh();
    final Database database = test.database();
    Instant now = OPENING;
    final InstantSource clock = () -> now;
    final Ids ids = new Ids(clock, new SplittableRandom(7));
    final Bell bell = new Bell(database);
    final List<UUID> told = new ArrayList<>();
    final List<StoredClip> removed = new ArrayList<>();
    final Endings endings = (_, jobs, _) -> told.addAll(jobs);
    final Submissions submissions = new Submissions(database, clock, ids, bell, 2);
    final Claims claims = new Claims(database, clock, endings, bell);
    final Jobs jobs = new Jobs(database, clock, endings, bell);
    final Sweeps sweeps = new Sweeps(database, clock, endings, bell, removed::addAll);
    final UUID key = ids.next();

    /** An account with 1,000 CNY and no limits. */
    UUID account(String name) {
        var account = new Accounts(database, ids, clock)
                .open(AccountTerms.prepaid(name, "CNY"), null)
                .id();
        database.sql()
                .sql("insert into quota (account, model, tokens_per_minute) values (?, '*', 1000000000000)")
                .param(account)
                .update();
        credit(account, "1000");
        return account;
    }

    void credit(UUID account, String amount) {
        database.sql()
                .sql("update balance set credited = credited + ?, available = available + ? where account = ?")
                .params(new BigDecimal(amount), new BigDecimal(amount), account)
                .update();
    }

    static Draw draw() {
        return draw(builder -> builder);
    }

    static Draw draw(UnaryOperator<Draw.Builder> more) {
        var request =
                VideoRequest.builder().model("previz").prompt("A fox runs").build();
        return more.apply(Draw.builder(
                        "previz", "previz", Document.of(VideoRequest.class, request), Money.of("2", "CNY")))
                .build();
    }

    Submission submission(UUID account, Draw... draws) {
        return new Submission(account, key, "native", null, null, "f", Overload.REFUSE, List.of(draws));
    }

    Submission named(UUID account, String name, String fingerprint, Draw... draws) {
        return new Submission(account, key, "native", null, name, fingerprint, Overload.REFUSE, List.of(draws));
    }

    /** Submits one draw that is accepted. */
    Job submit(UUID account) {
        return accepted(submissions.submit(submission(account, draw()))).getFirst();
    }

    static List<Job> accepted(Submitted submitted) {
        return switch (submitted) {
            case Submitted.Accepted(var jobs) -> jobs;
            case Submitted.Repeated _,
                    Submitted.Conflict _,
                    Submitted.OverQuota _,
                    Submitted.TooManyQueued _,
                    Submitted.ShortOfFunds _,
                    Submitted.OverDayLimit _,
                    Submitted.NoAccount _ -> throw new AssertionError(submitted.toString());
        };
    }

    /** Claims as one worker; what was just submitted is there without any sweep. */
    List<Lease> claim(UUID worker, int free) {
        sweeps.lanes();
        return claims.claim(worker, Map.of("previz", free));
    }

    Job job(Job job) {
        return java.util.Objects.requireNonNull(jobs.find(job.account(), job.id()));
    }

    /** Lets time pass for the clock, and for leases, which go by the database's. */
    void pass(Duration time) {
        now = now.plus(time);
        database.sql()
                .sql("update job set lease_until = lease_until - make_interval(secs => ?) where state = 2")
                .param(time.toSeconds())
                .update();
    }

    /** The purses of an account: available, held, spent. */
    List<BigDecimal> purses(UUID account) {
        return database.sql()
                .sql("select available, held, spent from balance where account = ?")
                .param(account)
                .query((row, _) -> List.of(
                        row.getBigDecimal(1).stripTrailingZeros(),
                        row.getBigDecimal(2).stripTrailingZeros(),
                        row.getBigDecimal(3).stripTrailingZeros()))
                .single();
    }

    int number(String sql) {
        return database.sql().sql(sql).query(Integer.class).single();
    }

    static StoredClip clip() {
        return new StoredClip("clips/x/1.mp4", 1000, "video/mp4", null, null, null, 1L, "0".repeat(64), List.of());
    }

    static End succeeded() {
        return new End.Succeeded(List.of(clip()), null, null);
    }

    static End failed(Billing billing) {
        return new End.Failed(new Failure(FailureCode.INTERNAL, "it broke", Retry.SAFE, billing, null), null);
    }

    @Override
    public void close() {
        submissions.close();
        bell.close();
        test.close();
    }
}
