package dev.shotwright.jobs.database;

import dev.shotwright.vocabulary.Spelled;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What processes tell each other of through the database; whoever hears nothing finds out by asking. */
public enum Channel implements Spelled {
    /** There is work of a capability, which is the message. */
    QUEUED("queued"),
    /** Jobs are to be cancelled: their UUIDs, with commas. */
    CANCEL("cancel"),
    /** Keys are revoked: their UUIDs, with commas. */
    REVOKED("revoked"),
    /** Jobs have ended: their UUIDs, with commas. */
    ENDED("ended"),
    /** The keys of a vendor, whose name is the message, were given, replaced or forgotten. */
    VENDORS("vendors"),
    /** Workers draw with other models than before; the message is the worker's UUID. */
    OFFERED("offered"),
    /** A vendor says that a draw may have changed: the vendor's name, a space, and its ticket. */
    CALLED("called");

    private final String word;

    Channel(String word) {
        this.word = word;
    }

    /** Tells whoever listens, at once or with the transaction that is open. */
    public void tell(JdbcClient sql, String message) {
        sql.sql("select pg_notify(?, ?)")
                .params(word, message)
                .query((_, _) -> this)
                .list();
    }

    @Override
    public String word() {
        return word;
    }
}
