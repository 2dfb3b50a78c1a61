package dev.shotwright.jobs;

import dev.shotwright.vocabulary.ShotwrightException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** A source of names: UUIDs of version 7, in the order of their making within a process and never to be guessed. */
public final class Ids {
    private static final int COUNTER_BITS = 12;

    private final InstantSource clock;
    private final RandomGenerator random;
    private long last;

    public Ids(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** Ids that a stranger cannot guess. */
    public static Ids secure(InstantSource clock) {
        return new Ids(clock, new SecureRandom());
    }

    /** The next id: 48 bits of milliseconds, 12 bits that count within one, 62 random bits (RFC 9562). */
    public UUID next() {
        var stamp = stamp(clock.millis() << COUNTER_BITS);
        var time = stamp >>> COUNTER_BITS;
        var counter = stamp & ((1 << COUNTER_BITS) - 1);
        return new UUID(time << 16 | 0x7000 | counter, random.nextLong() >>> 2 | Long.MIN_VALUE);
    }

    private synchronized long stamp(long now) {
        last = Math.max(last + 1, now);
        return last;
    }

    /** An id as the world sees it, such as {@code vid_06d4k5w3vtxz9q8m7n2p1r0s4h}. */
    public static String write(Prefix prefix, UUID id) {
        return prefix.text() + Letters.of(id);
    }

    /**
     * The id behind its text.
     *
     * @throws ShotwrightException naming the field, if the text is not such an id
     */
    public static UUID read(Prefix prefix, String field, String text) {
        var id = text.startsWith(prefix.text())
                ? Letters.read(text.substring(prefix.text().length()))
                : null;
        if (id == null) {
            throw ShotwrightException.invalid(
                    field, "'" + text + "'", prefix.text() + " and " + Letters.LENGTH + " letters and digits");
        }
        return id;
    }
}
