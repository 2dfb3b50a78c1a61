package dev.shotwright.world.paint;

/** The colours on a Chinese painter's palette: ink for what is grey, a mineral for what is strongly coloured. */
final class Minerals {
    private static final int INK = 0x24262a;
    private static final int CINNABAR = 0xcb3a22;
    private static final int VERMILION = 0xd04a22;
    private static final int ORANGE = 0xc9702f;
    private static final int OCHRE = 0x9a5c34;
    private static final int GAMBOGE = 0xdcaa38;
    private static final int MALACHITE = 0x587f68;
    private static final int AZURITE = 0x3f5f80;
    private static final int ROUGE = 0xa84a66;

    private Minerals() {}

    /** The pigment for a surface. */
    static int pigment(int colour) {
        var strength = Math.max(0, Math.min(1, (Rgb.saturation(colour) - 0.18) / 0.35));
        var light = Rgb.luminance(colour);
        strength *= Math.max(0, Math.min(0.9, (light - 0.1) / 0.12));
        var own = light > 0.55 ? 0.5 : Rgb.saturation(colour) < 0.7 ? 0.65 : 0.15;
        var mineral = Rgb.mix(mineral(Rgb.hue(colour), light), colour, own);
        return Rgb.mix(INK, mineral, strength);
    }

    /** How much of its pigment a surface takes, 0 white paper to 1. */
    static double density(int colour) {
        var coloured = Math.max(0, Math.min(1, (Rgb.saturation(colour) - 0.18) / 0.35));
        var dark = 1 - Rgb.luminance(colour);
        return (1 - coloured) * (0.02 + 0.93 * dark * dark) + coloured * Math.min(1, 0.3 + 0.95 * dark);
    }

    private static int mineral(double hue, double light) {
        if (hue < 14 || hue >= 340) {
            return CINNABAR;
        }
        if (hue < 45) {
            return light < 0.3 ? Rgb.mix(OCHRE, INK, 0.35) : hue < 24 ? VERMILION : ORANGE;
        }
        if (hue < 70) {
            return GAMBOGE;
        }
        if (hue < 170) {
            return MALACHITE;
        }
        return hue < 255 ? AZURITE : ROUGE;
    }
}
