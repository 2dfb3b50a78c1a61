package dev.shotwright.world.paint;

import dev.shotwright.world.space.Finish;
import dev.shotwright.world.space.Mark;
import dev.shotwright.world.stage.Picture.Light;

/** The light of a picture as a painter mixes it: what a surface looks like between full light and its dark side. */
final class Illumination {
    private final Light light;
    private final double[] bright = new double[3];
    private final double[] dark = new double[3];

    /**
     * Mixes the light.
     *
     * @param depth how bright the dark side of a form is, 0 black to 1 as the lit one
     * @param coolness how far the dark side goes to blue, 0 to 1
     */
    Illumination(Light light, double depth, double coolness) {
        this.light = light;
        var dim = dim();
        double[] cool = {1 - 0.25 * coolness, 1 - 0.06 * coolness, 1 + 0.3 * coolness};
        for (var channel = 0; channel < 3; channel++) {
            var shift = 16 - 8 * channel;
            var tint = (light.tint() >> shift & 0xff) / 255.0;
            var haze = (light.haze() >> shift & 0xff) / 255.0;
            bright[channel] = dim * tint * 1.03;
            dark[channel] = dim * depth * (0.65 * tint + 0.35 * (0.5 + 0.5 * haze)) * cool[channel];
        }
    }

    /** The share of full daylight that is left, 0 to 1. */
    double dim() {
        return 0.32 + 0.68 * Math.max(0, Math.min(1, light.level()));
    }

    double night() {
        return 1 - Math.max(0, Math.min(1, light.level()));
    }

    int haze() {
        return light.haze();
    }

    /** A surface that gets {@code exposure} of the light, 0 to 1 and a little above. */
    int on(int surface, double exposure) {
        return Rgb.of(
                Rgb.red(surface) * (dark[0] + (bright[0] - dark[0]) * exposure),
                Rgb.green(surface) * (dark[1] + (bright[1] - dark[1]) * exposure),
                Rgb.blue(surface) * (dark[2] + (bright[2] - dark[2]) * exposure));
    }

    /** A mark as a whole, seen through the haze. */
    int on(Mark mark, double exposure, double fade) {
        if (mark.finish() == Finish.GLOWING) {
            return Rgb.mix(mark.colour() & 0xffffff, light.haze(), 0.6 * fade);
        }
        return Rgb.mix(on(mark.colour(), exposure), light.haze(), fade);
    }

    /** A flat wash of light over a colour that has no form, such as lettering's ground. */
    int even(int surface) {
        return on(surface, 0.9);
    }
}
