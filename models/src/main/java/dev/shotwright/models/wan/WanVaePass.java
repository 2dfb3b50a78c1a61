package dev.shotwright.models.wan;

import dev.shotwright.tensor.Scope;
import dev.shotwright.tensor.Surplus;
import dev.shotwright.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** The way of a video through a coder: whole pictures chunk by chunk, or each tile through all chunks before the next. */
final class WanVaePass {
    private final @Nullable WanVaeTiles in;
    private final @Nullable WanVaeTiles out;
    private final int shrink;
    private final int grow;
    private final Coder coder;

    /** What a chunk of one picture becomes. */
    interface Coder {
        /** {@code (…, h, w) → (…, h′, w′)} */
        Tensor code(Tensor x, int chunk, WanVaeStream stream);
    }

    /**
     * @param tiles in pixels
     * @param shrink how many pixels become one latent, 1 when decoding
     * @param grow how many pixels one latent becomes, 1 when encoding
     */
    WanVaePass(@Nullable WanVaeTiles tiles, int shrink, int grow, Coder coder) {
        this.shrink = shrink;
        this.grow = grow;
        this.coder = coder;
        this.in = tiles == null ? null : tiles.per(grow);
        this.out = tiles == null ? null : tiles.per(shrink);
    }

    /**
     * Runs all chunks.
     *
     * @param count how many there are
     * @param chunks gives one, {@code (b, …, h, w)}; each is asked for once, or once for each tile
     * @param consumer takes {@code (b, …, h′, w′)} of each chunk, in order
     */
    void run(int count, IntFunction<Tensor> chunks, Consumer<Tensor> consumer) {
        try (var _ = Scope.open()) {
            var first = chunks.apply(0);
            long h = first.size(-2);
            long w = first.size(-1);
            if (in != null && out != null && in.cut(h, w)) {
                tiled(in, out, count, chunks, first.shape(), consumer);
            } else {
                whole(count, chunks, (int) first.size(0), consumer);
            }
        }
    }

    private void whole(int count, IntFunction<Tensor> chunks, int batch, Consumer<Tensor> consumer) {
        var streams = new ArrayList<WanVaeStream>();
        try {
            for (int i = 0; i < batch; i++) {
                streams.add(new WanVaeStream());
            }
            for (int i = 0; i < count; i++) {
                int chunk = i;
                Scope.run(() -> {
                    var x = chunks.apply(chunk);
                    consumer.accept(batched(batch, row -> coder.code(x.select(0, row), chunk, streams.get(row))));
                });
                Surplus.giveBack();
            }
        } finally {
            streams.forEach(WanVaeStream::close);
        }
    }

    private void tiled(
            WanVaeTiles from,
            WanVaeTiles to,
            int count,
            IntFunction<Tensor> chunks,
            long[] shape,
            Consumer<Tensor> consumer) {
        int batch = (int) shape[0];
        long h = shape[shape.length - 2];
        long w = shape[shape.length - 1];
        var tops = starts(h, from.strideHeight());
        var lefts = starts(w, from.strideWidth());
        try (var store = new TileStore()) {
            for (int row = 0; row < batch; row++) {
                for (var top : tops) {
                    for (var left : lefts) {
                        var key = List.of((long) row, top, left);
                        tile(
                                count,
                                chunks,
                                store,
                                key,
                                Math.min(from.height(), h - top),
                                Math.min(from.width(), w - left));
                    }
                }
            }
            for (int i = 0; i < count; i++) {
                long chunk = i;
                Scope.run(() -> consumer.accept(batched(batch, row -> {
                    var tiles = new Tensor[tops.size()][lefts.size()];
                    for (int y = 0; y < tops.size(); y++) {
                        for (int x = 0; x < lefts.size(); x++) {
                            tiles[y][x] = store.read(List.of((long) row, tops.get(y), lefts.get(x), chunk));
                        }
                    }
                    return to.joined(tiles, h * grow / shrink, w * grow / shrink);
                })));
            }
        }
    }

    private void tile(int count, IntFunction<Tensor> chunks, TileStore store, List<Long> key, long height, long width) {
        try (var stream = new WanVaeStream()) {
            for (int i = 0; i < count; i++) {
                int chunk = i;
                Scope.run(() -> {
                    var x = chunks.apply(chunk)
                            .select(0, key.get(0))
                            .narrow(-2, key.get(1), height)
                            .narrow(-1, key.get(2), width);
                    var place = new ArrayList<>(key);
                    place.add((long) chunk);
                    store.write(place, coder.code(x, chunk, stream));
                });
                Surplus.giveBack();
            }
        }
    }

    private static Tensor batched(int batch, IntFunction<Tensor> picture) {
        var rows = new ArrayList<Tensor>();
        for (int i = 0; i < batch; i++) {
            int row = i;
            rows.add(Scope.tidy(() -> picture.apply(row)));
        }
        return batch == 1 ? rows.getFirst().unsqueeze(0) : Tensor.stack(0, rows);
    }

    private static List<Long> starts(long length, long stride) {
        return LongStream.iterate(0, start -> start < length, start -> start + stride)
                .boxed()
                .toList();
    }
}
