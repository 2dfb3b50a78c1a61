package dev.shotwright.server.events;

import java.nio.charset.StandardCharsets;

/** A change of a job, written once for all who watch. */
final class Event {
    private final Last last;
    private final byte[] bytes;

    private Event(Last last, byte[] bytes) {
        this.last = last;
        this.bytes = bytes;
    }

    /** Whether more is to come. */
    enum Last {
        MORE,
        LAST
    }

    static Event of(String name, Last last, String document) {
        return new Event(
                last, "event: %s\ndata: %s\n\n".formatted(name, document).getBytes(StandardCharsets.UTF_8));
    }

    Last last() {
        return last;
    }

    /** As a server-sent event; nobody changes it. */
    byte[] bytes() {
        return bytes;
    }
}
