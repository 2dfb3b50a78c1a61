package dev.shotwright.media;

import dev.shotwright.vocabulary.FrameRate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sound of cuts one after the other; silence where a clip has none or less than its pictures. */
final class CutSound implements Sound {
    private final List<Cut> cuts;
    private final FrameRate fps;
    private final Limits limits;
    private @Nullable Sound current;
    private int following;
    private long left;
    private long frames;
    private long given;

    CutSound(List<Cut> cuts, FrameRate fps, Limits limits) {
        this.cuts = List.copyOf(cuts);
        this.fps = fps;
        this.limits = limits;
    }

    @Override
    public int read(float[] samples, int count) {
        var done = 0;
        while (done < count && (left > 0 || open())) {
            var some = (int) Math.min(count - done, left);
            var part = new float[some * CHANNELS];
            if (current != null) {
                var read = current.read(part, some);
                Arrays.fill(part, read * CHANNELS, part.length, 0);
            }
            System.arraycopy(part, 0, samples, done * CHANNELS, part.length);
            done += some;
            left -= some;
        }
        return done;
    }

    @Override
    public void close() {
        if (current != null) {
            current.close();
            current = null;
        }
    }

    private boolean open() {
        close();
        if (following == cuts.size()) {
            return false;
        }
        var cut = cuts.get(following++);
        frames += cut.frames();
        var end = Math.round(fps.secondsAt(frames) * RATE);
        left = end - given;
        given = end;
        if (cut.sounds()) {
            var sound = new SoundSource("clip", cut.clip(), limits);
            current = sound;
            sound.skip(Math.round(cut.from() * RATE));
        }
        return true;
    }
}
