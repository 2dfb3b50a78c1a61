package dev.shotwright.world.paint;

import dev.shotwright.world.space.Finish;
import dev.shotwright.world.space.Mark;
import dev.shotwright.world.stage.Picture.Drawn;

/** What marks of the sky are: the vault itself, or something on it. */
final class Skies {
    private Skies() {}

    /** Whether a mark is the vault, that is, as wide as the frame. */
    static boolean vault(Mark mark, Contour outline, Canvas canvas) {
        return mark.colour() >>> 24 == 0xff
                && outline.left() <= 1
                && outline.right() >= canvas.width - 1
                && outline.bottom() - outline.top() > 0.25 * canvas.height;
    }

    /** Whether a mark belongs to a cloud. */
    static boolean cloud(Mark mark, Drawn sheet) {
        return mark.finish() == Finish.SOFT || sheet.id().equals("clouds");
    }

    /** The line from the zenith to the horizon. */
    static Mark.Shade fall(Mark mark, Contour outline) {
        return mark.shade().flat() ? new Mark.Shade(0, outline.top(), 0, outline.bottom()) : mark.shade();
    }
}
