package dev.shotwright.jobs.quota;

import dev.shotwright.vocabulary.Hours;
import dev.shotwright.vocabulary.ShotwrightException;
import org.jspecify.annotations.Nullable;

/**
 * Hours in which more may be asked than at other times. Where raises overlap, the highest holds; none lowers a limit.
 *
 * @param tokensPerMinute absent where the hours raise requests alone
 * @param requestsPerMinute absent where the hours raise tokens alone
 */
public record Raise(
        Hours hours,
        @Nullable Long tokensPerMinute,
        @Nullable Long requestsPerMinute) {

    public Raise {
        if (tokensPerMinute == null && requestsPerMinute == null) {
            throw ShotwrightException.invalid(
                    "raises", "a raise of nothing", "tokensPerMinute, requestsPerMinute or both");
        }
        Limit.notNegative("raises.tokensPerMinute", tokensPerMinute);
        Limit.notNegative("raises.requestsPerMinute", requestsPerMinute);
    }
}
