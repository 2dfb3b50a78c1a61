package dev.shotwright.server.callbacks;

import dev.shotwright.jobs.database.Channel;
import dev.shotwright.jobs.database.Database;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes the workers that wait for draws, all calls of a fifth of a second at once.
 *
 * <p>Only draws that somebody waits for are told of, and what does not fit is forgotten: a flood of forged calls costs one
 * look into an index a fifth of a second, and a forgotten call costs the time until the draw is asked about anyway.
 */
final class Doorbell implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Doorbell.class);
    private static final Duration BEAT = Duration.ofMillis(200);
    private static final Pattern TICKET = Pattern.compile("[A-Za-z0-9._:/+=@~-]{1,200}");
    private static final int MOST = 1000;
    private static final int LONGEST = 7000;

    private final Database database;
    private final Thread thread;
    private Set<Ring> rings = new LinkedHashSet<>();

    /** A draw that may have changed. */
    private record Ring(String vendor, String ticket) {
        @Override
        public String toString() {
            return vendor + " " + ticket;
        }
    }

    Doorbell(Database database) {
        this.database = database;
        this.thread = Thread.ofVirtual().name("doorbell").start(this::run);
    }

    void ring(String vendor, String ticket) {
        if (!TICKET.matcher(ticket).matches()) {
            return;
        }
        synchronized (this) {
            if (rings.size() < MOST) {
                rings.add(new Ring(vendor, ticket));
            }
        }
    }

    private void run() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(BEAT);
                tell();
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.warn("calls of vendors cannot be passed on for now", e);
            }
        }
    }

    private synchronized List<Ring> taken() {
        var all = List.copyOf(rings);
        rings = new LinkedHashSet<>();
        return all;
    }

    private void tell() {
        var all = taken();
        if (all.isEmpty()) {
            return;
        }
        var message = new StringBuilder();
        for (var ring : awaited(all)) {
            if (message.length() + ring.toString().length() > LONGEST) {
                send(message);
            }
            message.append(message.isEmpty() ? "" : ",").append(ring);
        }
        if (!message.isEmpty()) {
            send(message);
        }
    }

    /** Through the index attempt_ticket. */
    private List<Ring> awaited(List<Ring> all) {
        var vendors = new ArrayList<String>();
        var tickets = new ArrayList<String>();
        all.forEach(ring -> {
            vendors.add(ring.vendor());
            tickets.add(ring.ticket());
        });
        return database.sql()
                .sql("""
                    select a.vendor, a.ticket from unnest(:vendors::text[], :tickets::text[]) as r (vendor, ticket)
                    join attempt a on a.vendor = r.vendor and a.ticket = r.ticket
                    where a.ticket is not null and a.ended is null\
                    """)
                .param("vendors", vendors.toArray(String[]::new))
                .param("tickets", tickets.toArray(String[]::new))
                .query((row, _) -> new Ring(row.getString("vendor"), row.getString("ticket")))
                .list();
    }

    private void send(StringBuilder message) {
        Channel.CALLED.tell(database.sql(), message.toString());
        message.setLength(0);
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
