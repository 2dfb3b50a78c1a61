package dev.shotwright.jobs.storage;

import dev.shotwright.jobs.database.Database;
import dev.shotwright.jobs.database.Transaction;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.document.Documents;
import dev.shotwright.vocabulary.request.MediaFacts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The files of accounts: one row for each content that an account has uploaded. */
public final class FileShelf {
    private static final String COLUMNS = "id, account, sha256, bytes, type, name, facts, place, created, expires";

    private final Database database;
    private final MediaStore store;
    private final InstantSource clock;
    private final Duration retention;

    public FileShelf(Database database, MediaStore store, InstantSource clock, UploadLimits limits) {
        this.database = database;
        this.store = store;
        this.clock = clock;
        this.retention = limits.retention();
    }

    /**
     * A file of an account.
     *
     * @throws ShotwrightException with {@link ErrorCode#NOT_FOUND} if the account has no such file
     */
    public StoredFile get(UUID account, UUID id) {
        return database.sql()
                .sql("select " + COLUMNS + " from file where id = :id and account = :account and expires > :now")
                .param("id", id)
                .param("account", account)
                .param("now", time(clock.instant()))
                .query((row, _) -> file(row))
                .optional()
                .orElseThrow(() -> absent());
    }

    /**
     * A file of an account that a request is going to use: its time begins anew.
     *
     * @throws ShotwrightException with {@link ErrorCode#NOT_FOUND} if the account has no such file
     */
    public StoredFile use(UUID account, UUID id) {
        return database.sql()
                .sql("""
                    update file set expires = greatest(expires, :expires)
                    where id = :id and account = :account and expires > :now returning\
                    """ + " " + COLUMNS)
                .param("id", id)
                .param("account", account)
                .param("now", time(clock.instant()))
                .param("expires", time(expiry()))
                .query((row, _) -> file(row))
                .optional()
                .orElseThrow(() -> absent());
    }

    /** The file of an account with a content, whose time begins anew; null if it has none. */
    @Nullable
    StoredFile reuse(UUID account, String sha256) {
        return database.sql()
                .sql("""
                    update file set expires = greatest(expires, :expires)
                    where account = :account and sha256 = :sha256 and expires > :now returning\
                    """ + " " + COLUMNS)
                .param("account", account)
                .param("sha256", HexFormat.of().parseHex(sha256))
                .param("now", time(clock.instant()))
                .param("expires", time(expiry()))
                .query((row, _) -> file(row))
                .optional()
                .orElse(null);
    }

    /**
     * The files of an account, latest first.
     *
     * @param after the last one of the page before
     */
    public List<StoredFile> list(UUID account, @Nullable UUID after, int most) {
        return database.sql()
                .sql("select " + COLUMNS + """
                     from file where account = :account and expires > :now
                    and (:after::uuid is null or id < :after) order by id desc limit :most\
                    """)
                .param("account", account)
                .param("now", time(clock.instant()))
                .param("after", after)
                .param("most", most)
                .query((row, _) -> file(row))
                .list();
    }

    /** Notes what a worker has found in a file. */
    public void learn(UUID id, MediaFacts facts) {
        database.sql()
                .sql("update file set facts = :facts::jsonb where id = :id")
                .param("id", id)
                .param("facts", Documents.json().write(facts))
                .update();
    }

    /**
     * Removes a file of an account for good.
     *
     * @throws ShotwrightException with {@link ErrorCode#NOT_FOUND} if the account has no such file
     */
    public void remove(UUID account, UUID id) {
        var removed = database.transaction(transaction -> {
            var place = transaction
                    .sql()
                    .sql("select place from file where id = :id and account = :account for update")
                    .param("id", id)
                    .param("account", account)
                    .query(String.class)
                    .optional();
            place.ifPresent(text -> {
                store.delete(new Place(text));
                transaction.sql().sql("delete from file where id = ?").param(id).update();
            });
            return place.isPresent();
        });
        if (!removed) {
            throw absent();
        }
    }

    /** Removes files whose time is over; how many. The row stays locked until the medium is gone, so none is reused meanwhile. */
    public int sweep(int most) {
        return database.transaction(transaction -> {
            var over = transaction
                    .sql()
                    .sql("""
                        select id, place from file where expires <= :now
                        order by expires limit :most for update skip locked\
                        """)
                    .param("now", time(clock.instant()))
                    .param("most", most)
                    .query((row, _) -> new Over(row.getObject("id", UUID.class), new Place(row.getString("place"))))
                    .list();
            for (var file : over) {
                store.delete(file.place());
                transaction
                        .sql()
                        .sql("delete from file where id = ?")
                        .param(file.id())
                        .update();
            }
            return over.size();
        });
    }

    /** Keeps a row for what lies at a place, or finds the one that the account has of the same content. */
    StoredFile enter(Transaction transaction, StoredFile file) {
        return transaction
                .sql()
                .sql("""
                    insert into file (id, account, sha256, bytes, type, name, place, created, expires)
                    values (:id, :account, :sha256, :bytes, :type, :name, :place, :created, :expires)
                    on conflict (account, sha256) do update set expires = greatest(file.expires, excluded.expires)
                    returning\
                    """ + " " + COLUMNS)
                .param("id", file.id())
                .param("account", file.account())
                .param("sha256", HexFormat.of().parseHex(file.sha256()))
                .param("bytes", file.bytes())
                .param("type", file.type())
                .param("name", file.name())
                .param("place", file.place().text())
                .param("created", time(file.created()))
                .param("expires", time(file.expires()))
                .query((row, _) -> file(row))
                .single();
    }

    Instant expiry() {
        return clock.instant().plus(retention);
    }

    private record Over(UUID id, Place place) {}

    private static StoredFile file(ResultSet row) throws SQLException {
        var facts = row.getString("facts");
        return new StoredFile(
                row.getObject("id", UUID.class),
                row.getObject("account", UUID.class),
                HexFormat.of().formatHex(row.getBytes("sha256")),
                row.getLong("bytes"),
                row.getString("type"),
                row.getString("name"),
                facts == null ? null : Documents.json().read(MediaFacts.class, facts),
                new Place(row.getString("place")),
                row.getObject("created", OffsetDateTime.class).toInstant(),
                row.getObject("expires", OffsetDateTime.class).toInstant());
    }

    static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static ShotwrightException absent() {
        return new ShotwrightException(ErrorCode.NOT_FOUND, "file", "there is no such file");
    }
}
