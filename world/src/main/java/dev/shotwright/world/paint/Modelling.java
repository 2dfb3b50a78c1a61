package dev.shotwright.world.paint;

import dev.shotwright.world.space.Mark;
import org.jspecify.annotations.Nullable;

/** A brush for round bodies, which lights each pixel by the direction that the surface has there. */
final class Modelling implements Brush {
    /* Across the form's two axes the surface turns away as on a ball, along a long form only near its ends. The light comes
     * from the lit end of the mark's line of shade and from the audience's side. */

    private static final int STEPS = 128;
    private static final int FINE = 1024;
    private static final float LIGHT_ACROSS = 0.72f;
    private static final float LIGHT_FORWARD = 0.69f;

    private final Canvas canvas;
    private final int[] ramp = new int[STEPS + 1];
    private final int[] shine = new int[FINE + 1];
    private final int[] rim = new int[FINE + 1];
    private final float[] facing = new float[FINE + 1];
    private final int[] owner;
    private int opacity;
    private int rimColour;
    private @Nullable Texture relief;
    private int reliefStrength;
    private float reliefCells;
    private boolean elongated;
    private int serial;
    private float lightX;
    private float lightY;
    private float centreX;
    private float centreY;
    private float axisX;
    private float axisY;
    private float perAlong;
    private float perAcross;

    Modelling(Canvas canvas, int[] owner) {
        this.canvas = canvas;
        this.owner = owner;
        for (var i = 0; i <= FINE; i++) {
            facing[i] = (float) Math.sqrt(1 - (double) i / FINE);
            var away = 1 - facing[i];
            rim[i] = (int) (170 * away * away * away);
        }
    }

    /** The colour for how squarely the light falls, 1 fully to -1 from behind. */
    interface Tone {
        int at(double squareness);
    }

    /**
     * Loads the brush for a form and lays it.
     *
     * @param gloss 0 matt to 1 polished
     * @param serial what {@code owner} holds where the form is seen
     */
    void lay(Contour form, Mark.Shade shade, int opacity, Tone tone, double gloss, int rimColour, int serial) {
        this.opacity = opacity;
        this.rimColour = rimColour;
        this.serial = serial;
        var dx = shade.litX() - shade.darkX();
        var dy = shade.litY() - shade.darkY();
        var length = Math.sqrt(dx * dx + dy * dy) + 1e-9;
        lightX = (float) (LIGHT_ACROSS * dx / length);
        lightY = (float) (LIGHT_ACROSS * dy / length);
        for (var i = 0; i <= STEPS; i++) {
            ramp[i] = tone.at(2.0 * i / STEPS - 1);
        }
        for (var i = 0; i <= FINE; i++) {
            var mirrored = Math.max(0, 2.0 * i / FINE - 1);
            var broad = mirrored * mirrored * mirrored * mirrored;
            var sharp = broad * broad * broad;
            shine[i] = (int) (256 * ((0.1 + 0.3 * gloss) * broad * broad + gloss * 0.95 * sharp * sharp * sharp));
        }
        axes(form);
        canvas.paint(form, this);
    }

    /** Gives the surface of what is laid next bumps; none for a null. */
    void relief(@Nullable Texture relief, double strength, double cells) {
        this.relief = relief;
        reliefStrength = (int) (strength * STEPS);
        reliefCells = (float) cells;
    }

    @Override
    public void row(int y, int from, int to, int[] coverage) {
        var pixels = canvas.pixels();
        var offset = y * canvas.width;
        var halfX = lightX / 1.84f;
        var halfY = lightY / 1.84f;
        var halfZ = (LIGHT_FORWARD + 1) / 1.84f;
        var dy = y + 0.5f - centreY;
        var bumps = relief;
        for (var x = from; x < to; x++) {
            var share = (coverage[x] * opacity) >> 8;
            if (share == 0) {
                continue;
            }
            var dx = x + 0.5f - centreX;
            var u = (dx * axisX + dy * axisY) * perAlong;
            var v = (dy * axisX - dx * axisY) * perAcross;
            if (elongated) {
                u = u * u * u;
            }
            var radius = Math.min(1, u * u + v * v);
            var normalX = u * axisX - v * axisY;
            var normalY = u * axisY + v * axisX;
            var away = (int) (radius * FINE);
            var normalZ = facing[away];
            var square = normalX * lightX + normalY * lightY + normalZ * LIGHT_FORWARD;
            var step = (int) ((square + 1) * (STEPS / 2));
            if (bumps != null) {
                var bump = bumps.at((int) (dx * reliefCells), (int) (dy * reliefCells)) - 128;
                step += (bump * reliefStrength) >> 7;
            }
            var colour = ramp[step < 0 ? 0 : Math.min(step, STEPS)];
            var mirrored = (int) ((normalX * halfX + normalY * halfY + normalZ * halfZ + 1) * (FINE / 2));
            var gleam = shine[mirrored < 0 ? 0 : Math.min(mirrored, FINE)];
            if (gleam > 0) {
                colour = Rgb.blend(colour, 0xffffff, Math.min(256, gleam));
            }
            if (normalX * lightX + normalY * lightY < 0) {
                colour = Rgb.blend(colour, rimColour, rim[away]);
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
        elongated = reachAlong > 1.4 * reachAcross;
        axisX = (float) mainX;
        axisY = (float) mainY;
        perAlong = (float) (1 / reachAlong);
        perAcross = (float) (1 / reachAcross);
    }
}
