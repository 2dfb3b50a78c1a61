package dev.shotwright.models.wan;

import dev.shotwright.tensor.Scope;
import dev.shotwright.tensor.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** One video on its way through a coder: every video of a batch, and every tile of a picture, has a stream of its own. */
final class WanVaePass implements AutoCloseable {
    private final @Nullable WanVaeTiles in;
    private final @Nullable WanVaeTiles out;
    private final int shrink;
    private final int grow;
    private final Map<List<Long>, WanVaeStream> streams = new HashMap<>();

    /**
     * @param tiles in pixels
     * @param shrink how many pixels become one latent, 1 when decoding
     * @param grow how many pixels one latent becomes, 1 when encoding
     */
    WanVaePass(@Nullable WanVaeTiles tiles, int shrink, int grow) {
        this.shrink = shrink;
        this.grow = grow;
        this.in = tiles == null ? null : tiles.per(grow);
        this.out = tiles == null ? null : tiles.per(shrink);
    }

    /**
     * Runs a chunk through {@code coder}.
     *
     * @param x {@code (b, …, h, w)}
     * @param coder takes {@code (…, h, w)}
     * @return {@code (b, …, h′, w′)}
     */
    Tensor run(Tensor x, BiFunction<Tensor, WanVaeStream, Tensor> coder) {
        var batch = new ArrayList<Tensor>();
        for (long i = 0; i < x.size(0); i++) {
            long item = i;
            batch.add(Scope.tidy(() -> picture(x.select(0, item), item, coder)));
        }
        return batch.size() == 1 ? batch.getFirst().unsqueeze(0) : Tensor.stack(0, batch);
    }

    private Tensor picture(Tensor x, long item, BiFunction<Tensor, WanVaeStream, Tensor> coder) {
        long h = x.size(-2);
        long w = x.size(-1);
        if (in == null || out == null || !in.cut(h, w)) {
            return coder.apply(x, stream(item, 0, 0));
        }
        var rows = new ArrayList<Tensor[]>();
        for (long top = 0; top < h; top += in.strideHeight()) {
            var row = new ArrayList<Tensor>();
            for (long left = 0; left < w; left += in.strideWidth()) {
                var part = x.narrow(-2, top, Math.min(in.height(), h - top))
                        .narrow(-1, left, Math.min(in.width(), w - left));
                row.add(coder.apply(part, stream(item, top, left)));
            }
            rows.add(row.toArray(Tensor[]::new));
        }
        return out.joined(rows.toArray(Tensor[][]::new), h * grow / shrink, w * grow / shrink);
    }

    private WanVaeStream stream(long item, long top, long left) {
        return streams.computeIfAbsent(List.of(item, top, left), _ -> new WanVaeStream());
    }

    @Override
    public void close() {
        streams.values().forEach(WanVaeStream::close);
    }
}
