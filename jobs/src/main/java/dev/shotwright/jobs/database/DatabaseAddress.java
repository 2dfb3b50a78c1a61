package dev.shotwright.jobs.database;

import dev.shotwright.vocabulary.ShotwrightException;
import org.jspecify.annotations.Nullable;

/**
 * Where a PostgreSQL database is and who we are to it.
 *
 * @param url a JDBC address such as {@code jdbc:postgresql://localhost:5432/shotwright}
 * @param user absent where the address says it
 */
public record DatabaseAddress(
        String url, @Nullable String user, @Nullable String password) {

    public DatabaseAddress {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw ShotwrightException.invalid(
                    "database", "'" + url + "'", "an address such as jdbc:postgresql://localhost:5432/shotwright");
        }
    }

    /** An address that says itself who we are, or leaves it to the environment. */
    public static DatabaseAddress parse(String url) {
        return new DatabaseAddress(url, null, null);
    }

    /** The address without what is secret in it. */
    @Override
    public String toString() {
        return url.replaceAll("\\?.*", "");
    }
}
