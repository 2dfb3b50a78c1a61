package dev.shotwright.jobs.quota;

import dev.shotwright.jobs.database.Sql;
import dev.shotwright.jobs.database.Transaction;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** How many jobs of an account may wait, and how many may run at once in each of its lanes. */
public record Caps(UUID account, int maxQueued, int maxRunning) {

    /** How many more may wait where so many do. */
    public int room(int waiting) {
        return Math.max(0, maxQueued - waiting);
    }

    public static Map<UUID, Caps> read(Transaction tx, Collection<UUID> accounts) {
        var caps = new HashMap<UUID, Caps>();
        tx.sql()
                .sql("select id, max_queued, max_running from account where id = any(?)")
                .param(Sql.array(tx, "uuid", accounts))
                .query((row, _) ->
                        new Caps(row.getObject("id", UUID.class), row.getInt("max_queued"), row.getInt("max_running")))
                .list()
                .forEach(cap -> caps.put(cap.account(), cap));
        return caps;
    }
}
