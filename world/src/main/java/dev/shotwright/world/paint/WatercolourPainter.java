package dev.shotwright.world.paint;

import dev.shotwright.world.space.Finish;
import dev.shotwright.world.space.Mark;
import dev.shotwright.world.space.Mark.Shade;
import dev.shotwright.world.stage.Picture;
import dev.shotwright.world.stage.Picture.Drawn;
import dev.shotwright.world.stage.Picture.Role;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Watercolour: transparent washes on rough paper, darker where they dried at the edge, grainy where pigment settled, with
 * gaps of white paper around things and a loose pencil line.
 */
final class WatercolourPainter implements Painter {
    private static final int PENCIL = 0x46423e;

    private final Canvas canvas;
    private final Wash wash;
    private final Linework linework;
    private final Pigments pigments = new Pigments();
    private final Backdrop backdrop;
    private final Sheets sheets;
    private final Letters letters;
    private final Veil veil;
    private final Texture pool;
    private final Texture tooth;
    private final Texture hand;
    private final int[] paper;

    WatercolourPainter(int width, int height, long seed) {
        canvas = new Canvas(width, height);
        wash = new Wash(canvas);
        linework = new Linework(width, height);
        backdrop = new Backdrop(canvas);
        sheets = new Sheets(canvas, backdrop);
        letters = new Letters(canvas);
        veil = new Veil(width, height);
        var random = new SplittableRandom(seed ^ 0x77617465);
        pool = Texture.clouds(random, 64, 5);
        tooth = Texture.clouds(random, 4, 2);
        hand = Texture.clouds(random, 32, 2);
        paper = new int[width * height];
        for (var y = 0; y < height; y++) {
            for (var x = 0; x < width; x++) {
                var slope = (tooth.at(x + 1, y + 1) - tooth.at(x, y)) / 12.0;
                paper[y * width + x] = Rgb.of(252 + slope, 250 + slope, 244 + slope);
            }
        }
    }

    @Override
    public void paint(Picture picture, int[] pixels) {
        canvas.stretch(pixels);
        linework.clear();
        var light = new Illumination(picture.light(), 0.52, 0.9);
        System.arraycopy(paper, 0, pixels, 0, paper.length);
        sheets.lay(picture, () -> photo(pixels), drawn -> draw(drawn, light));
        veil.blur(canvas.height / 10.0);
        var strength = light.night();
        veil.lift(pixels, (pixel, share, x, y) -> Rgb.blend(pixel, 0xffe2b0, (int) (share * strength * 0.7)));
    }

    private void draw(Drawn sheet, Illumination light) {
        switch (sheet.role()) {
            case SKY -> rest(sheet, light).forEach(mark -> sky(mark, sheet, light));
            case GROUND -> rest(sheet, light).forEach(mark -> land(mark, sheet, light));
            case FAR -> sheet.marks().forEach(mark -> land(mark, sheet, light));
            case SHADOW -> shadow(sheet, light);
            case SETTING, FIGURE -> figure(sheet, light);
            case WEATHER -> weather(sheet, light);
            case LETTERING -> sheet.marks().forEach(letters::write);
        }
    }

    private void photo(int[] pixels) {
        for (var y = 0; y < canvas.height; y++) {
            for (var x = 0; x < canvas.width; x++) {
                var at = y * canvas.width + x;
                var settled = 1 + (tooth.at(x, y) - 128) / 900.0;
                pixels[at] = Canvas.through(Rgb.scale(Rgb.mix(pixels[at], 0xffffff, 0.06), settled), paper[at]);
            }
        }
    }

    /** Lays a wash in the changing colours of the bands that a sheet begins with, and gives the marks that follow. */
    private List<Mark> rest(Drawn sheet, Illumination light) {
        var bands = backdrop.bands(sheet.marks());
        if (bands > 0) {
            backdrop.melt(sheet.marks().subList(0, bands), band -> light.on(band, band.light(), sheet.fade()));
            var sky = sheet.role() == Role.SKY;
            var outline = canvas.take(sheet.marks().getFirst()).resample(8);
            canvas.paint(sky ? outline : outline.wobble(hand, 2, 0.12f, 0, 0), (y, from, to, coverage) -> {
                var colours = backdrop.colours(y, from, to);
                for (var x = from; x < to; x++) {
                    if (coverage[x] > 0) {
                        var at = y * canvas.width + x;
                        var pools = pool.at(x >> 1, y >> 1) + pool.at(77 + ((3 * x) >> 3), 31 + ((3 * y) >> 3)) - 256;
                        var colour = colours[x];
                        var clear = 60 + Rgb.green(colour);
                        var uneven = ((pools * (sky ? 64 : 40)) >> 7) + ((tooth.at(x, y) - 128) >> 2);
                        var painted = diluted(colour, 246 + ((uneven * clear) >> 8), paper[at]);
                        canvas.pixels()[at] = Rgb.blend(canvas.pixels()[at], painted, coverage[x]);
                    }
                }
            });
        }
        return sheet.marks().subList(bands, sheet.marks().size());
    }

    /** A colour with more or less water: 256 shows it as it is, less lets the paper through, more is darker. */
    private static int diluted(int colour, int density, int paper) {
        return density <= 256
                ? Rgb.blend(paper, colour, Math.max(0, density))
                : Rgb.blend(colour, Canvas.through(colour, colour), Math.min(256, density - 256));
    }

    private void sky(Mark mark, Drawn sheet, Illumination light) {
        var outline = canvas.take(mark);
        if (outline.empty()) {
            return;
        }
        if (Skies.cloud(mark, sheet)) {
            cloud(mark, outline, light);
        } else if (Skies.vault(mark, outline, canvas)) {
            var fall = Skies.fall(mark, outline);
            wash.add(outline, fall, 0);
            dry(
                    paint(mark, 1, sheet, light),
                    0,
                    0.95 + 0.1 * light.night(),
                    -0.75 * (1 - light.night()),
                    1.15,
                    0,
                    0.35);
        } else {
            wash.add(outline.wobble(hand, 1.5f, 0.1f, outline.centreX(), outline.centreY()), Shade.FLAT, 0);
            var clear = Rgb.opacity(mark.colour());
            dry(paint(mark, 1, sheet, light), clear, 0.9 * clear / 256, 0, 0.4, 0.6, 0.3);
            if (mark.finish() == Finish.GLOWING && outline.extent() < 0.4 * canvas.height) {
                veil.add(mark.outline(), clear);
            }
        }
    }

    /** A cloud is paper that the sky's wash left out, with a shade below. */
    private void cloud(Mark mark, Contour outline, Illumination light) {
        var size = outline.breadth();
        var top = outline.top();
        outline.resample(5)
                .wobble(
                        hand,
                        Math.min(0.12f * size, 14),
                        60 / Math.max(20, size),
                        outline.centreX(),
                        outline.centreY());
        wash.add(outline, new Shade(0, top, 0, top + Math.max(1, size)), 0);
        wash.soften(Math.max(2, Math.min(10, (int) (size / 12))));
        var grey = pigments.glass(light.on(0x9aa4b8, 0.9));
        var opacity = Rgb.opacity(mark.colour());
        var white = light.on(0xffffff, 1);
        wash.dry((pixel, x, y, mask, soft, tone) -> {
            var at = y * canvas.width + x;
            var lift = (Math.min(mask, soft) * opacity) >> 8;
            var lifted = Rgb.blend(pixel, Canvas.through(paper[at], white), lift);
            var low = (tone * tone) >> 8;
            var step = (lift * low * (150 + pool.at(2 * x, 2 * y))) >> 18;
            return Canvas.through(lifted, grey[Math.min(Pigments.FULL, step / 3)]);
        });
    }

    private void land(Mark mark, Drawn sheet, Illumination light) {
        var outline = canvas.take(mark);
        if (outline.empty()) {
            return;
        }
        var big = outline.extent() > canvas.height / 6.0;
        outline.resample(8).wobble(hand, big ? 2.5f : 1, 0.12f, 0, 0);
        wash.add(outline, mark.shade(), (int) (200 * (1 - mark.light())));
        dry(
                paint(mark, 0.97, sheet, light),
                sheet.role() == Role.FAR ? 150 : 240,
                0.95 * Rgb.opacity(mark.colour()) / 256,
                0.3,
                big ? 1.0 : 0.4,
                0.55,
                0.4);
    }

    private void shadow(Drawn sheet, Illumination light) {
        var opacity = 0;
        for (var mark : sheet.marks()) {
            var outline = canvas.take(mark);
            if (!outline.empty()) {
                wash.add(
                        outline.resample(6).wobble(hand, 2, 0.15f, outline.centreX(), outline.centreY()),
                        Shade.FLAT,
                        60);
                opacity = Math.max(opacity, Rgb.opacity(mark.colour()));
            }
        }
        dry(light.on(0x6a6aa0, 0.9), 0, 1.0 * opacity / 256, 0, 0.6, 0.5, 0.35);
    }

    private void weather(Drawn sheet, Illumination light) {
        for (var mark : sheet.marks()) {
            var outline = canvas.take(mark);
            if (!outline.empty()) {
                var bright = Rgb.luminance(mark.colour()) > 0.85;
                canvas.fill(
                        outline,
                        bright ? light.on(0xffffff, 0.95) : light.on(mark, 0.9, 0),
                        (Rgb.opacity(mark.colour()) * (bright ? 256 : 170)) >> 8);
            }
        }
    }

    private void figure(Drawn sheet, Illumination light) {
        linework.sheet();
        var marks = sheet.marks();
        var faces = Faces.of(marks);
        var numbers = new int[marks.size()];
        for (var i = 0; i < numbers.length; i++) {
            var outline = shaped(marks.get(i), faces.get(i));
            if (!outline.empty() && marks.get(i).finish() != Finish.DECAL) {
                numbers[i] = linework.part(canvas, outline, marks.get(i).colour());
                wash.add(
                        shaped(marks.get(i), faces.get(i)).grow((float) Math.max(1, canvas.height / 400.0)),
                        Shade.FLAT,
                        0);
            }
        }
        leaveOut(light);
        for (var passage : Passage.of(marks)) {
            wash(passage, sheet, light);
        }
        pencil(sheet, numbers);
    }

    /** Keeps the paper free where a figure will be, and a little around it. */
    private void leaveOut(Illumination light) {
        var dim = light.on(0xffffff, 0.95);
        wash.dry((pixel, x, y, mask, soft, tone) ->
                Rgb.blend(pixel, Canvas.through(paper[y * canvas.width + x], dim), (mask * 215) >> 8));
    }

    private void wash(Passage passage, Drawn sheet, Illumination light) {
        var first = passage.first();
        var decal = first.finish() == Finish.DECAL;
        for (var i = 0; i < passage.marks().size(); i++) {
            var mark = passage.marks().get(i);
            var outline = shaped(mark, passage.faces().get(i));
            if (!outline.empty()) {
                wash.add(outline, decal ? Shade.FLAT : mark.shade(), (int) (220 * (1 - mark.light())));
                if (mark.finish() == Finish.GLOWING && light.night() > 0.3) {
                    veil.add(mark.outline(), Rgb.opacity(mark.colour()));
                }
            }
        }
        var soft = first.finish() == Finish.SOFT;
        dry(
                paint(first, 1, sheet, light),
                decal ? 256 : 225,
                (decal ? 1.05 : 0.98) * Rgb.opacity(first.colour()) / 256,
                decal || first.finish() == Finish.GLOWING ? 0 : 0.55,
                decal ? 0.2 : soft ? 1.25 : 0.75,
                decal ? 0.1 : 0.7,
                0.35);
    }

    private int paint(Mark mark, double exposure, Drawn sheet, Illumination light) {
        if (mark.finish() == Finish.GLOWING) {
            return light.on(mark, 1, sheet.fade());
        }
        var clear = Rgb.saturate(Rgb.mix(mark.colour(), 0xffffff, 0.07), 1.12);
        return Rgb.mix(light.on(clear, exposure), light.haze(), sheet.fade());
    }

    /**
     * Dries the wash.
     *
     * @param lift how far the paper was wiped clean before, 0 to 256
     * @param density of the pigment, 1 showing its own colour
     * @param form how much more lies on the dark side
     * @param pooling how blotchy it is
     * @param rim how much gathers at the edge
     * @param grain how much settles in the tooth of the paper
     */
    private void dry(int colour, int lift, double density, double form, double pooling, double rim, double grain) {
        wash.soften(Math.max(2, canvas.height / 200));
        var glass = pigments.glass(colour);
        var base = Pigments.FULL * density / 256;
        var formShare = form / 256;
        var clarity = 0.25 + 0.75 * Math.min(1, 1.4 * Rgb.luminance(colour));
        var poolShare = pooling * clarity * 0.21 / 128;
        var rimShare = rim * 2.5 / 256;
        var grainShare = grain * clarity * 0.36 / 128;
        wash.dry((pixel, x, y, mask, soft, tone) -> {
            if (mask == 0) {
                return pixel;
            }
            var inner = mask
                    * (0.84
                            + formShare * (tone - 70)
                            + poolShare
                                    * (pool.at(x >> 1, y >> 1)
                                            + pool.at(77 + ((3 * x) >> 3), 31 + ((3 * y) >> 3))
                                            - 256)
                            + grainShare * (tooth.at(x, y) - 128)
                            + rimShare * Math.max(0, mask - soft));
            var step = Math.max(0, Math.min(Pigments.STEPS - 1, (int) (base * inner)));
            var lifted = lift == 0 ? pixel : Rgb.blend(pixel, paper[y * canvas.width + x], (mask * lift) >> 8);
            return Canvas.through(lifted, glass[step]);
        });
    }

    private void pencil(Drawn sheet, int[] numbers) {
        var near = 1 - sheet.fade();
        var half = (float) Math.max(0.5, Math.min(1.4, canvas.height / 800.0));
        for (var i = 0; i < numbers.length; i++) {
            if (numbers[i] == 0) {
                continue;
            }
            var mark = sheet.marks().get(i);
            var outline = canvas.take(mark);
            var size = Math.max(10, outline.breadth());
            var originX = outline.centreX();
            var originY = outline.centreY();
            outline.resample(5).wobble(hand, Math.min(2.5f, 0.04f * size), 70 / size, originX + 31, originY - 17);
            var opacity = ((int) (235 * near * Rgb.opacity(mark.colour()))) >> 8;
            var line = linework.line(
                    outline,
                    numbers[i],
                    0.25f,
                    (point, x, y, nx, ny) ->
                            half * (0.7f + 0.5f * hand.smooth((x - originX) * 0.2f, (y - originY) * 0.2f)));
            canvas.paint(line, (y, from, to, coverage) -> {
                var pixels = canvas.pixels();
                for (var x = from; x < to; x++) {
                    if (coverage[x] > 0) {
                        var at = y * canvas.width + x;
                        var bite = Math.max(40, Math.min(256, (tooth.at(x, y) - 60) * 4));
                        pixels[at] = Rgb.blend(pixels[at], PENCIL, (coverage[x] * opacity * bite) >> 16);
                    }
                }
            });
        }
    }

    private Contour shaped(Mark mark, Faces faces) {
        var outline = canvas.take(mark);
        var size = faces.several() ? faces.breadth() : outline.breadth();
        if (outline.empty() || size < 6 || mark.finish() == Finish.DECAL) {
            return outline;
        }
        var soft = mark.finish() == Finish.SOFT;
        var reach = Math.min((soft ? 0.07f : 0.025f) * size, soft ? 10 : 3);
        var cells = (soft ? 110 : 60) / size;
        outline.resample(4);
        return faces.several()
                ? outline.warp(hand, reach, cells, faces.centreX(), faces.centreY())
                        .grow(Faces.OVERLAP)
                : outline.wobble(hand, reach, cells, outline.centreX(), outline.centreY());
    }
}
