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

    /**
     * A parameter for {@code unnest} or {@code any}. Texts and numbers travel as they are, other types in quotes, so JSON is best
     * sent as {@code text} and made {@code jsonb} by the statement.
     */
    public static Array array(Transaction transaction, String type, Collection<? extends @Nullable Object> values) {
        try {
            return transaction.connection().createArrayOf(type, values.toArray(empty(type)));
        } catch (SQLException fault) {
            throw new IllegalStateException("an array of " + type + " cannot be made", fault);
        }
    }

    private static @Nullable Object[] empty(String type) {
        return switch (type) {
            case "text" -> new String[0];
            case "int2" -> new Short[0];
            case "int4" -> new Integer[0];
            case "int8" -> new Long[0];
            default -> new Object[0];
        };
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

    public static @Nullable OffsetDateTime timeOrNull(@Nullable Instant instant) {
        return instant == null ? null : time(instant);
    }
}
