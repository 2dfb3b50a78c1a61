package dev.shotwright.world.paint;

import dev.shotwright.world.space.Mark;

/** The spot of light on a polished form. */
final class Highlights {
    private Highlights() {}

    /**
     * Lays a soft spot on the lit side of a form.
     *
     * @param outline the form; it limits the spot
     * @param size the spot's radius as a share of the line of shade
     */
    static void soft(Canvas canvas, Contour outline, Mark.Shade shade, double size, double strength) {
        var dx = shade.darkX() - shade.litX();
        var dy = shade.darkY() - shade.litY();
        var centreX = shade.litX() + 0.28 * dx;
        var centreY = shade.litY() + 0.28 * dy;
        var radius = Math.max(1, size * Math.sqrt(dx * dx + dy * dy));
        var most = (int) (256 * Math.max(0, Math.min(1, strength)));
        var from = (int) Math.floor(centreX - radius);
        var to = (int) Math.ceil(centreX + radius);
        var perPixel = 1 / (radius * radius);
        canvas.paint(outline, (y, rowFrom, rowTo, coverage) -> {
            var vertical = (y + 0.5 - centreY) * (y + 0.5 - centreY) * perPixel;
            if (vertical >= 1) {
                return;
            }
            var pixels = canvas.pixels();
            var end = Math.min(rowTo, to);
            for (var x = Math.max(rowFrom, from); x < end; x++) {
                var rest = 1 - vertical - (x + 0.5 - centreX) * (x + 0.5 - centreX) * perPixel;
                if (rest > 0) {
                    var share = ((int) (most * rest * rest * coverage[x])) >> 8;
                    var at = y * canvas.width + x;
                    pixels[at] = Rgb.blend(pixels[at], 0xffffff, share);
                }
            }
        });
    }
}
