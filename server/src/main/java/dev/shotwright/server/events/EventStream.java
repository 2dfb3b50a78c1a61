package dev.shotwright.server.events;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A client that reads server-sent events. It is written to only while it takes what is written, so that it holds no thread;
 * of each job it is owed the latest event alone. One that takes nothing for half a minute is gone.
 */
final class EventStream implements Watcher, WriteListener, AsyncListener {
    private static final byte[] BEAT = ":\n\n".getBytes(StandardCharsets.UTF_8);
    private static final UUID NO_JOB = new UUID(0, 0);
    private static final int MOST_OWED = 10_000;
    private static final long BEAT_EVERY = Duration.ofSeconds(15).toNanos();
    private static final long DEAD_AFTER = Duration.ofSeconds(30).toNanos();

    private final AsyncContext context;
    private final ServletOutputStream out;
    private final Until until;
    private final Consumer<EventStream> leave;
    private final LinkedHashMap<UUID, byte[]> owed = new LinkedHashMap<>(2);
    private boolean begun;
    private boolean unflushed;
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
    EventStream(AsyncContext context, Until until, Consumer<EventStream> leave) throws IOException {
        this.context = context;
        this.out = context.getResponse().getOutputStream();
        this.until = until;
        this.leave = leave;
    }

    void begin() {
        context.setTimeout(0);
        context.addListener(this);
        owed.put(NO_JOB, BEAT);
        out.setWriteListener(this);
    }

    @Override
    public synchronized void changed(UUID job, Event event) {
        if (over || ending) {
            return;
        }
        owed.put(job, event.bytes());
        ending = event.last() == Event.Last.LAST && until == Until.LAST_EVENT;
        if (owed.size() > MOST_OWED) {
            end();
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
            end();
        } else if (!blocked && silent > BEAT_EVERY) {
            owed.put(NO_JOB, BEAT);
            write();
        }
    }

    @Override
    public synchronized void onWritePossible() {
        begun = true;
        blocked = false;
        write();
    }

    private void write() {
        if (!begun || blocked || over) {
            return;
        }
        try {
            while (out.isReady()) {
                if (unflushed) {
                    unflushed = false;
                    out.flush();
                    continue;
                }
                var next = owed.pollFirstEntry();
                if (next == null) {
                    if (ending) {
                        end();
                    }
                    return;
                }
                out.write(next.getValue());
                unflushed = owed.isEmpty();
                lastWritten = System.nanoTime();
            }
            blocked = true;
        } catch (IOException | IllegalStateException gone) {
            end();
        }
    }

    private void end() {
        if (over) {
            return;
        }
        over = true;
        owed.clear();
        leave.accept(this);
        try {
            context.complete();
        } catch (IllegalStateException alreadyOver) {
            owed.clear();
        }
    }

    @Override
    public synchronized void onError(Throwable fault) {
        end();
    }

    @Override
    public synchronized void onComplete(AsyncEvent event) {
        if (!over) {
            over = true;
            leave.accept(this);
        }
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        onError(new IOException("no more is read"));
    }

    @Override
    public void onError(AsyncEvent event) {
        onError(new IOException("the connection is gone"));
    }

    @Override
    public void onStartAsync(AsyncEvent event) {}
}
