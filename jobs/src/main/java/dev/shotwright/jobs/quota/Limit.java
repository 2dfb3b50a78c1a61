package dev.shotwright.jobs.quota;

import dev.shotwright.vocabulary.ShotwrightException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What may be asked a minute. What a limit leaves open, the next wider one says.
 *
 * @param tokensPerMinute video tokens; 0 closes the model
 * @param requestsPerMinute absent where requests are not counted
 * @param burstMinutes how many minutes' worth may be saved up and asked at once
 */
public record Limit(
        @Nullable Long tokensPerMinute,
        @Nullable Long requestsPerMinute,
        @Nullable Double burstMinutes,
        List<Raise> raises) {

    /** What holds where nothing else is agreed: 800,000 tokens a minute. */
    public static final Limit STANDARD = new Limit(800_000L, null, 1.0, List.of());

    public Limit {
        raises = List.copyOf(raises);
        notNegative("tokensPerMinute", tokensPerMinute);
        notNegative("requestsPerMinute", requestsPerMinute);
        if (burstMinutes != null && !(burstMinutes > 0 && burstMinutes <= 24 * 60)) {
            throw ShotwrightException.invalid("burstMinutes", burstMinutes, "more than 0 and at most 1440");
        }
    }

    /** This limit, and a wider one where this says nothing. */
    public Limit over(Limit wider) {
        return new Limit(
                tokensPerMinute == null ? wider.tokensPerMinute : tokensPerMinute,
                requestsPerMinute == null ? wider.requestsPerMinute : requestsPerMinute,
                burstMinutes == null ? wider.burstMinutes : burstMinutes,
                raises.isEmpty() ? wider.raises : raises);
    }

    /** The tokens as they flow; null where they are not counted. */
    @Nullable
    Flow tokens() {
        return tokensPerMinute == null
                ? null
                : new Flow(
                        tokensPerMinute,
                        Objects.requireNonNullElse(burstMinutes, 1.0),
                        Flow.surges(raises, Raise::tokensPerMinute));
    }

    /** The requests as they flow; null where they are not counted. */
    @Nullable
    Flow requests() {
        return requestsPerMinute == null
                ? null
                : new Flow(
                        requestsPerMinute,
                        Objects.requireNonNullElse(burstMinutes, 1.0),
                        Flow.surges(raises, Raise::requestsPerMinute));
    }

    static void notNegative(String field, @Nullable Long value) {
        if (value != null && value < 0) {
            throw ShotwrightException.invalid(field, value, "0 or more");
        }
    }
}
