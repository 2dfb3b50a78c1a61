package dev.shotwright.jobs.queue;

import dev.shotwright.jobs.Document;
import dev.shotwright.jobs.Ids;
import dev.shotwright.jobs.Prefix;
import dev.shotwright.jobs.account.AuditTrail;
import dev.shotwright.jobs.database.Channel;
import dev.shotwright.jobs.database.Database;
import dev.shotwright.jobs.database.Sql;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.card.ModelCard;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The processes that work on jobs, and the models that they can draw with. Their times are by the database's clock. */
public final class Workers {
    /** For so long a model is offered after the last worker that draws with it was seen: workers are started again meanwhile. */
    private static final Duration OFFERED = Duration.ofMinutes(10);

    /** A worker that was not heard of for so long says nothing about what can be drawn. */
    private static final Duration SILENT = Claims.LEASE;

    private final Database database;

    public Workers(Database database) {
        this.database = database;
    }

    /** Makes a worker known, and the models that it can draw with; again whenever they change, which is told to whoever listens. */
    public void register(RegisteredWorker worker, List<RegisteredCard> cards) {
        var _ = database.transaction(transaction -> {
            var slots = new TreeMap<>(worker.slots());
            transaction
                    .sql()
                    .sql("""
                        insert into worker (id, name, started, seen, capabilities, slots, models, memory, resident, devices, version, draining)
                        values (:id, :name, :started, now(), :capabilities, :slots, :models, :memory, :resident, :devices, :version, :draining)
                            on conflict (id) do update
                           set name = excluded.name, seen = now(), capabilities = excluded.capabilities, slots = excluded.slots,
                               models = excluded.models, memory = excluded.memory, resident = excluded.resident, devices = excluded.devices,
                               version = excluded.version, draining = excluded.draining\
                        """)
                    .param("id", worker.id())
                    .param("name", worker.name())
                    .param("started", Sql.time(worker.started()))
                    .param("capabilities", Sql.array(transaction, "text", slots.keySet()))
                    .param("slots", Sql.array(transaction, "int4", slots.values()))
                    .param("models", Sql.array(transaction, "text", cards, RegisteredCard::model))
                    .param("memory", worker.memory())
                    .param("resident", worker.resident())
                    .param("devices", Sql.array(transaction, "text", worker.devices()))
                    .param("version", worker.version())
                    .param("draining", worker.draining())
                    .update();
            transaction
                    .sql()
                    .sql("""
                        insert into model_card (model, class, card, seen)
                        select model, class, card, now() from unnest(:models, :classes, :cards) c (model, class, card) order by model
                            on conflict (model) do update set class = excluded.class, card = excluded.card, seen = now()\
                        """)
                    .param("models", Sql.array(transaction, "text", cards, RegisteredCard::model))
                    .param("classes", Sql.array(transaction, "text", cards, RegisteredCard::capability))
                    .param(
                            "cards",
                            Sql.array(
                                    transaction,
                                    "jsonb",
                                    cards,
                                    card -> card.card().text()))
                    .update();
            Channel.OFFERED.tell(transaction.sql(), worker.id().toString());
            return worker;
        });
    }

    /**
     * A sign of life, which keeps the worker's cards on offer as well.
     *
     * @param memory bytes that it may have in all
     * @param resident bytes that it has
     * @return whether it shall go on taking jobs; a worker that is drained, or unknown, shall not
     */
    public boolean beat(UUID worker, long memory, long resident) {
        return database.sql()
                .sql("""
                    with w as (update worker set seen = now(), memory = ?, resident = ? where id = ? returning capabilities, models, draining),
                         c as (update model_card set seen = now() from w
                                where class = any(w.capabilities) and model = any(w.models) and seen < now() - interval '10 s' and not w.draining)
                    select not draining from w\
                    """)
                .params(memory, resident, worker)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    /**
     * Has a worker finish what it does and take nothing more.
     *
     * @param actor the key that was used; absent where it was done at the machine itself
     * @throws ShotwrightException with {@link ErrorCode#NOT_FOUND} if there is no such worker
     */
    public void drain(UUID worker, Instant now, @Nullable UUID actor) {
        var subject = Ids.write(Prefix.WORKER, worker);
        var _ = database.transaction(transaction -> {
            var name = transaction
                    .sql()
                    .sql("update worker set draining = true where id = ? returning name")
                    .param(worker)
                    .query(String.class)
                    .optional()
                    .orElseThrow(() ->
                            new ShotwrightException(ErrorCode.NOT_FOUND, "worker", "there is no worker " + subject));
            AuditTrail.record(transaction, now, actor, "worker.drain", subject, Map.of("name", name));
            return name;
        });
    }

    /** Forgets a worker that has ended. */
    public void leave(UUID worker) {
        database.sql().sql("delete from worker where id = ?").param(worker).update();
    }

    /** All that are known, alive or silent, by name. */
    public List<RegisteredWorker> all() {
        return database.sql().sql("""
            select w.*, (select count(*) from job where job.worker = w.id and job.state = 2) as running
            from worker w order by name, id\
            """).query(Workers::worker).list();
    }

    /**
     * The models that a worker draws with, by name. Of the models of one capability those say which they are that are there;
     * while nobody is, it is as it was a moment ago.
     */
    public List<RegisteredCard> cards() {
        return database.sql()
                .sql("""
                    select * from model_card c
                     where c.seen > now() - make_interval(secs => :offered)
                       and coalesce((select bool_or(c.model = any(w.models)) from worker w
                                      where c.class = any(w.capabilities) and not w.draining
                                        and w.seen > now() - make_interval(secs => :silent)), true)
                     order by model\
                    """)
                .param("offered", OFFERED.toSeconds())
                .param("silent", SILENT.toSeconds())
                .query(Workers::card)
                .list();
    }

    private static RegisteredCard card(ResultSet row, int number) throws SQLException {
        return new RegisteredCard(
                JobRows.string(row, "model"),
                JobRows.string(row, "class"),
                Document.stored(ModelCard.class, JobRows.string(row, "card")),
                JobRows.instant(row, "seen"));
    }

    private static RegisteredWorker worker(ResultSet row, int number) throws SQLException {
        var capabilities = strings(row.getArray("capabilities"));
        var slots = (Integer[]) row.getArray("slots").getArray();
        Map<String, Integer> all = new TreeMap<>();
        for (var i = 0; i < slots.length; i++) {
            all.put(capabilities.get(i), slots[i]);
        }
        return new RegisteredWorker(
                JobRows.uuid(row, "id"),
                JobRows.string(row, "name"),
                JobRows.instant(row, "started"),
                JobRows.instant(row, "seen"),
                all,
                row.getLong("memory"),
                row.getLong("resident"),
                row.getInt("running"),
                strings(row.getArray("devices")),
                JobRows.string(row, "version"),
                row.getBoolean("draining"));
    }

    private static List<String> strings(Array array) throws SQLException {
        return new ArrayList<>(Arrays.asList((String[]) array.getArray()));
    }
}
