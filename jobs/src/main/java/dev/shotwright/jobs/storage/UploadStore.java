package dev.shotwright.jobs.storage;

import dev.shotwright.jobs.database.Database;
import dev.shotwright.jobs.database.Transaction;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of unfinished uploads. */
final class UploadStore {
    private static final String COLUMNS = "id, account, bytes, sha256, name, received, pieces, created";

    private final Database database;
    private final UploadLimits limits;

    UploadStore(Database database, UploadLimits limits) {
        this.database = database;
        this.limits = limits;
    }

    /** Enters an upload if the account has room for it. Its account's row is locked, so that two cannot share one room. */
    void enter(Upload upload) {
        var wish = upload.wish();
        database.transaction(transaction -> {
            refuseWhereFull(transaction, upload.account(), wish.bytes());
            return transaction
                    .sql()
                    .sql("""
                        insert into upload (id, account, bytes, sha256, name, created)
                        values (:id, :account, :bytes, :sha256, :name, :created)\
                        """)
                    .param("id", upload.id())
                    .param("account", upload.account())
                    .param("bytes", wish.bytes())
                    .param(
                            "sha256",
                            wish.sha256() == null ? null : HexFormat.of().parseHex(wish.sha256()))
                    .param("name", wish.name())
                    .param("created", FileShelf.time(upload.created()))
                    .update();
        });
    }

    private void refuseWhereFull(Transaction transaction, UUID account, long bytes) {
        transaction
                .sql()
                .sql("select id from account where id = ? for no key update")
                .param(account)
                .query(UUID.class)
                .single();
        var open = transaction
                .sql()
                .sql("select count(*) from upload where account = ?")
                .param(account)
                .query(Integer.class)
                .single();
        if (open >= limits.openPerAccount()) {
            throw new ShotwrightException(
                    ErrorCode.CONFLICT,
                    null,
                    "%d uploads of the account are unfinished; accepted are %d: finish or delete one"
                            .formatted(open, limits.openPerAccount()));
        }
        var used = transaction
                .sql()
                .sql("""
                    select coalesce((select sum(bytes) from file where account = :account), 0)
                         + coalesce((select sum(bytes) from upload where account = :account), 0)\
                    """)
                .param("account", account)
                .query(Long.class)
                .single();
        if (used + bytes > limits.perAccount()) {
            throw new ShotwrightException(
                    ErrorCode.TOO_LARGE,
                    "bytes",
                    "the account keeps %d bytes of %d; %d more do not fit: delete files"
                            .formatted(used, limits.perAccount(), bytes));
        }
    }

    /** @throws ShotwrightException with {@link ErrorCode#NOT_FOUND} if the account has no such upload */
    Upload get(UUID account, UUID id) {
        var upload = database.sql()
                .sql("select " + COLUMNS + " from upload where id = :id and account = :account")
                .param("id", id)
                .param("account", account)
                .query((row, _) -> upload(row))
                .optional()
                .orElse(null);
        if (upload == null) {
            throw new ShotwrightException(ErrorCode.NOT_FOUND, "file", "there is no such upload");
        }
        return upload;
    }

    /** Adds a piece where the upload has arrived at its offset; whether it had. */
    boolean add(UUID id, long offset, Place piece, long bytes) {
        return database.sql()
                        .sql("""
                            update upload set received = received + :bytes, pieces = array_append(pieces, :piece)
                            where id = :id and received = :offset\
                            """)
                        .param("id", id)
                        .param("offset", offset)
                        .param("piece", piece.text())
                        .param("bytes", bytes)
                        .update()
                == 1;
    }

    void remove(Transaction transaction, UUID id) {
        transaction.sql().sql("delete from upload where id = ?").param(id).update();
    }

    void remove(UUID id) {
        database.sql().sql("delete from upload where id = ?").param(id).update();
    }

    /** Uploads that have waited too long. */
    List<Upload> stale(Instant before, int most) {
        return database.sql()
                .sql("select " + COLUMNS + " from upload where created <= :before order by created limit :most")
                .param("before", FileShelf.time(before))
                .param("most", most)
                .query((row, _) -> upload(row))
                .list();
    }

    boolean becameFile(UUID id) {
        return database.sql()
                .sql("select exists (select from file where id = ?)")
                .param(id)
                .query(Boolean.class)
                .single();
    }

    private static Upload upload(ResultSet row) throws SQLException {
        var sha256 = row.getBytes("sha256");
        @Nullable String hash = sha256 == null ? null : HexFormat.of().formatHex(sha256);
        return new Upload(
                row.getObject("id", UUID.class),
                row.getObject("account", UUID.class),
                new Upload.Wish(row.getLong("bytes"), hash, row.getString("name")),
                row.getLong("received"),
                Arrays.stream((String[]) row.getArray("pieces").getArray())
                        .map(Place::new)
                        .toList(),
                row.getObject("created", OffsetDateTime.class).toInstant());
    }
}
