package dev.shotwright.world.paint;

import dev.shotwright.world.stage.Picture;
import java.util.SplittableRandom;

/** Black-and-white film: natural light through an orange filter, on a contrasty stock with grain, darker in the corners. */
final class MonochromePainter implements Painter {
    private static final int GRAIN = 9;

    private final NaturalPainter camera;
    private final Texture grain;
    private final int[] curve = new int[256];
    private final short[] vignette;
    private final int width;
    private final int height;
    private final long seed;

    MonochromePainter(int width, int height, long seed) {
        this.width = width;
        this.height = height;
        this.seed = seed;
        camera = new NaturalPainter(width, height, seed);
        grain = Texture.grain(new SplittableRandom(seed ^ 0x67726169));
        for (var i = 0; i < curve.length; i++) {
            var exposed = Math.sqrt(i / 255.0) * 0.3 + i / 255.0 * 0.7;
            var curved = exposed * exposed * (3 - 2 * exposed);
            curve[i] = (int)
                    Math.round(6 + 246 * (0.2 * exposed + 0.5 * curved + 0.3 * curved * curved * (3 - 2 * curved)));
        }
        vignette = new short[width * height];
        for (var y = 0; y < height; y++) {
            for (var x = 0; x < width; x++) {
                var u = (x + 0.5) / width * 2 - 1;
                var v = (y + 0.5) / height * 2 - 1;
                var far = (u * u + v * v) / 2;
                vignette[y * width + x] = (short) (256 * (1 - 0.36 * far * far));
            }
        }
    }

    @Override
    public void paint(Picture picture, int[] pixels) {
        camera.paint(picture, pixels);
        var random = new SplittableRandom(seed + 31 * picture.frame());
        var shiftX = random.nextInt(Texture.SIZE);
        var shiftY = random.nextInt(Texture.SIZE);
        for (var y = 0; y < height; y++) {
            for (var x = 0; x < width; x++) {
                var at = y * width + x;
                var pixel = pixels[at];
                var light = (Rgb.red(pixel) * 108 + Rgb.green(pixel) * 112 + Rgb.blue(pixel) * 36) >> 8;
                var grey = (curve[light] * vignette[at]) >> 8;
                var middle = 64 + Math.min(grey, 255 - grey);
                grey += ((grain.at(x + shiftX, y + shiftY) - 128) * GRAIN * middle) >> 14;
                grey = grey < 0 ? 0 : Math.min(grey, 255);
                pixels[at] = grey << 16 | grey << 8 | grey;
            }
        }
    }
}
