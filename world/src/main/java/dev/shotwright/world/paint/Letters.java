package dev.shotwright.world.paint;

import dev.shotwright.world.space.Mark;

/** Words in the picture, the same in each style: crisp, in their own colour, set off from what is behind them. */
final class Letters {
    private final Canvas canvas;

    Letters(Canvas canvas) {
        this.canvas = canvas;
    }

    void write(Mark mark) {
        var outline = canvas.take(mark);
        if (outline.empty()) {
            return;
        }
        var opacity = Rgb.opacity(mark.colour());
        var colour = mark.colour() & 0xffffff;
        var halo = Rgb.luminance(colour) > 0.5 ? 0x141414 : 0xf4f4f4;
        outline.grow((float) Math.max(0.8, 0.045 * outline.breadth()));
        canvas.fill(outline, halo, (opacity * 5) >> 3);
        canvas.fill(canvas.take(mark), colour, opacity);
    }
}
