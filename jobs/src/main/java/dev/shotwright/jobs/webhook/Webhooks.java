package dev.shotwright.jobs.webhook;

import dev.shotwright.jobs.Ids;
import dev.shotwright.jobs.database.Database;
import dev.shotwright.jobs.outbound.AddressGuard;
import dev.shotwright.jobs.storage.KeyFile;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.Spelled;
import java.net.URI;
import java.net.UnknownHostException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The receivers of accounts, and the secrets that they share with the service. */
public final class Webhooks {
    private static final Duration OVERLAP = Duration.ofDays(1);
    private static final int MOST = 20;
    private static final String COLUMNS = "id, account, address, events, version, changed, created, disabled";

    private final Database database;
    private final AddressGuard guard;
    private final KeyFile key;
    private final Ids ids;
    private final InstantSource clock;

    public Webhooks(Database database, AddressGuard guard, KeyFile key, Ids ids, InstantSource clock) {
        this.database = database;
        this.guard = guard;
        this.key = key.derive("webhooks");
        this.ids = ids;
        this.clock = clock;
    }

    /** A receiver, and the secret that is shown once. */
    public record Shared(Webhook webhook, Secret secret) {}

    /**
     * An address that may be told of events: https, or http within the networks that the configuration opens. Where it
     * leads is looked at with each delivery.
     *
     * @param field what the address is called where it was given
     */
    public URI address(String field, String text) {
        var address = AddressGuard.form(field, text);
        if (!"https".equalsIgnoreCase(address.getScheme()) && !guard.inside(address.getHost())) {
            throw ShotwrightException.invalid(field, address.getScheme() + "://…", "https://…");
        }
        return address;
    }

    /**
     * The same of an address that somebody gives, where it leads at this moment. A name that has no address now may have one
     * later.
     *
     * @throws ShotwrightException with {@link ErrorCode#INVALID_VALUE} if it leads to where nobody may be told anything
     */
    public URI given(String field, String text) {
        var address = address(field, text);
        try {
            guard.resolve(address.getHost());
        } catch (AddressGuard.ClosedAddress e) {
            throw new ShotwrightException(
                    ErrorCode.INVALID_VALUE,
                    field,
                    "%s is %s, which is not on the open Internet; accepted is an address that is"
                            .formatted(field, address.getHost()),
                    e);
        } catch (UnknownHostException e) {
            return address;
        }
        return address;
    }

    /** Adds a receiver to an account, at most 20. */
    public Shared create(UUID account, String address, List<Event> events) {
        if (events.contains(Event.TEST)) {
            throw ShotwrightException.invalid("events", Event.TEST.word(), "events of videos");
        }
        var checked = given("address", address).toString();
        var webhook = new Webhook(ids.next(), account, checked, List.copyOf(events), 1, null, clock.instant(), null);
        var added = database.sql()
                .sql("""
                    insert into webhook (id, account, address, events, created)
                    select :id, :account, :address, :events, :created
                    where (select count(*) from webhook where account = :account) < :most\
                    """)
                .param("id", webhook.id())
                .param("account", account)
                .param("address", checked)
                .param("events", events.stream().map(Event::word).toArray(String[]::new))
                .param("created", time(webhook.created()))
                .param("most", MOST)
                .update();
        if (added == 0) {
            throw new ShotwrightException(
                    ErrorCode.CONFLICT, null, "the account has %d webhooks; delete one".formatted(MOST));
        }
        return new Shared(webhook, secret(webhook.id(), 1));
    }

    /** The receivers of an account, oldest first. */
    public List<Webhook> list(UUID account) {
        return database.sql()
                .sql("select " + COLUMNS + " from webhook where account = ? order by id")
                .param(account)
                .query((row, _) -> webhook(row))
                .list();
    }

    /** @throws ShotwrightException with {@link ErrorCode#NOT_FOUND} if the account has no such receiver */
    public Webhook get(UUID account, UUID id) {
        return one(database.sql()
                .sql("select " + COLUMNS + " from webhook where account = ? and id = ?")
                .params(account, id)
                .query((row, _) -> webhook(row))
                .list());
    }

    /** Removes a receiver with all that it has not been told yet. */
    public void delete(UUID account, UUID id) {
        get(account, id);
        database.sql()
                .sql("delete from webhook where account = ? and id = ?")
                .params(account, id)
                .update();
    }

    /** Gives a receiver a new secret, and takes a disabled one in again. The former secret signs as well for a day. */
    public Shared rotate(UUID account, UUID id) {
        var webhook = one(database.sql()
                .sql("""
                    update webhook set version = version + 1, changed = :now, disabled = null
                    where account = :account and id = :id returning\
                    """ + " " + COLUMNS)
                .param("now", time(clock.instant()))
                .param("account", account)
                .param("id", id)
                .query((row, _) -> webhook(row))
                .list());
        return new Shared(webhook, secret(id, webhook.version()));
    }

    /** The secret of what goes to the callback addresses that an account's requests name. */
    public Secret callbackSecret(UUID account) {
        return Secret.of(key, "callbacks " + account);
    }

    void disable(UUID id) {
        database.sql()
                .sql("update webhook set disabled = ? where id = ? and disabled is null")
                .params(time(clock.instant()), id)
                .update();
    }

    /** The secrets that sign for a receiver now, the newest first. */
    List<Secret> signing(UUID webhook, int version, @Nullable Instant changed) {
        return changed != null && clock.instant().isBefore(changed.plus(OVERLAP))
                ? List.of(secret(webhook, version), secret(webhook, version - 1))
                : List.of(secret(webhook, version));
    }

    private Secret secret(UUID webhook, int version) {
        return Secret.of(key, "webhook %s %d".formatted(webhook, version));
    }

    private static Webhook one(List<Webhook> found) {
        if (found.isEmpty()) {
            throw new ShotwrightException(ErrorCode.NOT_FOUND, "webhook", "there is no such webhook");
        }
        return found.getFirst();
    }

    private static Webhook webhook(ResultSet row) throws SQLException {
        return new Webhook(
                row.getObject("id", UUID.class),
                row.getObject("account", UUID.class),
                row.getString("address"),
                Arrays.stream((String[]) row.getArray("events").getArray())
                        .map(word -> Spelled.parse(Event.class, "events", word))
                        .toList(),
                row.getInt("version"),
                instant(row, "changed"),
                row.getObject("created", OffsetDateTime.class).toInstant(),
                instant(row, "disabled"));
    }

    static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        @Nullable OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
