package dev.shotwright.jobs.queue;

import dev.shotwright.jobs.Document;
import dev.shotwright.vocabulary.Money;
import dev.shotwright.vocabulary.card.Tariff;
import dev.shotwright.vocabulary.card.Usage;
import dev.shotwright.vocabulary.document.Documents;
import dev.shotwright.vocabulary.model.Failure;
import dev.shotwright.vocabulary.negotiation.Notice;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Jobs as rows of a result that has every column of {@code job}. */
final class JobRows {
    private JobRows() {}

    static Job job(ResultSet row, int number) throws SQLException {
        var currency = string(row, "currency");
        var usage = row.getString("usage");
        var failure = row.getString("failure");
        return new Job(
                uuid(row, "id"),
                row.getObject("batch", UUID.class),
                uuid(row, "account"),
                uuid(row, "key"),
                string(row, "dialect"),
                string(row, "class"),
                string(row, "model"),
                JobState.of(row.getInt("state")),
                row.getInt("priority"),
                instant(row, "not_before"),
                instantOrNull(row, "deadline"),
                Document.stored(VideoRequest.class, string(row, "request")),
                list(Notice[].class, string(row, "notices")),
                document(Tariff.class, row.getString("tariff")),
                row.getString("plan"),
                new Money(Objects.requireNonNull(row.getBigDecimal("held")), currency),
                money(row.getBigDecimal("cost"), currency),
                row.getLong("tokens"),
                row.getString("idempotency"),
                row.getString("campaign"),
                row.getString("end_user"),
                row.getString("client_reference"),
                row.getString("callback"),
                row.getString("request_id"),
                row.getInt("fence"),
                row.getInt("losses"),
                row.getObject("worker", UUID.class),
                row.getBoolean("cancel"),
                row.getFloat("progress"),
                row.getString("phase"),
                usage == null ? null : Documents.json().read(Usage.class, usage),
                failure == null ? null : Documents.json().read(Failure.class, failure),
                list(StoredClip[].class, string(row, "clips")),
                instant(row, "created"),
                instantOrNull(row, "started"),
                instantOrNull(row, "ended"),
                instantOrNull(row, "expires"));
    }

    static List<Job> all(ResultSet rows) throws SQLException {
        var jobs = new ArrayList<Job>();
        while (rows.next()) {
            jobs.add(job(rows, jobs.size()));
        }
        return jobs;
    }

    static UUID uuid(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getObject(column, UUID.class), column);
    }

    static String string(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getString(column), column);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(instantOrNull(row, column), column);
    }

    static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        Timestamp time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }

    static @Nullable Money money(@Nullable BigDecimal amount, @Nullable String currency) {
        return amount == null || currency == null ? null : new Money(amount, currency);
    }

    static <T> @Nullable Document<T> document(Class<T> type, @Nullable String text) {
        return text == null ? null : Document.stored(type, text);
    }

    private static <T> List<T> list(Class<T[]> type, String text) {
        return text.equals("[]") ? List.of() : List.of(Documents.json().read(type, text));
    }
}
