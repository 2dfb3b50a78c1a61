package dev.shotwright.world.paint;

import dev.shotwright.world.lettering.Typeface;
import dev.shotwright.world.space.Finish;
import dev.shotwright.world.space.Mark;
import org.jspecify.annotations.Nullable;

/** A small line of words in the lower right corner of every frame. */
public final class Imprint {
    private static final double SMALLEST = 9;

    private final Canvas canvas;
    private final Letters letters;
    private final @Nullable Mark mark;

    /** @param text nothing is printed if it is empty; it is set smaller, down to a limit, where the frame is narrow */
    public Imprint(String text, int width, int height) {
        canvas = new Canvas(width, height);
        letters = new Letters(canvas);
        mark = text.isEmpty() ? null : set(text, width, height);
    }

    public void print(int[] pixels) {
        if (mark != null) {
            canvas.stretch(pixels);
            letters.write(mark);
        }
    }

    private static Mark set(String text, int width, int height) {
        var typeface = Typeface.standard();
        var margin = 0.02 * Math.min(width, height) + 2;
        var fitting = (width - 2 * margin) / typeface.width(text, 1);
        var size = Math.max(SMALLEST, Math.min(Math.max(SMALLEST, 0.022 * height), fitting));
        var left = width - margin - typeface.width(text, size);
        var outline = typeface.outline(text, size, Math.max(margin, left), height - margin);
        return new Mark(outline, 0xe6ffffff, Finish.MATT, 1, Mark.Shade.FLAT);
    }
}
