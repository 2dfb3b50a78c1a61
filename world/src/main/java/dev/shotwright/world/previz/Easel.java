package dev.shotwright.world.previz;

import dev.shotwright.vocabulary.ClipFormat;
import dev.shotwright.vocabulary.Style;
import dev.shotwright.world.paint.Imprint;
import dev.shotwright.world.paint.Painter;
import dev.shotwright.world.paint.Painters;
import dev.shotwright.world.stage.Picture;
import org.jspecify.annotations.Nullable;

/** One thread's place to paint: the painter of the style at hand, and the caption that goes over its pictures. */
final class Easel {
    private final ClipFormat format;
    private final long seed;
    private final Imprint imprint;
    private @Nullable Painter painter;
    private @Nullable Style style;

    Easel(ClipFormat format, long seed, Caption caption) {
        this.format = format;
        this.seed = seed;
        imprint = new Imprint(caption.text(), format.width(), format.height());
    }

    void paint(Style style, Picture picture, int[] pixels) {
        if (painter == null || style != this.style) {
            painter = Painters.of(style, format.width(), format.height(), seed);
            this.style = style;
        }
        painter.paint(picture, pixels);
        imprint.print(pixels);
    }
}
