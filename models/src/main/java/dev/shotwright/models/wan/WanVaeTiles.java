package dev.shotwright.models.wan;

import dev.shotwright.tensor.Tensor;
import dev.shotwright.vocabulary.ShotwrightException;

/**
 * Cutting pictures into overlapping tiles that know nothing of each other and are blended where they overlap, as the
 * reference's {@code enable_tiling} does. The result differs from that of the whole picture; sizes are in pixels.
 *
 * @param height of a tile
 * @param width of a tile
 * @param strideHeight from one tile to the one below
 * @param strideWidth from one tile to the next
 */
public record WanVaeTiles(int height, int width, int strideHeight, int strideWidth) {
    /** The reference's tiles: 256 pixels, 192 apart. */
    public static final WanVaeTiles USUAL = new WanVaeTiles(256, 256, 192, 192);

    public WanVaeTiles {
        check("tile height", height, strideHeight);
        check("tile width", width, strideWidth);
    }

    private static void check(String field, int size, int stride) {
        if (stride < 1 || stride > size) {
            throw ShotwrightException.invalid(field, size + " with stride " + stride, "a stride from 1 to the size");
        }
    }

    /** The same tiles in units of {@code scale} pixels. */
    WanVaeTiles per(int scale) {
        return new WanVaeTiles(height / scale, width / scale, strideHeight / scale, strideWidth / scale);
    }

    /** Whether a picture is larger than a tile. */
    boolean cut(long h, long w) {
        return h > height || w > width;
    }

    /**
     * Puts tiles together that were cut from {@code (…, h, w)}; they are changed.
     *
     * @param tiles in rows, the first one upper left
     */
    Tensor joined(Tensor[][] tiles, long h, long w) {
        var rows = new Tensor[tiles.length];
        for (int i = 0; i < tiles.length; i++) {
            var row = new Tensor[tiles[i].length];
            for (int j = 0; j < row.length; j++) {
                var tile = tiles[i][j];
                if (i > 0) {
                    blend(tiles[i - 1][j], tile, tile.rank() - 2, height - strideHeight);
                }
                if (j > 0) {
                    blend(tiles[i][j - 1], tile, tile.rank() - 1, width - strideWidth);
                }
                row[j] = cropped(tile, strideHeight, strideWidth);
            }
            rows[i] = Tensor.cat(tiles[0][0].rank() - 1, row);
        }
        return cropped(Tensor.cat(tiles[0][0].rank() - 2, rows), h, w);
    }

    private static Tensor cropped(Tensor tile, long h, long w) {
        return tile.narrow(-2, 0, Math.min(h, tile.size(-2))).narrow(-1, 0, Math.min(w, tile.size(-1)));
    }

    private static void blend(Tensor before, Tensor tile, int dimension, int most) {
        int extent = (int) Math.min(most, Math.min(before.size(dimension), tile.size(dimension)));
        for (int i = 0; i < extent; i++) {
            double share = (double) i / extent;
            var line = tile.select(dimension, i);
            line.mulInPlace(share).addInPlace(before.select(dimension, before.size(dimension) - extent + i), 1 - share);
        }
    }
}
