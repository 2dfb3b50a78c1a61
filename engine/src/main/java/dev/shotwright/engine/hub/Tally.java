package dev.shotwright.engine.hub;

import java.util.concurrent.atomic.AtomicLong;

/** The bytes of one pull: those that are there, and those of them that this pull has brought. */
final class Tally {
    private final AtomicLong present = new AtomicLong();
    private final AtomicLong fetched = new AtomicLong();

    void found(long bytes) {
        present.addAndGet(bytes);
    }

    void fetched(long bytes) {
        present.addAndGet(bytes);
        fetched.addAndGet(bytes);
    }

    void lost(long bytes) {
        present.addAndGet(-bytes);
    }

    long present() {
        return present.get();
    }

    long fetched() {
        return fetched.get();
    }
}
