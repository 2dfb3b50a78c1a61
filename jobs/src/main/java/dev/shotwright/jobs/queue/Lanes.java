package dev.shotwright.jobs.queue;

import dev.shotwright.jobs.database.Sql;
import dev.shotwright.jobs.database.Transaction;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The lanes that accounts wait in, one for each capability: what the claim goes by. */
final class Lanes {
    /*
     * A lane's virtual time grows by 1 / weight with each of its jobs that is claimed; the claim serves the lane that is
     * furthest behind. A lane that had nothing to do, or no room, starts again at the time of the lane that is served next, or
     * if none is active, of the one that got furthest: what it did not use is not owed to it.
     *
     * Locks are always taken in the order job, balance, lane, and rows of a kind in the order of their keys.
     */
    static final String START = """
        greatest(lane.vtime, coalesce(
            (select o.vtime from lane o where o.class = lane.class and o.active order by o.vtime limit 1),
            (select o.vtime from lane o where o.class = lane.class and not o.active order by o.vtime desc limit 1)))\
        """;

    private Lanes() {}

    /** One account's lane for one capability. */
    record Key(String capability, UUID account) implements Comparable<Key> {
        private static final Comparator<Key> ORDER = Comparator.comparing(Key::capability)
                .thenComparing(key -> key.account().toString());

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    /** Makes the lanes that are not there yet; they are not active. */
    static void open(Transaction transaction, Collection<Key> keys) {
        transaction
                .sql()
                .sql("""
                    insert into lane (class, account, active, max_running, weight)
                    select k.class, k.account, false, a.max_running, a.weight
                      from unnest(:classes, :accounts) k (class, account) join account a on a.id = k.account
                     order by 1, 2
                        on conflict do nothing\
                    """)
                .param(
                        "classes",
                        Sql.array(
                                transaction,
                                "text",
                                keys.stream().map(Key::capability).toList()))
                .param(
                        "accounts",
                        Sql.array(
                                transaction,
                                "uuid",
                                keys.stream().map(Key::account).toList()))
                .update();
    }

    /**
     * Lets the claim look into lanes that were given work. The rows are locked first, so that a claim that is just finding a
     * lane empty is waited for and put right.
     */
    static void wake(Transaction transaction, Collection<Key> keys) {
        transaction
                .sql()
                .sql("""
                    with given as materialized (
                             select l.class, l.account from lane l
                               join unnest(:classes, :accounts) k (class, account) using (class, account)
                              order by 1, 2 for update of l)
                    update lane set active = true, vtime = %s
                      from given where lane.class = given.class and lane.account = given.account
                       and not lane.active and lane.running < lane.max_running\
                    """.formatted(START))
                .param(
                        "classes",
                        Sql.array(
                                transaction,
                                "text",
                                keys.stream().map(Key::capability).toList()))
                .param(
                        "accounts",
                        Sql.array(
                                transaction,
                                "uuid",
                                keys.stream().map(Key::account).toList()))
                .update();
    }

    /** What changed in a lane: jobs that no longer run, jobs that no longer wait (less than none: that wait again). */
    record Change(int released, int taken) {
        Change plus(Change other) {
            return new Change(released + other.released, taken + other.taken);
        }
    }

    /** Writes changes down, the last thing before a commit, since the claim passes by lanes that are locked. */
    static void change(Transaction transaction, Map<Key, Change> changes) {
        if (changes.isEmpty()) {
            return;
        }
        var sorted = new TreeMap<>(changes);
        transaction
                .sql()
                .sql("""
                    with change as materialized (
                             select l.class, l.account, k.released, k.taken, exists (
                                        select from job j where j.class = l.class and j.account = l.account and j.state = 1
                                         order by j.priority desc, j.seq limit 1) as waiting
                               from lane l
                               join unnest(:classes, :accounts, :released, :taken) k (class, account, released, taken)
                              using (class, account)
                              order by 1, 2 for update of l)
                    update lane
                       set running = lane.running - change.released, taken = lane.taken + change.taken,
                           active = lane.active or (change.waiting and lane.running - change.released < lane.max_running),
                           vtime = case when lane.active or not change.waiting then lane.vtime else %s end
                      from change where lane.class = change.class and lane.account = change.account\
                    """.formatted(START))
                .param(
                        "classes",
                        Sql.array(
                                transaction,
                                "text",
                                sorted.keySet().stream().map(Key::capability).toList()))
                .param(
                        "accounts",
                        Sql.array(
                                transaction,
                                "uuid",
                                sorted.keySet().stream().map(Key::account).toList()))
                .param(
                        "released",
                        Sql.array(
                                transaction,
                                "int4",
                                sorted.values().stream().map(Change::released).toList()))
                .param(
                        "taken",
                        Sql.array(
                                transaction,
                                "int4",
                                sorted.values().stream().map(Change::taken).toList()))
                .update();
    }

    /** Jobs that were running wait again. */
    static void requeued(Transaction transaction, Collection<Key> jobs) {
        var changes = new HashMap<Key, Change>();
        jobs.forEach(lane -> changes.merge(lane, new Change(1, -1), Change::plus));
        change(transaction, changes);
    }

    /**
     * Wakes every lane that has work and room and sleeps: the wake-ups that were lost, and lanes whose limits were raised.
     *
     * @return how many did
     */
    static int wakeForgotten(JdbcClient sql) {
        return sql.sql("""
            update lane set active = true, vtime = %s
             where not active and running < max_running
               and exists (select from job j where j.class = lane.class and j.account = lane.account and j.state = 1
                            order by j.priority desc, j.seq limit 1)\
            """.formatted(START)).update();
    }
}
