package dev.shotwright.world.paint;

import dev.shotwright.world.space.Finish;
import dev.shotwright.world.space.Mark;
import dev.shotwright.world.space.Mark.Shade;
import dev.shotwright.world.stage.Picture;
import dev.shotwright.world.stage.Picture.Drawn;
import dev.shotwright.world.stage.Picture.Role;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Chinese ink painting: paper left white, hills that sink into mist, washes that bleed, brush lines that swell, thin out and
 * run dry, and a few mineral colours.
 */
final class InkPainter implements Painter {
    private static final int XUAN = 0xf8f5ea;

    private final Canvas canvas;
    private final Wash wash;
    private final Linework linework;
    private final Pigments pigments = new Pigments();
    private final Backdrop backdrop;
    private final Sheets sheets;
    private final Letters letters;
    private final Seal seal;
    private final Veil veil;
    private final Texture cloudy;
    private final Texture wobble;
    private final Texture dry;
    private final Texture hairs;
    private final int[] sheetOfPaper;
    private final int[] paper;
    private final int[] ridge;
    private final int[] crest;

    InkPainter(int width, int height, long seed) {
        canvas = new Canvas(width, height);
        wash = new Wash(canvas);
        linework = new Linework(width, height);
        backdrop = new Backdrop(canvas);
        sheets = new Sheets(canvas, backdrop);
        letters = new Letters(canvas);
        seal = new Seal(canvas);
        veil = new Veil(width, height);
        var random = new SplittableRandom(seed ^ 0x696e6b);
        cloudy = Texture.clouds(random, 64, 6);
        wobble = Texture.clouds(random, 16, 3);
        dry = Texture.streaks(random, 48, 3);
        hairs = Texture.grain(random);
        sheetOfPaper = xuan(width, height, Texture.streaks(random, 32, 2), Texture.grain(random));
        paper = new int[width * height];
        ridge = new int[width];
        crest = new int[width];
    }

    @Override
    public void paint(Picture picture, int[] pixels) {
        canvas.stretch(pixels);
        linework.clear();
        var light = new Illumination(picture.light(), 0.6, 0.2);
        ground(picture, light);
        System.arraycopy(paper, 0, pixels, 0, paper.length);
        sheets.lay(picture, () -> photo(pixels), drawn -> draw(drawn, light));
        seal.press();
    }

    private void draw(Drawn sheet, Illumination light) {
        switch (sheet.role()) {
            case SKY -> rest(sheet).forEach(mark -> sky(mark, sheet, light));
            case FAR -> sheet.marks().forEach(mark -> hill(mark, sheet));
            case GROUND -> ground(sheet);
            case SHADOW -> shadow(sheet);
            case SETTING, FIGURE -> figure(sheet, light);
            case WEATHER -> weather(sheet, light);
            case LETTERING -> sheet.marks().forEach(letters::write);
        }
    }

    private List<Mark> rest(Drawn sheet) {
        return sheet.marks()
                .subList(backdrop.bands(sheet.marks()), sheet.marks().size());
    }

    /** Of the bands that make up the ground only the nearest colour is used, over the whole of it. */
    private void ground(Drawn sheet) {
        var bands = backdrop.bands(sheet.marks());
        if (bands > 0) {
            var whole = sheet.marks().getFirst();
            land(
                    new Mark(whole.outline(), sheet.marks().get(bands - 1).colour(), whole.finish(), 1, Shade.FLAT),
                    sheet);
        }
        sheet.marks().subList(bands, sheet.marks().size()).forEach(mark -> land(mark, sheet));
    }

    /** Lays the paper in the light of the moment: white by day, under a wash of ink at night or below falling snow. */
    private void ground(Picture picture, Illumination light) {
        var falling = picture.sheets().stream().anyMatch(s -> s instanceof Drawn d && d.role() == Role.WEATHER);
        var depth = 0.78 * light.night() * Math.sqrt(light.night()) + (falling ? 0.08 : 0);
        var tint = Rgb.mix(0xffffff, picture.light().tint(), 0.35);
        var glass = pigments.glass(Rgb.mix(0x3a4048, 0x2a3450, light.night()));
        for (var y = 0; y < canvas.height; y++) {
            var fall = 1 - 0.35 * y / canvas.height;
            for (var x = 0; x < canvas.width; x++) {
                var at = y * canvas.width + x;
                var base = Canvas.through(sheetOfPaper[at], tint);
                if (depth > 0.02) {
                    var uneven = 1 + (cloudy.at(x >> 1, y >> 1) - 128) / 420.0;
                    var step = (int) (Pigments.FULL * depth * fall * uneven);
                    base = Canvas.through(base, glass[Math.max(0, Math.min(Pigments.STEPS - 1, step))]);
                }
                paper[at] = base;
            }
        }
    }

    private void photo(int[] pixels) {
        for (var i = 0; i < pixels.length && i < paper.length; i++) {
            pixels[i] = Canvas.through(Rgb.saturate(pixels[i], 0.55), sheetOfPaper[i]);
        }
    }

    private void sky(Mark mark, Drawn sheet, Illumination light) {
        var outline = canvas.take(mark);
        if (outline.empty() || (mark.finish() != Finish.SOFT && Skies.vault(mark, outline, canvas))) {
            return;
        }
        if (Skies.cloud(mark, sheet)) {
            veil.add(mark.outline(), Rgb.opacity(mark.colour()));
            veil.blur(0.25 * outline.breadth());
            var underside = pigments.glass(0x8a929a);
            var middle = outline.centreY();
            var span = Math.max(1, outline.breadth() / 2);
            veil.lift(canvas.pixels(), (pixel, share, x, y) -> {
                var low = Math.max(0, Math.min(1, (y - middle) / span + 0.4));
                var edge = (share * (256 - share)) >> 8;
                return Canvas.through(pixel, underside[(int) (edge * low * 0.22)]);
            });
            return;
        }
        if (mark.finish() == Finish.GLOWING) {
            if (mark.colour() >>> 24 < 0x60 || outline.extent() > canvas.height) {
                return;
            }
            var small = outline.rings() > 8 || outline.extent() < canvas.height / 40.0;
            if (light.night() > 0.4) {
                canvas.fill(outline, small ? 0xd8d4c4 : 0xf6eed8, small ? 150 : 256);
            } else {
                wash.add(outline, Shade.FLAT, 0);
                layer(0xd4452c, 0.85, 0, 0, 0, 0);
            }
            return;
        }
        wash.add(outline, mark.shade(), 0);
        layer(Minerals.pigment(mark.colour()), Minerals.density(mark.colour()) * 0.5, 0.2, 0.5, 0, 0);
    }

    /** A hill is darkest at its ridge and sinks into mist. */
    private void hill(Mark mark, Drawn sheet) {
        var outline = canvas.take(mark);
        if (outline.empty()) {
            return;
        }
        var near = 1 - sheet.fade();
        var glass = pigments.glass(Rgb.mix(0x2c3a42, Minerals.pigment(mark.colour()), 0.25 + 0.2 * near));
        var density = (0.1 + 0.85 * near * near) * (0.35 + 0.65 * (1 - Rgb.luminance(mark.colour())));
        var depth = Math.max(4, Math.min(canvas.height * 0.3, 0.75 * (outline.bottom() - outline.top())));
        var size = outline.extent();
        outline.resample(6).wobble(wobble, Math.min(4, size / 100), 0.12f, 0, 0);
        findRidge(outline);
        canvas.paint(outline, (y, from, to, coverage) -> {
            var pixels = canvas.pixels();
            for (var x = from; x < to; x++) {
                var share = coverage[x];
                if (share == 0) {
                    continue;
                }
                var at = y * canvas.width + x;
                var fall = Math.max(0, Math.min(1, 1 - (y - ridge[x]) / depth));
                var uneven = 1 + (cloudy.at(x, y) - 128) / 200.0;
                var edge = Math.abs(y - crest[x]) < 3 ? 1.2 : 1;
                var step = (int) (Pigments.FULL * density * fall * fall * uneven * edge);
                var lifted = Rgb.blend(pixels[at], paper[at], (share * 225) >> 8);
                pixels[at] =
                        Canvas.through(lifted, glass[Math.max(0, Math.min(Pigments.STEPS - 1, (step * share) >> 8))]);
            }
        });
    }

    /** Finds the upper edge of an outline in each column, and the same without its small teeth. */
    private void findRidge(Contour outline) {
        Arrays.fill(crest, canvas.height);
        canvas.paint(outline, (y, from, to, coverage) -> {
            for (var x = from; x < to; x++) {
                if (coverage[x] > 64 && crest[x] > y) {
                    crest[x] = y;
                }
            }
        });
        var reach = Math.max(1, canvas.width / 40);
        var sum = 0;
        for (var x = -reach; x <= reach; x++) {
            sum += crest[Math.max(0, Math.min(canvas.width - 1, x))];
        }
        for (var x = 0; x < canvas.width; x++) {
            ridge[x] = sum / (2 * reach + 1);
            sum += crest[Math.min(canvas.width - 1, x + reach + 1)] - crest[Math.max(0, x - reach)];
        }
    }

    /** Land is mostly left out: a few dry strokes along it. */
    private void land(Mark mark, Drawn sheet) {
        var outline = canvas.take(mark);
        if (outline.empty()) {
            return;
        }
        var opacity = Rgb.opacity(mark.colour());
        var whole = outline.right() - outline.left() > 0.9 * canvas.width;
        var glass = pigments.glass(Minerals.pigment(mark.colour()));
        var density = (0.03 + 0.82 * Minerals.density(mark.colour())) * (1 - 0.8 * sheet.fade()) * (whole ? 1 : 0.7);
        var depth = Math.max(1.0, canvas.height - Math.max(0, outline.top()));
        var start = outline.top();
        canvas.paint(outline, (y, from, to, coverage) -> {
            var pixels = canvas.pixels();
            var near = whole ? 0.18 + 0.82 * Math.max(0, Math.min(1, (y - start) / depth)) : 0.6;
            for (var x = from; x < to; x++) {
                var share = (coverage[x] * opacity) >> 8;
                if (share > 0) {
                    var at = y * canvas.width + x;
                    var stroke = dry.at(x >> 2, y) + cloudy.at(x >> 1, y) - 236;
                    var wet = Math.max(0, Math.min(1, stroke / 90.0));
                    var step = ((int) (Pigments.FULL * density * near * (0.22 + wet) * share)) >> 8;
                    var lifted = whole ? Rgb.blend(pixels[at], paper[at], share) : pixels[at];
                    pixels[at] = Canvas.through(lifted, glass[Math.min(Pigments.STEPS - 1, step)]);
                }
            }
        });
    }

    private void shadow(Drawn sheet) {
        for (var mark : sheet.marks()) {
            veil.add(mark.outline(), Rgb.opacity(mark.colour()));
        }
        veil.blur(Math.max(4, Math.min(canvas.height / 20.0, 0.08 * sheet.scale())));
        var glass = pigments.glass(0x5a6068);
        veil.lift(canvas.pixels(), (pixel, share, x, y) -> {
            var bleeding = share + (((cloudy.at(2 * x, 2 * y) - 128) * share) >> 9);
            return Canvas.through(pixel, glass[Math.max(0, Math.min(Pigments.FULL, (bleeding * 30) >> 8))]);
        });
    }

    private void weather(Drawn sheet, Illumination light) {
        for (var mark : sheet.marks()) {
            var outline = canvas.take(mark);
            if (!outline.empty()) {
                var bright = Rgb.luminance(mark.colour()) > 0.85 && outline.breadth() > 2;
                canvas.fill(
                        outline,
                        bright ? light.on(0xfffdf6, 0.9) : 0x4c545c,
                        (Rgb.opacity(mark.colour()) * (bright ? 240 : 120)) >> 8);
            }
        }
    }

    private void figure(Drawn sheet, Illumination light) {
        linework.sheet();
        var marks = sheet.marks();
        var faces = Faces.of(marks);
        var numbers = new int[marks.size()];
        for (var i = 0; i < numbers.length; i++) {
            var mark = marks.get(i);
            var outline = shaped(mark, faces.get(i), sheet);
            if (!outline.empty() && mark.finish() != Finish.DECAL) {
                numbers[i] = linework.part(canvas, outline, mark.colour());
            }
        }
        var near = 1 - 0.85 * sheet.fade();
        for (var passage : Passage.of(marks)) {
            wash(passage, sheet, near, light);
        }
        lines(sheet, faces, numbers, near);
    }

    /** A light is paper that the night's wash left out, warmed a little, with a halo. */
    private void glow(Passage passage, Drawn sheet, Illumination light) {
        for (var i = 0; i < passage.marks().size(); i++) {
            var mark = passage.marks().get(i);
            var outline = shaped(mark, passage.faces().get(i), sheet);
            if (!outline.empty()) {
                if (light.night() > 0.3) {
                    veil.add(mark.outline(), Rgb.opacity(mark.colour()));
                    veil.blur(1.6 * outline.breadth() + 4);
                    veil.lift(canvas.pixels(), (pixel, share, x, y) -> Rgb.blend(pixel, 0xf2dca4, share));
                }
                canvas.fill(outline, Rgb.mix(mark.colour() & 0xffffff, 0xfaf3e0, 0.35), Rgb.opacity(mark.colour()));
            }
        }
    }

    private void wash(Passage passage, Drawn sheet, double near, Illumination light) {
        var first = passage.first();
        if (first.finish() == Finish.GLOWING) {
            glow(passage, sheet, light);
            return;
        }
        for (var i = 0; i < passage.marks().size(); i++) {
            var mark = passage.marks().get(i);
            var outline = shaped(mark, passage.faces().get(i), sheet);
            if (!outline.empty()) {
                var even = (int) (230 * (1 - mark.light()));
                wash.add(outline, mark.finish() == Finish.DECAL ? Shade.FLAT : mark.shade(), even);
            }
        }
        var density = Minerals.density(first.colour()) * near;
        var decal = first.finish() == Finish.DECAL;
        var foliage = first.finish() == Finish.SOFT && sheet.role() == Role.SETTING;
        layer(
                Minerals.pigment(first.colour()),
                decal ? Math.max(density, 0.2) * 1.15 : density * (foliage ? 0.8 : 0.9),
                decal ? 0 : 0.55,
                decal ? 0.1 : foliage ? 1.5 : 0.5,
                decal ? 0 : foliage ? 0.5 : 0.28,
                decal ? 0 : 0.22);
    }

    /**
     * Dries the wash.
     *
     * @param density of the pigment, 1 showing its own colour
     * @param form how much more lies on the dark side
     * @param uneven how blotchy it is
     * @param bleed how much runs out over the edge
     * @param rim how much gathers at the edge
     */
    private void layer(int pigment, double density, double form, double uneven, double bleed, double rim) {
        wash.soften(Math.max(1, canvas.height / 160));
        var glass = pigments.glass(pigment);
        var base = Pigments.FULL * density;
        var blotch = uneven > 1 ? 16 : 5;
        wash.dry((pixel, x, y, mask, soft, tone) -> {
            var noise = (cloudy.at((x * blotch) >> 3, (y * blotch) >> 3) - 128) / 128.0;
            var here = mask / 256.0 * (0.78 + form * (tone - 90) / 256.0 + 0.5 * uneven * noise)
                    + rim * Math.max(0, mask - soft) / 128.0
                    + bleed * Math.max(0, soft - mask) / 256.0 * (1 + 2 * noise);
            var step = Math.max(0, Math.min(Pigments.STEPS - 1, (int) (base * here)));
            var lifted = Rgb.blend(pixel, paper[y * canvas.width + x], (mask * 246) >> 8);
            return Canvas.through(lifted, glass[step]);
        });
    }

    private void lines(Drawn sheet, List<Faces> faces, int[] numbers, double near) {
        var figure = sheet.role() == Role.FIGURE;
        var wide = (float) Linework.width(sheet, figure ? 0.011 : 0.008, 0.45, figure ? 2.8 : 1.8);
        for (var i = 0; i < numbers.length; i++) {
            if (numbers[i] == 0) {
                continue;
            }
            var mark = sheet.marks().get(i);
            var outline = shaped(mark, faces.get(i), sheet).resample(4);
            var pale = Rgb.luminance(mark.colour()) > 0.6;
            var ink = Rgb.mix(0x1a1a1c, Minerals.pigment(mark.colour()), pale ? 0 : 0.25);
            var opacity = ((int) (256 * near * (figure ? 0.9 : 0.7) * Rgb.opacity(mark.colour()))) >> 8;
            var originX = outline.centreX();
            var originY = outline.centreY();
            var size = Math.max(8, outline.breadth());
            var line = linework.line(outline, numbers[i], 0.12f, (point, x, y, nx, ny) -> {
                var swell = 0.5f + 0.5f * wobble.smooth((x - originX) * 20 / size + 7, (y - originY) * 20 / size);
                return wide * (0.18f + 1.25f * swell * swell + 0.4f * Math.max(0, ny));
            });
            stroke(line, ink, opacity, (int) originX, (int) originY);
        }
    }

    /** A line in which a brush that runs dry leaves gaps. */
    private void stroke(Contour line, int ink, int opacity, int originX, int originY) {
        canvas.paint(line, (y, from, to, coverage) -> {
            var pixels = canvas.pixels();
            for (var x = from; x < to; x++) {
                if (coverage[x] > 0) {
                    var at = y * canvas.width + x;
                    var thirst = cloudy.at(3 * (x - originX), 3 * (y - originY)) - 132;
                    var bristle = thirst <= 0 ? 256 : (hairs.at(x - originX, y - originY) - 70 - thirst) * 7;
                    var share = (coverage[x] * opacity * Math.max(40, Math.min(256, bristle))) >> 16;
                    pixels[at] = Rgb.blend(pixels[at], ink, share);
                }
            }
        });
    }

    private Contour shaped(Mark mark, Faces faces, Drawn sheet) {
        var outline = canvas.take(mark);
        var size = faces.several() ? faces.breadth() : outline.breadth();
        if (outline.empty() || size < 6 || mark.finish() == Finish.DECAL) {
            return outline;
        }
        var ragged = mark.finish() == Finish.SOFT && sheet.role() == Role.SETTING;
        var amplitude = Math.min(ragged ? 0.09f * size : 0.03f * size, ragged ? 14 : 4);
        var cells = (ragged ? 90 : 45) / size;
        outline.resample(4);
        return faces.several()
                ? outline.warp(wobble, amplitude, cells, faces.centreX(), faces.centreY())
                        .grow(Faces.OVERLAP)
                : outline.wobble(wobble, amplitude, cells, outline.centreX(), outline.centreY());
    }

    private static int[] xuan(int width, int height, Texture fibres, Texture grain) {
        var paper = new int[width * height];
        for (var y = 0; y < height; y++) {
            for (var x = 0; x < width; x++) {
                var fibre = (fibres.at(x, y) + fibres.at(y + 91, x + 17) - 256) / 80.0 + (grain.at(x, y) - 128) / 64.0;
                paper[y * width + x] =
                        Rgb.of(Rgb.red(XUAN) + fibre, Rgb.green(XUAN) + fibre, Rgb.blue(XUAN) + 1.3 * fibre);
            }
        }
        return paper;
    }
}
