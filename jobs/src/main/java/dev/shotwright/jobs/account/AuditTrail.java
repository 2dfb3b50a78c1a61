package dev.shotwright.jobs.account;

import dev.shotwright.jobs.database.Database;
import dev.shotwright.jobs.database.Sql;
import dev.shotwright.jobs.database.Transaction;
import dev.shotwright.vocabulary.document.Documents;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What administrators did, written in the transaction of the deed. */
public final class AuditTrail {
    private final Database database;

    public AuditTrail(Database database) {
        this.database = database;
    }

    /**
     * One deed.
     *
     * @param actor the key that was used; absent where it was done at the machine itself
     * @param act such as {@code account.create}
     * @param subject what it was done to
     */
    public record Deed(long id, Instant at, @Nullable UUID actor, String act, String subject, String detail) {}

    /** Writes a deed down. The detail holds no secrets. */
    public static void record(
            Transaction tx, Instant at, @Nullable UUID actor, String act, String subject, Map<String, ?> detail) {
        tx.sql()
                .sql("insert into audit (at, actor, act, subject, detail) values (?, ?, ?, ?, ?::jsonb)")
                .param(Sql.time(at))
                .param(actor)
                .param(act)
                .param(subject)
                .param(Documents.json().write(detail))
                .update();
    }

    /** The newest deeds before one, newest first. */
    public List<Deed> before(@Nullable Long id, int most) {
        return database.sql()
                .sql("select * from audit where id < ? order by id desc limit ?")
                .params(id == null ? Long.MAX_VALUE : id, most)
                .query((row, _) -> new Deed(
                        row.getLong("id"),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getObject("actor", UUID.class),
                        row.getString("act"),
                        row.getString("subject"),
                        row.getString("detail")))
                .list();
    }
}
