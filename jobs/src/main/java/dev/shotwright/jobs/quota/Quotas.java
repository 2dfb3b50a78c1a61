package dev.shotwright.jobs.quota;

import dev.shotwright.jobs.database.Sql;
import dev.shotwright.jobs.database.Transaction;
import dev.shotwright.vocabulary.document.Documents;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** The limits that are agreed with accounts and their keys. */
public final class Quotas {
    private Quotas() {}

    static Limits limits(Transaction tx, Collection<UUID> accounts) {
        var ids = Sql.array(tx, "uuid", accounts);
        var pools = tx.sql()
                .sql("select id from account where pooled and id = any(?)")
                .param(ids)
                .query((row, _) -> row.getObject("id", UUID.class))
                .list();
        var agreed = tx.sql()
                .sql("select * from quota where account = any(?)")
                .param(ids)
                .query((row, _) -> agreed(row))
                .list();
        return new Limits(agreed, pools);
    }

    private static Limits.Agreed agreed(ResultSet row) throws SQLException {
        var raises = row.getString("raises");
        return new Limits.Agreed(
                row.getObject("account", UUID.class),
                row.getObject("key", UUID.class),
                row.getString("model"),
                new Limit(
                        row.getObject("tokens_per_minute", Long.class),
                        row.getObject("requests_per_minute", Long.class),
                        row.getObject("burst_minutes", Double.class),
                        raises.equals("[]")
                                ? List.of()
                                : List.of(Documents.json().read(Raise[].class, raises))));
    }
}
