package dev.shotwright.world.paint;

import dev.shotwright.world.lettering.Typeface;
import java.awt.geom.Path2D;

/** The red seal in the lower left corner of an ink painting; its two characters mean storyboard. */
final class Seal {
    private static final int CINNABAR = 0xb92c1e;

    private final Canvas canvas;
    private final Contour contour;
    private final Path2D stamp = new Path2D.Double(Path2D.WIND_NON_ZERO);

    Seal(Canvas canvas) {
        this.canvas = canvas;
        contour = new Contour(canvas.width, canvas.height);
        var size = 0.062 * Math.min(canvas.width, canvas.height);
        var left = 0.04 * Math.min(canvas.width, canvas.height);
        var top = canvas.height - left - 1.9 * size;
        stamp.moveTo(left, top);
        stamp.lineTo(left + size, top);
        stamp.lineTo(left + size, top + 1.9 * size);
        stamp.lineTo(left, top + 1.9 * size);
        stamp.closePath();
        var typeface = Typeface.standard();
        var letter = 0.82 * size;
        letters = new Path2D.Double(Path2D.WIND_NON_ZERO);
        letters.append(typeface.outline("分", letter, left + 0.09 * size, top + 0.82 * size), false);
        letters.append(typeface.outline("镜", letter, left + 0.09 * size, top + 1.68 * size), false);
    }

    private final Path2D letters;

    void press() {
        if (Math.min(canvas.width, canvas.height) < 96) {
            return;
        }
        contour.load(stamp, 1);
        canvas.fill(contour, CINNABAR, 225);
        contour.load(letters, 1);
        canvas.fill(contour, 0xf5ece0, 240);
    }
}
