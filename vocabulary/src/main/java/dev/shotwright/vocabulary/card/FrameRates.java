package dev.shotwright.vocabulary.card;

import dev.shotwright.vocabulary.FrameRate;
import dev.shotwright.vocabulary.ShotwrightException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** How many frames per second a model's clips may have. Of two that are equally near to a wish, the lower one is taken. */
public sealed interface FrameRates {

    FrameRate usual();

    FrameRate nearest(FrameRate asked);

    /** What is allowed, in words. */
    String words();

    /** One of a few rates. */
    record Choice(List<FrameRate> rates, FrameRate usual) implements FrameRates {

        public Choice {
            rates = rates.stream().sorted().distinct().toList();
            if (!rates.contains(usual)) {
                throw ShotwrightException.invalid("usual", usual, "one of the rates");
            }
        }

        @Override
        public FrameRate nearest(FrameRate asked) {
            return rates.stream()
                    .min(Comparator.comparingDouble(each -> Math.abs(each.framesPerSecond() - asked.framesPerSecond())))
                    .orElseThrow();
        }

        @Override
        public String words() {
            return rates.stream().map(FrameRate::toString).collect(Collectors.joining(", "));
        }
    }

    /** Every rate between two. */
    record Range(FrameRate lowest, FrameRate highest, FrameRate usual) implements FrameRates {

        public Range {
            if (lowest.compareTo(usual) > 0 || usual.compareTo(highest) > 0) {
                throw ShotwrightException.invalid("usual", usual, "a rate from the lowest to the highest");
            }
        }

        @Override
        public FrameRate nearest(FrameRate asked) {
            if (asked.compareTo(lowest) < 0) {
                return lowest;
            }
            return asked.compareTo(highest) > 0 ? highest : asked;
        }

        @Override
        public String words() {
            return lowest + " to " + highest;
        }
    }
}
