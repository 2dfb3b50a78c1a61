package dev.shotwright.vocabulary.card;

import dev.shotwright.vocabulary.Money;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.request.MediaKind;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What each medium of a kind, or an option, costs beside the price of a clip.
 *
 * @param each the kind of media that cost
 * @param option the pass-through option that costs where it is true
 * @param free how many media cost nothing; 0 if absent
 */
public record Surcharge(
        Money price,
        @Nullable MediaKind each,
        @Nullable String option,
        @Nullable Integer free) {

    public Surcharge {
        if (price.amount().signum() < 0) {
            throw ShotwrightException.invalid("price", price, "0 or more");
        }
        if ((each == null) == (option == null)) {
            throw ShotwrightException.invalid(
                    "each", each == null ? "absent" : each.word(), "a kind of media or an option, and not both");
        }
        if (free != null && (free < 0 || each == null)) {
            throw ShotwrightException.invalid("free", free, "0 or more, for media alone");
        }
    }

    Surcharge at(Money other) {
        return new Surcharge(other, each, option, free);
    }

    /** How often a request pays it for one clip. */
    long times(VideoRequest request) {
        if (each == null) {
            return Objects.equals(request.options().get(String.valueOf(option)), true) ? 1 : 0;
        }
        var media = request.media().stream().filter(item -> item.kind() == each).count();
        return Math.max(0, media - Objects.requireNonNullElse(free, 0));
    }
}
