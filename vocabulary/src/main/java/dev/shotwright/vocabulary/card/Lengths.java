package dev.shotwright.vocabulary.card;

import dev.shotwright.vocabulary.FrameRate;
import dev.shotwright.vocabulary.Seconds;
import dev.shotwright.vocabulary.ShotwrightException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How long a model's clips may be. Of two lengths that are equally near to a wish, the shorter one is taken. */
public sealed interface Lengths {

    /** The length that the model draws when nobody asks for one. */
    Length usual(FrameRate fps);

    /** The allowed length nearest to a duration; a wish that is met to one frame keeps its duration. */
    Length nearest(Duration asked, FrameRate fps);

    /** The allowed length nearest to a count of frames. */
    Length nearest(int asked, FrameRate fps);

    /** What is allowed, in words. */
    String words();

    /** The durations from the shortest to the longest in equal steps. */
    record Range(Duration shortest, Duration longest, Duration step, Duration usual) implements Lengths {

        public Range {
            if (!shortest.isPositive() || longest.compareTo(shortest) < 0 || !step.isPositive()) {
                throw ShotwrightException.invalid(
                        "shortest",
                        Seconds.words(shortest),
                        "more than 0 and at most the longest, with a step of more than 0");
            }
            if (!onStep(usual, shortest, longest, step).equals(usual)) {
                throw ShotwrightException.invalid("usual", Seconds.words(usual), "a length that the range holds");
            }
        }

        @Override
        public Length usual(FrameRate fps) {
            return Length.ofDuration(usual, fps);
        }

        @Override
        public Length nearest(Duration asked, FrameRate fps) {
            return Length.ofDuration(onStep(asked, shortest, longest, step), fps);
        }

        @Override
        public Length nearest(int asked, FrameRate fps) {
            return nearest(Length.ofFrames(asked, fps).duration(), fps);
        }

        @Override
        public String words() {
            return "%s to %s in steps of %s"
                    .formatted(Seconds.words(shortest), Seconds.words(longest), Seconds.words(step));
        }

        private static Duration onStep(Duration asked, Duration shortest, Duration longest, Duration step) {
            var steps = Seconds.of(asked.minus(shortest))
                    .divide(Seconds.of(step), 0, RoundingMode.HALF_DOWN)
                    .min(BigDecimal.valueOf(longest.minus(shortest).dividedBy(step)))
                    .max(BigDecimal.ZERO);
            return shortest.plus(step.multipliedBy(steps.longValueExact()));
        }
    }

    /** One of a few durations. */
    record Choice(List<Duration> durations, Duration usual) implements Lengths {

        public Choice {
            durations = durations.stream().sorted().distinct().toList();
            if (durations.isEmpty() || !durations.getFirst().isPositive()) {
                throw ShotwrightException.invalid("durations", durations, "one or more lengths of more than 0 seconds");
            }
            if (!durations.contains(usual)) {
                throw ShotwrightException.invalid("usual", Seconds.words(usual), "one of the durations");
            }
        }

        @Override
        public Length usual(FrameRate fps) {
            return Length.ofDuration(usual, fps);
        }

        @Override
        public Length nearest(Duration asked, FrameRate fps) {
            return Length.ofDuration(
                    durations.stream()
                            .min(Comparator.comparing(each -> each.minus(asked).abs()))
                            .orElseThrow(),
                    fps);
        }

        @Override
        public Length nearest(int asked, FrameRate fps) {
            return nearest(Length.ofFrames(asked, fps).duration(), fps);
        }

        @Override
        public String words() {
            return durations.stream().map(Seconds::words).collect(Collectors.joining(", "));
        }
    }

    /** The counts of frames from the fewest to the most in equal steps; 4n+1 is 1, 5, 9 and so on. */
    record FrameGrid(int fewest, int most, int step, int usual) implements Lengths {

        public FrameGrid {
            if (fewest < 1 || step < 1 || most < fewest || (most - fewest) % step != 0) {
                throw ShotwrightException.invalid(
                        "most", most, "a whole number of steps of 1 or more above the fewest, which is 1 or more");
            }
            if (usual < fewest || usual > most || (usual - fewest) % step != 0) {
                throw ShotwrightException.invalid("usual", usual, "a count that the grid holds");
            }
        }

        @Override
        public Length usual(FrameRate fps) {
            return Length.ofFrames(usual, fps);
        }

        @Override
        public Length nearest(Duration asked, FrameRate fps) {
            var ideal = Length.ofDuration(asked, fps).frames();
            return Lengths.nearest(
                    asked, Stream.of(ideal - 1, ideal, ideal + 1).map(frames -> nearest(frames, fps)), fps);
        }

        @Override
        public Length nearest(int asked, FrameRate fps) {
            var within = Math.clamp(asked, fewest, most);
            var below = within - (within - fewest) % step;
            return Length.ofFrames(within - below <= below + step - within ? below : below + step, fps);
        }

        @Override
        public String words() {
            var form = step == 1 ? "" : " of the form %dn+%d".formatted(step, fewest % step);
            return "%d to %d frames%s".formatted(fewest, most, form);
        }
    }

    /** One of a few counts of frames. */
    record FrameChoice(List<Integer> counts, int usual) implements Lengths {

        public FrameChoice {
            counts = counts.stream().sorted().distinct().toList();
            if (counts.isEmpty() || counts.getFirst() < 1) {
                throw ShotwrightException.invalid("counts", counts, "one or more counts of 1 or more frames");
            }
            if (!counts.contains(usual)) {
                throw ShotwrightException.invalid("usual", usual, "one of the counts");
            }
        }

        @Override
        public Length usual(FrameRate fps) {
            return Length.ofFrames(usual, fps);
        }

        @Override
        public Length nearest(Duration asked, FrameRate fps) {
            return Lengths.nearest(asked, counts.stream().map(frames -> Length.ofFrames(frames, fps)), fps);
        }

        @Override
        public Length nearest(int asked, FrameRate fps) {
            var nearest = counts.stream()
                    .min(Comparator.comparingInt(each -> Math.abs(each - asked)))
                    .orElseThrow();
            return Length.ofFrames(nearest, fps);
        }

        @Override
        public String words() {
            return counts.stream().map(String::valueOf).collect(Collectors.joining(", ")) + " frames";
        }
    }

    private static Length nearest(Duration asked, Stream<Length> allowed, FrameRate fps) {
        var found = allowed.min(Comparator.comparing(
                        each -> each.duration().minus(asked).abs()))
                .orElseThrow();
        return found.meets(asked, fps) ? new Length(asked, found.frames()) : found;
    }
}
