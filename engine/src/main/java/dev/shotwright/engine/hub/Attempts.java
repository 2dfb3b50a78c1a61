package dev.shotwright.engine.hub;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;

/** The failures in a row of one fetch. */
final class Attempts {
    private final Patience patience;
    private int failures;

    Attempts(Patience patience) {
        this.patience = patience;
    }

    /** Notes that something arrived. */
    void succeeded() {
        failures = 0;
    }

    /**
     * Waits for the next attempt.
     *
     * @throws ShotwrightException the failure's own if none is left
     */
    void failed(Failure failure) throws InterruptedException {
        failures++;
        var asked = failure.retryAfter();
        if (asked != null && asked.compareTo(patience.longest()) > 0) {
            throw new ShotwrightException(
                    ErrorCode.NETWORK_FAILED,
                    failure.end().field(),
                    "%s; it asks to come back in %d seconds"
                            .formatted(failure.end().getMessage(), asked.toSeconds()),
                    failure.end());
        }
        if (failures >= patience.attempts()) {
            throw failure.end();
        }
        patience.pause().last(asked != null ? asked : patience.wait(failures));
    }
}
