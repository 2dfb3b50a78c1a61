package dev.shotwright.jobs.database;

import java.sql.Array;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Values as statements take them. */
public final class Sql {
    private Sql() {}

    /** A parameter for {@code unnest} or {@code any}. */
    public static Array array(Transaction transaction, String type, Collection<? extends @Nullable Object> values) {
        try {
            return transaction.connection().createArrayOf(type, values.toArray());
        } catch (SQLException fault) {
            throw new IllegalStateException("an array of " + type + " cannot be made", fault);
        }
    }

    /** A column of rows as a parameter for {@code unnest}. */
    public static <T> Array array(
            Transaction transaction, String type, Collection<T> rows, Function<T, @Nullable Object> column) {
        var values = new ArrayList<@Nullable Object>(rows.size());
        rows.forEach(row -> values.add(column.apply(row)));
        return array(transaction, type, values);
    }

    public static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
