package dev.shotwright.jobs.webhook;

import dev.shotwright.vocabulary.Spelled;

/** What receivers are told of. */
public enum Event implements Spelled {
    SUCCEEDED("video.succeeded"),
    FAILED("video.failed"),
    CANCELLED("video.cancelled"),
    EXPIRED("video.expired"),
    IN_DOUBT("video.in_doubt"),
    /** Somebody wants to see that a receiver works; never subscribed to. */
    TEST("webhook.test");

    private final String word;

    Event(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }
}
