package dev.shotwright.vocabulary.card;

import dev.shotwright.vocabulary.ShotwrightException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How a model that draws several shots in one clip takes them. */
public record ShotTerms(
        int most, @Nullable TextLimit prompt, @Nullable Duration shortest) {

    public ShotTerms {
        if (most < 2) {
            throw ShotwrightException.invalid("most", most, "2 or more");
        }
    }
}
