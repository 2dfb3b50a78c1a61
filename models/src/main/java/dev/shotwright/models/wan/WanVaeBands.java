package dev.shotwright.models.wan;

import dev.shotwright.tensor.Scope;
import dev.shotwright.tensor.Tensor;
import java.util.List;
import java.util.function.Consumer;

/**
 * One chunk on its way through levels of growing or shrinking pictures, a band of rows at a time: what one level gives goes
 * through all the next ones before it goes on, so that no level is ever held whole.
 */
final class WanVaeBands {
    private final List<List<WanVaeLayer>> levels;
    private final Cut cut;
    private final int chunk;
    private final WanVaeStream stream;
    private final Consumer<Tensor> consumer;
    private final int[] bands;

    /**
     * How high bands are: the operations of a small one find their memory in the caches, and a large one gives them more to do.
     *
     * @param pixels of a band, about
     * @param rows at the least, however wide they are
     */
    record Cut(long pixels, long rows) {
        static final Cut USUAL = new Cut(1536, 4);

        /** Whole pictures, where there are no caches to suit. */
        static final Cut NONE = new Cut(1L << 40, 4);
    }

    /** @param consumer takes rows {@code (t, r, w, c)} from top to bottom */
    WanVaeBands(List<List<WanVaeLayer>> levels, Cut cut, int chunk, WanVaeStream stream, Consumer<Tensor> consumer) {
        this.levels = levels;
        this.cut = cut;
        this.chunk = chunk;
        this.stream = stream;
        this.consumer = consumer;
        this.bands = new int[levels.size()];
    }

    /** Runs a whole chunk {@code (t, h, w, c)}. */
    void run(Tensor x) {
        run(0, x, true);
    }

    private void run(int level, Tensor x, boolean last) {
        if (level == levels.size()) {
            consumer.accept(x);
            return;
        }
        long height = x.size(1);
        long most = Math.max(cut.rows(), cut.pixels() / x.size(2));
        long pieces = (height + most - 1) / most;
        long from = 0;
        for (long i = 1; i <= pieces; i++) {
            long start = from;
            long end = height * i / pieces;
            boolean ends = last && i == pieces;
            Scope.run(() -> {
                var band = x.narrow(1, start, end - start).contiguous();
                stream.begin(chunk, bands[level]++, ends);
                var y = Scope.tidy(() -> through(levels.get(level), band, stream));
                run(level + 1, y, ends);
            });
            from = end;
        }
    }

    /** Runs rows through layers, and frees what each is given as soon as it is used. */
    static Tensor through(List<WanVaeLayer> layers, Tensor rows, WanVaeStream stream) {
        var x = rows;
        for (var layer : layers) {
            var input = x;
            x = Scope.tidy(() -> layer.forward(input, stream));
            if (input != rows) {
                input.close();
            }
        }
        return x;
    }
}
