package dev.shotwright.jobs.queue;

import dev.shotwright.jobs.database.Channel;
import dev.shotwright.jobs.database.Database;
import dev.shotwright.jobs.database.Sql;
import dev.shotwright.vocabulary.model.Billing;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The jobs of an account as their owner sees them: to be found, listed, cancelled and deleted. */
public final class Jobs {
    public static final int LONGEST_PAGE = 1000;

    private final Database database;
    private final InstantSource clock;
    private final Ender ender;
    private final Bell bell;
    private final Together<UUID, @Nullable Job> lookups = new Together<>("lookups", this::found);

    public Jobs(Database database, InstantSource clock, Endings endings, Bell bell) {
        this.database = database;
        this.clock = clock;
        this.ender = new Ender(endings);
        this.bell = bell;
    }

    /** The job of that name, if the account has it. */
    public @Nullable Job find(UUID account, UUID id) {
        var job = lookups.ask(id);
        return job == null || !job.account().equals(account) ? null : job;
    }

    private List<@Nullable Job> found(List<UUID> ids) {
        var jobs = watched(Set.copyOf(ids)).stream().collect(Collectors.toMap(Job::id, job -> job));
        return ids.stream().<@Nullable Job>map(jobs::get).toList();
    }

    /** The jobs of a batch in the order of its draws. */
    public List<Job> batch(UUID account, UUID batch) {
        return database.sql()
                .sql("select * from job where batch = ? and account = ? and deleted is null order by seq")
                .params(batch, account)
                .query(JobRows::job)
                .list();
    }

    /** Whoever's they are, for those who watch many; the deleted are left out. */
    public List<Job> watched(Collection<UUID> ids) {
        return ids.isEmpty()
                ? List.of()
                : database.sql()
                        .sql("select * from job where id = any(?) and deleted is null")
                        .param(ids.toArray(UUID[]::new))
                        .query(JobRows::job)
                        .list();
    }

    /**
     * A part of a list.
     *
     * @param after the last job of the part before; null for the first part
     * @param limit 1 to {@value #LONGEST_PAGE}
     */
    public Page list(UUID account, Filter filter, @Nullable UUID after, int limit) {
        var newest = filter.sequence() == Filter.Sequence.NEWEST_FIRST;
        var cursor = after == null
                ? ""
                : " and seq %s (select seq from job where id = :after and account = :account)"
                        .formatted(newest ? "<" : ">");
        var found = bound(
                        "select * from job where " + conditions(filter) + cursor + " order by seq"
                                + (newest ? " desc" : "") + " limit :limit",
                        account,
                        filter)
                .param("after", after)
                .param("limit", limit + 1)
                .query(JobRows::job)
                .list();
        return found.size() > limit ? new Page(found.subList(0, limit), true) : new Page(found, false);
    }

    /** When an account first submitted something under a name; null if it did not. By {@code job_account_idempotency_key}. */
    public @Nullable Instant submitted(UUID account, String idempotency) {
        return database.sql()
                .sql("select created from job where account = ? and idempotency = ?")
                .params(account, idempotency)
                .query((row, _) -> JobRows.instant(row, "created"))
                .optional()
                .orElse(null);
    }

    /** A part of a list by its number, counted from 1, for dialects that turn pages. */
    public List<Job> page(UUID account, Filter filter, int number, int size) {
        var newest = filter.sequence() == Filter.Sequence.NEWEST_FIRST;
        return bound(
                        "select * from job where " + conditions(filter) + " order by seq" + (newest ? " desc" : "")
                                + " limit :limit offset :offset",
                        account,
                        filter)
                .param("limit", size)
                .param("offset", (number - 1L) * size)
                .query(JobRows::job)
                .list();
    }

    /** How many jobs a list has in all. */
    public long count(UUID account, Filter filter) {
        return bound("select count(*) from job where " + conditions(filter), account, filter)
                .query(Long.class)
                .single();
    }

    private static String conditions(Filter filter) {
        var conditions = new ArrayList<>(List.of("account = :account", "deleted is null"));
        if (!filter.states().isEmpty()) {
            conditions.add("state = any(:states)");
        }
        if (!filter.ids().isEmpty()) {
            conditions.add("id = any(:ids)");
        }
        if (filter.model() != null) {
            conditions.add("model = :model");
        }
        if (filter.dialect() != null) {
            conditions.add("dialect = :dialect");
        }
        if (filter.campaign() != null) {
            conditions.add("campaign = :campaign");
        }
        if (filter.endUser() != null) {
            conditions.add("end_user = :endUser");
        }
        if (filter.batch() != null) {
            conditions.add("batch = :batch");
        }
        if (filter.tier() != null) {
            conditions.add(
                    "case when plan is null then coalesce(request ->> 'tier', 'standard') else 'flex' end = :tier");
        }
        if (filter.from() != null) {
            conditions.add("created >= cast(:from as timestamptz)");
        }
        if (filter.to() != null) {
            conditions.add("created < cast(:to as timestamptz)");
        }
        return String.join(" and ", conditions);
    }

    private JdbcClient.StatementSpec bound(String sql, UUID account, Filter filter) {
        return database.sql()
                .sql(sql)
                .param("account", account)
                .param("states", filter.states().stream().map(JobState::number).toArray(Short[]::new))
                .param("ids", filter.ids().toArray(UUID[]::new))
                .param("model", filter.model())
                .param("dialect", filter.dialect())
                .param("campaign", filter.campaign())
                .param("endUser", filter.endUser())
                .param("batch", filter.batch())
                .param("tier", filter.tier() == null ? null : filter.tier().word())
                .param("from", filter.from() == null ? null : filter.from().toString())
                .param("to", filter.to() == null ? null : filter.to().toString());
    }

    /** Cancels a job: at once if nobody has begun it, else by telling its worker. */
    public Cancellation cancel(UUID account, UUID id) {
        return cancel(account, List.of(id)).getFirst();
    }

    /**
     * Cancels jobs, in one transaction.
     *
     * @return what became of each, in the order of the ids
     */
    public List<Cancellation> cancel(UUID account, List<UUID> ids) {
        var told = new ArrayList<UUID>();
        var ended = new HashSet<UUID>();
        var answers = database.transaction(transaction -> {
            var jobs = Ender.locked(transaction, account, ids);
            for (var job : jobs.values()) {
                if (job.state() == JobState.RUNNING) {
                    told.add(job.id());
                }
            }
            transaction
                    .sql()
                    .sql("update job set cancel = true where id = any(?)")
                    .param(Sql.array(transaction, "uuid", told))
                    .update();
            ended.addAll(ender.end(
                    transaction,
                    jobs.values().stream()
                            .filter(job -> job.state().waits())
                            .map(job -> Ender.Last.of(job, new End.Cancelled(Billing.NOT_BILLED, null)))
                            .toList(),
                    clock.instant()));
            return ids.stream().map(id -> answer(jobs.get(id))).toList();
        });
        told.forEach(id -> bell.ring(Channel.CANCEL, id.toString()));
        ended.forEach(id -> bell.ring(Channel.ENDED, id.toString()));
        return answers;
    }

    private static Cancellation answer(@Nullable Job before) {
        if (before == null) {
            return Cancellation.UNKNOWN;
        }
        return switch (before.state()) {
            case DELAYED, QUEUED -> Cancellation.CANCELLED;
            case RUNNING -> Cancellation.ASKED;
            case SUCCEEDED, FAILED, CANCELLED, EXPIRED, IN_DOUBT -> Cancellation.TOO_LATE;
        };
    }

    /**
     * Forgets what an ended job was asked to show, and lets the next sweep remove its clips; what it cost stays on the books.
     *
     * @return false if the account has no such job, or if it has not ended
     */
    public boolean delete(UUID account, UUID id) {
        return database.sql()
                        .sql("""
                            update job set deleted = cast(:now as timestamptz), expires = cast(:now as timestamptz), request = '{}',
                                           notices = '[]', callback = null, failure = null
                             where id = :id and account = :account and deleted is null and state in (3, 4, 5, 6)\
                            """)
                        .param("now", clock.instant().toString())
                        .param("id", id)
                        .param("account", account)
                        .update()
                > 0;
    }
}
