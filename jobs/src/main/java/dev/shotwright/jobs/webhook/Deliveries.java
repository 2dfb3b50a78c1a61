package dev.shotwright.jobs.webhook;

import dev.shotwright.jobs.database.Database;
import dev.shotwright.jobs.database.Transaction;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.Spelled;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The messages to receivers: written with the end of jobs, claimed by senders, kept for a month to be looked at. */
public final class Deliveries {
    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final Duration KEPT = Duration.ofDays(30);
    private static final int LONGEST_ERROR = 500;
    private static final String COLUMNS = """
        d.id, d.account, d.webhook, d.address, d.job, d.event, d.tries, d.due, d.status, d.error, d.created,
        d.delivered\
        """;

    private final Database database;
    private final InstantSource clock;

    public Deliveries(Database database, InstantSource clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * Writes what receivers are to be told of jobs that end in this transaction: their rows say how.
     *
     * <p>One statement for all jobs. It locks nothing; an account without receivers costs a look into two indexes a job.
     */
    public static void insert(Transaction transaction, Collection<UUID> jobs, Instant now) {
        transaction
                .sql()
                .sql("""
                    insert into delivery (id, account, webhook, address, job, event, facts, due, created)
                    select gen_random_uuid(), j.account, r.webhook, r.address, j.id, e.event,
                           jsonb_build_object('dialect', j.dialect), :now, :now
                    from job j
                    cross join lateral (select case j.state when 3 then 'video.succeeded' when 4 then 'video.failed'
                        when 5 then 'video.cancelled' when 6 then 'video.expired' when 7 then 'video.in_doubt' end) e(event)
                    cross join lateral (
                        select w.id, w.address from webhook w
                        where w.account = j.account and w.disabled is null
                          and (w.events = '{}' or e.event = any (w.events))
                        union all
                        select null, j.callback where j.callback is not null) r(webhook, address)
                    where j.id = any (:jobs) and e.event is not null\
                    """)
                .param("now", Webhooks.time(now))
                .param("jobs", jobs.toArray(UUID[]::new))
                .update();
    }

    /** Writes a test message to a receiver. */
    public Delivery test(Webhook webhook) {
        var id = database.sql()
                .sql("""
                    insert into delivery (id, account, webhook, address, event, facts, due, created)
                    values (gen_random_uuid(), :account, :webhook, :address, :event, '{}', :now, :now) returning id\
                    """)
                .param("account", webhook.account())
                .param("webhook", webhook.id())
                .param("address", webhook.address())
                .param("event", Event.TEST.word())
                .param("now", Webhooks.time(clock.instant()))
                .query(UUID.class)
                .single();
        return get(webhook.account(), id);
    }

    /** @throws ShotwrightException with {@link ErrorCode#NOT_FOUND} if the account has no such delivery */
    public Delivery get(UUID account, UUID id) {
        return database.sql()
                .sql("select " + COLUMNS + " from delivery d where d.account = ? and d.id = ?")
                .params(account, id)
                .query((row, _) -> delivery(row))
                .optional()
                .orElseThrow(
                        () -> new ShotwrightException(ErrorCode.NOT_FOUND, "delivery", "there is no such delivery"));
    }

    /**
     * The deliveries of an account, latest first.
     *
     * @param webhook to which they went; to any, if absent
     * @param after the last one of the page before
     */
    public List<Delivery> list(UUID account, @Nullable UUID webhook, @Nullable UUID after, int most) {
        return database.sql()
                .sql("select " + COLUMNS + """
                     from delivery d
                    where d.account = :account and (:webhook::uuid is null or d.webhook = :webhook)
                      and (:after::uuid is null or (d.created, d.id) <
                           (select a.created, a.id from delivery a where a.id = :after and a.account = :account))
                    order by d.created desc, d.id desc limit :most\
                    """)
                .param("account", account)
                .param("webhook", webhook)
                .param("after", after)
                .param("most", most)
                .query((row, _) -> delivery(row))
                .list();
    }

    /** Sends a message again, from the first try on, under the same id. */
    public Delivery replay(UUID account, UUID id) {
        get(account, id);
        database.sql()
                .sql("update delivery set due = ?, tries = 0, delivered = null where account = ? and id = ?")
                .params(Webhooks.time(clock.instant()), account, id)
                .update();
        return get(account, id);
    }

    /** Messages that wait to be sent, and for how long the longest is overdue. */
    public record Backlog(long waiting, Duration overdue) {}

    public Backlog backlog() {
        return database.sql()
                .sql("select count(*) as waiting, min(due) as first from delivery where due is not null")
                .query((row, _) -> {
                    var first = Webhooks.instant(row, "first");
                    var overdue = first == null ? Duration.ZERO : Duration.between(first, clock.instant());
                    return new Backlog(row.getLong("waiting"), overdue.isNegative() ? Duration.ZERO : overdue);
                })
                .single();
    }

    /** Forgets what is a month old; how many. */
    public int sweep(int most) {
        return database.sql()
                .sql("""
                    delete from delivery where id in (
                        select id from delivery where created < :before order by created limit :most)\
                    """)
                .param("before", Webhooks.time(clock.instant().minus(KEPT)))
                .param("most", most)
                .update();
    }

    /** A message that is this sender's to send, and what is needed to sign it. */
    record Due(
            Delivery delivery,
            @Nullable String dialect,
            int version,
            @Nullable Instant changed) {}

    /**
     * Takes due messages, those of each account in turn, {@code each} of one at most. A sender that dies loses them to others
     * after two minutes.
     *
     * <p>Rows are locked with skip locked, through the index delivery_due; the fence is the number of tries.
     */
    List<Due> claim(Collection<UUID> busy, int each, int most) {
        var now = clock.instant();
        return database.sql()
                .sql("""
                    with recursive a (account) as (
                        (select account from delivery where due is not null order by account limit 1)
                        union all
                        select (select n.account from delivery n where n.due is not null and n.account > a.account
                                order by n.account limit 1)
                        from a where a.account is not null),
                    d as (
                        select x.id from a cross join lateral (
                            select id from delivery where account = a.account and due <= :now
                            order by due limit :each for update skip locked) x
                        where a.account is not null and a.account <> all (:busy) limit :most),
                    u as (
                        update delivery set tries = tries + 1, due = :lease from d where delivery.id = d.id
                        returning delivery.*)
                    select\
                    """ + " " + COLUMNS + """
                    , d.facts ->> 'dialect' as dialect, coalesce(w.version, 0) as version, w.changed
                    from u d left join webhook w on w.id = d.webhook\
                    """)
                .param("now", Webhooks.time(now))
                .param("lease", Webhooks.time(now.plus(LEASE)))
                .param("each", each)
                .param("busy", busy.toArray(UUID[]::new))
                .param("most", most)
                .query((row, _) -> new Due(
                        delivery(row),
                        row.getString("dialect"),
                        row.getInt("version"),
                        Webhooks.instant(row, "changed")))
                .list();
    }

    /** Notes that a message was taken. */
    void taken(Due due, int status) {
        note(due, null, status, null, clock.instant());
    }

    /** Notes that a message was not taken; it is sent again at {@code next}, or never. */
    void refused(Due due, @Nullable Instant next, @Nullable Integer status, String error) {
        note(due, next, status, error.substring(0, Math.min(LONGEST_ERROR, error.length())), null);
    }

    private void note(
            Due due,
            @Nullable Instant next,
            @Nullable Integer status,
            @Nullable String error,
            @Nullable Instant delivered) {
        database.sql()
                .sql("""
                    update delivery set due = :next, status = :status, error = :error, delivered = :delivered
                    where id = :id and tries = :tries\
                    """)
                .param("id", due.delivery().id())
                .param("tries", due.delivery().tries())
                .param("next", next == null ? null : Webhooks.time(next))
                .param("status", status)
                .param("error", error)
                .param("delivered", delivered == null ? null : Webhooks.time(delivered))
                .update();
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        @Nullable Integer status = row.getObject("status", Integer.class);
        return new Delivery(
                row.getObject("id", UUID.class),
                row.getObject("account", UUID.class),
                row.getObject("webhook", UUID.class),
                row.getString("address"),
                row.getObject("job", UUID.class),
                Spelled.parse(Event.class, "event", row.getString("event")),
                row.getInt("tries"),
                Webhooks.instant(row, "due"),
                status,
                row.getString("error"),
                row.getObject("created", OffsetDateTime.class).toInstant(),
                Webhooks.instant(row, "delivered"));
    }
}
