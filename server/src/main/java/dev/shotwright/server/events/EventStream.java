package dev.shotwright.server.events;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * A client that reads server-sent events. It is written to only while it takes what is written, so that it holds no thread;
 * of each job it is owed the latest event alone. One that takes nothing for half a minute is gone.
 */
final class EventStream implements Watcher {
    private static final byte[] BEAT = ":\n\n".getBytes(StandardCharsets.UTF_8);
    private static final UUID NO_JOB = new UUID(0, 0);
    private static final int MOST_OWED = 10_000;
    private static final int MOST_UNFLUSHED = 4096;
    private static final long BEAT_EVERY = Duration.ofSeconds(15).toNanos();
    private static final long DEAD_AFTER = Duration.ofSeconds(30).toNanos();

    private final Until until;
    private final Consumer<EventStream> leave;
    private final LinkedHashMap<UUID, byte[]> owed = new LinkedHashMap<>(2);
    private @Nullable SocketWrapperBase<?> socket;
    private boolean blocked;
    private boolean ending;
    private boolean over;
    private long lastWritten = System.nanoTime();

    /** When the stream ends by itself. */
    enum Until {
        LAST_EVENT,
        CLIENT_LEAVES
    }

    /** @param leave what is done once when the stream is over */
    EventStream(Until until, Consumer<EventStream> leave) {
        this.until = until;
        this.leave = leave;
    }

    /** The head of the response is sent. */
    synchronized void begin(SocketWrapperBase<?> client) {
        socket = client;
        owed.put(NO_JOB, BEAT);
        write();
    }

    @Override
    public synchronized void changed(UUID job, Event event) {
        if (over || ending) {
            return;
        }
        owed.put(job, event.bytes());
        ending = event.last() == Event.Last.LAST && until == Until.LAST_EVENT;
        if (owed.size() > MOST_OWED) {
            hangUp();
        } else {
            write();
        }
    }

    @Override
    public synchronized void round() {
        if (over) {
            return;
        }
        var silent = System.nanoTime() - lastWritten;
        if (blocked && silent > DEAD_AFTER) {
            hangUp();
        } else if (!blocked && silent > BEAT_EVERY) {
            owed.put(NO_JOB, BEAT);
            write();
        }
    }

    /** The client takes more; whether the stream goes on. */
    synchronized boolean writable() {
        blocked = false;
        write();
        return !over;
    }

    private void write() {
        if (socket == null || blocked || over) {
            return;
        }
        try {
            var unflushed = 0;
            while (!blocked && !owed.isEmpty()) {
                var event = owed.pollFirstEntry().getValue();
                socket.write(false, event, 0, event.length);
                unflushed += event.length;
                lastWritten = System.nanoTime();
                if (owed.isEmpty() || unflushed > MOST_UNFLUSHED) {
                    unflushed = 0;
                    blocked = socket.flush(false);
                }
            }
            if (blocked) {
                socket.registerWriteInterest();
            } else if (ending) {
                hangUp();
            }
        } catch (IOException gone) {
            hangUp();
        }
    }

    /** Lets the container close the connection. */
    private void hangUp() {
        gone();
        if (socket != null) {
            socket.processSocket(SocketEvent.STOP, true);
        }
    }

    /** Nobody is there any more. */
    synchronized void gone() {
        if (!over) {
            over = true;
            owed.clear();
            leave.accept(this);
        }
    }
}
