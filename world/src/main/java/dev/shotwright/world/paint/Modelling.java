package dev.shotwright.world.paint;

import dev.shotwright.world.space.Mark;
import org.jspecify.annotations.Nullable;

/** A brush for bodies: graded from light to dark, with a rim of back light where the form turns away on its dark side. */
final class Modelling implements Brush {
    private static final int STEPS = 64;

    private final Canvas canvas;
    private final Graded graded;
    private final int[] rim = new int[STEPS + 1];
    private int opacity;
    private int rimColour;
    private boolean rimmed;
    private boolean elongated;
    private int[] owner = {};
    private int serial;
    private float centreX;
    private float centreY;
    private float alongX;
    private float alongY;
    private float acrossX;
    private float acrossY;
    private double darkX;
    private double darkY;

    Modelling(Canvas canvas) {
        this.canvas = canvas;
        graded = new Graded(canvas);
        for (var i = 0; i <= STEPS; i++) {
            var facing = Math.sqrt(1 - (double) i / STEPS);
            var away = 1 - facing;
            rim[i] = (int) (230 * away * away * away);
        }
    }

    void load(Contour outline, Mark.Shade shade, int opacity, Graded.Tone tone) {
        this.opacity = opacity;
        graded.load(shade, 256, tone);
        darkX = shade.darkX() - shade.litX();
        darkY = shade.darkY() - shade.litY();
        var length = Math.sqrt(darkX * darkX + darkY * darkY) + 1e-9;
        darkX /= length;
        darkY /= length;
    }

    /** Sets the rim for a form, or none for a null, and marks what is painted as {@code serial} in {@code owner}. */
    void rim(@Nullable Contour form, int colour, int[] owner, int serial) {
        this.owner = owner;
        this.serial = serial;
        rimColour = colour;
        rimmed = form != null;
        if (form != null) {
            axes(form);
        }
    }

    @Override
    public void row(int y, int from, int to, int[] coverage) {
        var pixels = canvas.pixels();
        var offset = y * canvas.width;
        for (var x = from; x < to; x++) {
            var share = (coverage[x] * opacity) >> 8;
            if (share == 0) {
                continue;
            }
            var colour = graded.at(x, y);
            if (rimmed) {
                var dx = x + 0.5f - centreX;
                var dy = y + 0.5f - centreY;
                if (dx * darkX + dy * darkY > 0) {
                    var u = dx * alongX + dy * alongY;
                    var v = dx * acrossX + dy * acrossY;
                    u *= u;
                    if (elongated) {
                        u = u * u * u;
                    }
                    var radius = Math.min(STEPS, (int) ((u + v * v) * STEPS));
                    colour = Rgb.blend(colour, rimColour, rim[radius]);
                }
            }
            pixels[offset + x] = share >= 256 ? colour : Rgb.blend(pixels[offset + x], colour, share);
            if (share > 128) {
                owner[offset + x] = serial;
            }
        }
    }

    /** Finds the form's own axes, from the second moments of its outline, and its reach along them. */
    private void axes(Contour form) {
        double sumX = 0;
        double sumY = 0;
        var count = Math.max(1, form.points());
        for (var i = 0; i < form.points(); i++) {
            sumX += form.x(i);
            sumY += form.y(i);
        }
        centreX = (float) (sumX / count);
        centreY = (float) (sumY / count);
        double xx = 0;
        double xy = 0;
        double yy = 0;
        for (var i = 0; i < form.points(); i++) {
            var dx = form.x(i) - centreX;
            var dy = form.y(i) - centreY;
            xx += dx * dx;
            xy += dx * dy;
            yy += dy * dy;
        }
        var half = (xx - yy) / 2;
        var root = Math.sqrt(half * half + xy * xy);
        var mainX = half + root;
        var mainY = xy;
        if (Math.abs(mainX) + Math.abs(mainY) < 1e-9) {
            mainX = xx >= yy ? 1 : 0;
            mainY = xx >= yy ? 0 : 1;
        }
        var length = Math.sqrt(mainX * mainX + mainY * mainY);
        mainX /= length;
        mainY /= length;
        var reachAlong = 1e-3;
        var reachAcross = 1e-3;
        for (var i = 0; i < form.points(); i++) {
            var dx = form.x(i) - centreX;
            var dy = form.y(i) - centreY;
            reachAlong = Math.max(reachAlong, Math.abs(dx * mainX + dy * mainY));
            reachAcross = Math.max(reachAcross, Math.abs(dy * mainX - dx * mainY));
        }
        elongated = reachAlong > 1.5 * reachAcross;
        alongX = (float) (mainX / reachAlong);
        alongY = (float) (mainY / reachAlong);
        acrossX = (float) (-mainY / reachAcross);
        acrossY = (float) (mainX / reachAcross);
    }
}
