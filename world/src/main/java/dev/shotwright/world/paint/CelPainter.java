package dev.shotwright.world.paint;

import dev.shotwright.world.space.Finish;
import dev.shotwright.world.space.Mark;
import dev.shotwright.world.stage.Picture;
import dev.shotwright.world.stage.Picture.Drawn;
import dev.shotwright.world.stage.Picture.Role;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Drawn animation: a flat tone and one hard shadow, a thick ink line around each figure and thin ones between its parts. */
final class CelPainter implements Painter {
    /* Each figure is first filled in ink, grown by the outer line. Then each part is inked, grown by the inner line, and
     * filled. Where a part's inner line would fall on a part of the same colour it is nearly left out, so that an upper and a
     * lower arm read as one arm. The lit tone is the part's own outline pushed towards the light, kept within the part. */

    private static final int INK = 0x1d1822;

    private final Canvas canvas;
    private final Graded graded;
    private final Veil glow;
    private final Contour shifted;
    private final Sheets sheets;
    private final Letters letters;
    private final Texture leaves;
    private final int[] owner;
    private final int[] inside;
    private int serial;
    private int ordinal;

    CelPainter(int width, int height, long seed) {
        canvas = new Canvas(width, height);
        graded = new Graded(canvas);
        glow = new Veil(width, height);
        shifted = new Contour(width, height);
        sheets = new Sheets(canvas, new Backdrop(canvas));
        letters = new Letters(canvas);
        leaves = Texture.clouds(new SplittableRandom(seed), 8, 2);
        owner = new int[width * height];
        inside = new int[width * height];
    }

    @Override
    public void paint(Picture picture, int[] pixels) {
        canvas.stretch(pixels);
        var light = new Illumination(picture.light(), 0.64, 0.45);
        Arrays.fill(pixels, 0, canvas.width * canvas.height, light.haze());
        Arrays.fill(owner, 0);
        Arrays.fill(inside, 0);
        serial = 0;
        ordinal = 0;
        sheets.lay(picture, () -> {}, drawn -> draw(drawn, light));
        glow.blur(canvas.height / 12.0);
        var strength = light.night();
        glow.lift(pixels, (pixel, share, x, y) -> Rgb.blend(pixel, 0xffdf9c, (int) (share * strength * 0.7)));
    }

    private void draw(Drawn sheet, Illumination light) {
        switch (sheet.role()) {
            case SKY -> rest(sheet, light).forEach(mark -> sky(mark, sheet, light));
            case SHADOW -> shadow(sheet);
            case LETTERING -> sheet.marks().forEach(letters::write);
            case GROUND -> rest(sheet, light).forEach(mark -> flat(mark, sheet, light));
            case FAR, WEATHER -> sheet.marks().forEach(mark -> flat(mark, sheet, light));
            case SETTING -> inked(sheet, light, Linework.width(sheet, 0.012, 0.7, 2.2), 0.35);
            case FIGURE -> inked(sheet, light, Linework.width(sheet, 0.017, 1, 5.5), 0);
        }
    }

    private List<Mark> rest(Drawn sheet, Illumination light) {
        return sheets.rest(sheet, band -> light.on(band, band.light(), sheet.fade()));
    }

    private void sky(Mark mark, Drawn sheet, Illumination light) {
        var outline = canvas.take(mark);
        if (!outline.empty() && Skies.vault(mark, outline, canvas)) {
            graded.load(
                    Skies.fall(mark, outline),
                    256,
                    place -> Rgb.mix(light.on(mark, 1, sheet.fade()), light.haze(), 0.85 * place));
            canvas.paint(outline, graded);
        } else {
            part(mark, sheet, light);
        }
    }

    private void shadow(Drawn sheet) {
        for (var mark : sheet.marks()) {
            var outline = canvas.take(mark);
            if (!outline.empty()) {
                canvas.glaze(outline, Rgb.mix(mark.colour(), 0x5a4a80, 0.5), Rgb.opacity(mark.colour()));
            }
        }
    }

    private void flat(Mark mark, Drawn sheet, Illumination light) {
        if (sheet.role() == Role.WEATHER || mark.shade().flat() || sheet.role() == Role.GROUND) {
            var outline = canvas.take(mark);
            if (!outline.empty()) {
                var shade = mark.shade();
                graded.load(
                        shade,
                        Rgb.opacity(mark.colour()),
                        place -> light.on(mark, level(mark.light()) * (1 - 0.5 * place), sheet.fade()));
                canvas.paint(outline, graded);
            }
        } else {
            part(mark, sheet, light);
        }
    }

    private void inked(Drawn sheet, Illumination light, double width, double softness) {
        var ink = Rgb.mix(Rgb.mix(INK, light.haze(), sheet.fade()), light.haze(), 0.2 * softness);
        for (var mark : sheet.marks()) {
            if (lined(mark)) {
                var outline = shaped(mark);
                if (!outline.empty()) {
                    var line = Rgb.mix(ink, light.on(mark, 0, sheet.fade()), softness);
                    canvas.fill(outline.grow((float) width), line, Rgb.opacity(mark.colour()));
                }
            }
        }
        for (var mark : sheet.marks()) {
            if (lined(mark)) {
                var outline = shaped(mark);
                if (!outline.empty()) {
                    var small = outline.breadth() < 9 * width ? 0.5 : 0.12;
                    var line = Rgb.mix(ink, light.on(mark, 0, sheet.fade()), Math.max(softness, small));
                    seam(outline.grow((float) (0.55 * width)), line, mark);
                }
            }
            part(mark, sheet, light);
            if (mark.finish() == Finish.GLOWING && light.night() > 0.3) {
                glow.add(mark.outline(), Rgb.opacity(mark.colour()));
            }
        }
        ordinal++;
    }

    private static boolean lined(Mark mark) {
        return mark.finish() != Finish.DECAL && mark.colour() >>> 24 > 0x60;
    }

    private Contour shaped(Mark mark) {
        var outline = canvas.take(mark);
        var size = outline.breadth();
        if (mark.finish() == Finish.SOFT && size > 10 && !outline.empty()) {
            outline.resample(Math.max(2, size / 40))
                    .wobble(leaves, Math.min(0.05f * size, 10), 36 / size, outline.centreX(), outline.centreY());
        }
        return outline;
    }

    private void seam(Contour outline, int line, Mark mark) {
        var tag = tag(mark);
        var opacity = Rgb.opacity(mark.colour());
        canvas.paint(outline, (y, from, to, coverage) -> {
            var pixels = canvas.pixels();
            for (var x = from; x < to; x++) {
                var at = y * canvas.width + x;
                var share = (coverage[x] * opacity) >> 8;
                if (owner[at] == tag) {
                    share = (share * 44) >> 8;
                }
                if (share > 0) {
                    pixels[at] = Rgb.blend(pixels[at], line, share);
                }
            }
        });
    }

    private void part(Mark mark, Drawn sheet, Illumination light) {
        var outline = shaped(mark);
        if (outline.empty()) {
            return;
        }
        var opacity = Rgb.opacity(mark.colour());
        var lit = light.on(mark, level(mark.light()), sheet.fade());
        var form = !mark.shade().flat() && mark.finish() != Finish.DECAL && mark.finish() != Finish.GLOWING;
        var base = form ? light.on(mark, 0.12, sheet.fade()) : lit;
        serial++;
        var number = serial;
        var tag = mark.finish() == Finish.DECAL ? 0 : tag(mark);
        canvas.paint(outline, (y, from, to, coverage) -> {
            var pixels = canvas.pixels();
            for (var x = from; x < to; x++) {
                var at = y * canvas.width + x;
                var share = (coverage[x] * opacity) >> 8;
                if (share >= 250) {
                    inside[at] = number;
                    pixels[at] = base;
                } else if (share > 0) {
                    pixels[at] = Rgb.blend(pixels[at], base, share);
                }
                if (share > 128 && tag != 0) {
                    owner[at] = tag;
                }
            }
        });
        if (form) {
            lit(outline, mark, lit, number, opacity);
        }
    }

    private void lit(Contour outline, Mark mark, int lit, int number, int opacity) {
        var shade = mark.shade();
        var towardsX = (float) ((shade.litX() - shade.darkX()) * 0.2);
        var towardsY = (float) ((shade.litY() - shade.darkY()) * 0.2);
        shifted.copy(outline).shift(towardsX, towardsY);
        canvas.paint(shifted, (y, from, to, coverage) -> {
            var pixels = canvas.pixels();
            for (var x = from; x < to; x++) {
                var at = y * canvas.width + x;
                if (inside[at] == number || (opacity < 250 && coverage[x] > 0)) {
                    pixels[at] = Rgb.blend(pixels[at], lit, (coverage[x] * opacity) >> 8);
                }
            }
        });
        if (mark.finish() == Finish.GLOSSY && outline.breadth() > 6) {
            shifted.copy(outline).shrink(0.16f, (float) shade.litX(), (float) shade.litY(), 0.5f);
            canvas.fill(shifted, Rgb.mix(lit, 0xffffff, 0.75), opacity);
        }
    }

    private int tag(Mark mark) {
        return mark.colour() * 31 + ordinal * 0x9e3779b1 | 1;
    }

    private static double level(double light) {
        return light > 0.75 ? 1 : light > 0.45 ? 0.62 : 0.2;
    }
}
