package dev.shotwright.providers.transport;

import java.time.Duration;

/**
 * How long a vendor is waited for.
 *
 * @param connect until it takes the connection
 * @param answer until a question is answered whole
 * @param submission until a submission is answered whole, which may carry pictures
 * @param silence between two pieces of a clip
 * @param attempts how often a question is asked that may be asked again
 */
public record Patience(Duration connect, Duration answer, Duration submission, Duration silence, int attempts) {

    public static Patience usual() {
        return new Patience(
                Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(3), Duration.ofSeconds(30), 4);
    }
}
