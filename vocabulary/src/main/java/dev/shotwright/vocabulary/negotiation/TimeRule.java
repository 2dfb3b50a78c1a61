package dev.shotwright.vocabulary.negotiation;

import dev.shotwright.vocabulary.FrameRate;
import dev.shotwright.vocabulary.Seconds;
import dev.shotwright.vocabulary.card.Length;
import dev.shotwright.vocabulary.card.Lengths;
import dev.shotwright.vocabulary.request.Shot;
import dev.shotwright.vocabulary.request.ShotTimes;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Frames per second, length, and the times of the shots within it. A duration that the model meets to one frame is met; a
 * count of frames is met exactly.
 */
final class TimeRule implements Rule {

    @Override
    public void apply(Bargain bargain) {
        var request = bargain.request();
        var fps = fps(bargain);
        var lengths = Objects.requireNonNull(bargain.limits().lengths());
        var length = length(request, lengths, fps);
        if (request.duration() != null && !request.duration().equals(length.duration())) {
            bargain.adapt(
                    "duration",
                    Seconds.words(request.duration()),
                    Seconds.words(length.duration()),
                    lengths.words(),
                    "the model does not draw clips of this length");
        }
        if (request.frames() != null && request.frames() != length.frames()) {
            bargain.adapt(
                    "frames",
                    request.frames(),
                    length.frames(),
                    lengths.words(),
                    "the model does not draw this many frames");
        }
        var shots = ShotTimes.fitted(request.shots(), length.duration());
        if (!shots.equals(request.shots())) {
            bargain.adapt(
                    "shots",
                    times(request.shots()),
                    times(shots),
                    "shots of %s together".formatted(Seconds.words(length.duration())),
                    "the shots share the time of the clip");
        }
        keyframes(bargain, length);
        bargain.become(request.toBuilder()
                .fps(fps)
                .duration(length.duration())
                .frames(length.frames())
                .shots(shots)
                .build());
    }

    private static void keyframes(Bargain bargain, Length length) {
        var media = bargain.request().media();
        for (var i = 0; i < media.size(); i++) {
            var at = media.get(i).at();
            if (at != null && at.compareTo(length.duration()) > 0) {
                bargain.refuse(
                        "media[%d].at".formatted(i),
                        Seconds.words(at),
                        "0 s to " + Seconds.words(length.duration()),
                        Seconds.words(length.duration()));
            }
        }
    }

    private static FrameRate fps(Bargain bargain) {
        var rates = Objects.requireNonNull(bargain.limits().fps());
        var asked = bargain.request().fps();
        if (asked == null) {
            return rates.usual();
        }
        var found = rates.nearest(asked);
        if (!found.equals(asked)) {
            bargain.adapt("fps", asked, found, rates.words(), "the model does not draw at this rate");
        }
        return found;
    }

    private static Length length(VideoRequest request, Lengths lengths, FrameRate fps) {
        var duration = request.duration();
        var frames = request.frames();
        if (duration != null && frames != null) {
            return length(duration, frames, lengths, fps);
        }
        if (frames != null) {
            return lengths.nearest(frames, fps);
        }
        if (duration != null) {
            return lengths.nearest(duration, fps);
        }
        return request.shots().isEmpty() || !ShotTimes.allTimed(request.shots())
                ? lengths.usual(fps)
                : lengths.nearest(ShotTimes.sum(request.shots()), fps);
    }

    /** The length that keeps both wishes, else the one that keeps the frames, else the one that keeps the duration. */
    private static Length length(Duration duration, int frames, Lengths lengths, FrameRate fps) {
        var byFrames = lengths.nearest(frames, fps);
        var byDuration = lengths.nearest(duration, fps);
        var durationKept = byDuration.duration().equals(duration);
        if (byFrames.frames() == frames) {
            return durationKept && byFrames.meets(duration, fps) ? new Length(duration, frames) : byFrames;
        }
        return durationKept ? byDuration : byFrames;
    }

    private static String times(List<Shot> shots) {
        return shots.stream()
                .map(shot -> shot.duration() == null ? "the rest" : Seconds.words(shot.duration()))
                .collect(Collectors.joining(" + "));
    }
}
