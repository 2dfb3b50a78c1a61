package dev.shotwright.jobs.database;

import java.sql.Array;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;

/** Values as statements take them. */
public final class Sql {
    private Sql() {}

    /** A parameter for {@code unnest} or {@code any}. */
    public static Array array(Transaction transaction, String type, Collection<?> values) {
        try {
            return transaction.connection().createArrayOf(type, values.toArray());
        } catch (SQLException fault) {
            throw new IllegalStateException("an array of " + type + " cannot be made", fault);
        }
    }

    public static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
