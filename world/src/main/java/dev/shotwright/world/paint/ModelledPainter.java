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

/** Computer animation: saturated bodies with a highlight and a rim of back light, dark where parts meet, a blurred distance. */
final class ModelledPainter implements Painter {
    private final Canvas canvas;
    private final Modelling modelling;
    private final Graded graded;
    private final Veil veil;
    private final Veil glow;
    private final Sheets sheets;
    private final Letters letters;
    private final Blur blur;
    private final Texture fur;
    private final int[] owner;
    private int serial;
    private boolean distant;

    ModelledPainter(int width, int height, long seed) {
        canvas = new Canvas(width, height);
        graded = new Graded(canvas);
        veil = new Veil(width, height);
        glow = new Veil(width, height);
        sheets = new Sheets(canvas, new Backdrop(canvas));
        letters = new Letters(canvas);
        blur = new Blur(width, height);
        fur = Texture.clouds(new SplittableRandom(seed), 6, 3);
        owner = new int[width * height];
        modelling = new Modelling(canvas, owner);
    }

    @Override
    public void paint(Picture picture, int[] pixels) {
        canvas.stretch(pixels);
        var light = new Illumination(picture.light(), 0.36, 1);
        Arrays.fill(pixels, 0, canvas.width * canvas.height, light.haze());
        Arrays.fill(owner, 0);
        serial = 0;
        distant = true;
        sheets.lay(picture, () -> {}, drawn -> {
            if (distant && drawn.role() != Role.SKY && drawn.role() != Role.FAR) {
                blur.box(pixels, sheets.floor(), Math.max(1, canvas.height / 240));
                distant = false;
            }
            draw(drawn, light);
        });
        glow.blur(canvas.height / 8.0);
        var strength = 0.25 + 0.75 * light.night();
        glow.lift(pixels, (pixel, share, x, y) -> Rgb.add(pixel, Rgb.scale(0xffd090, share * strength / 300)));
    }

    private void draw(Drawn sheet, Illumination light) {
        switch (sheet.role()) {
            case SKY -> rest(sheet, light).forEach(mark -> sky(mark, sheet, light));
            case SHADOW -> shadow(sheet);
            case LETTERING -> sheet.marks().forEach(letters::write);
            case GROUND -> rest(sheet, light).forEach(mark -> broad(mark, sheet, light));
            case FAR, WEATHER -> sheet.marks().forEach(mark -> broad(mark, sheet, light));
            case SETTING, FIGURE -> {
                serial++;
                bodies(sheet, light);
            }
        }
    }

    private List<Mark> rest(Drawn sheet, Illumination light) {
        return sheets.rest(sheet, band -> seen(band, vivid(band), band.light(), sheet, light));
    }

    private void sky(Mark mark, Drawn sheet, Illumination light) {
        var outline = canvas.take(mark);
        if (outline.empty()) {
            return;
        }
        if (Skies.vault(mark, outline, canvas)) {
            var zenith = Rgb.saturate(mark.colour() & 0xffffff, 1.35);
            graded.load(
                    Skies.fall(mark, outline),
                    256,
                    place -> Rgb.mix(light.on(zenith, 1), light.haze(), Math.min(1, sheet.fade() + 0.9 * place)));
            canvas.paint(outline, graded);
        } else if (Skies.cloud(mark, sheet)) {
            veil.add(mark.outline(), Rgb.opacity(mark.colour()));
            veil.blur(0.1 * outline.breadth());
            graded.load(mark.shade(), 256, place -> light.on(mark, 1 - 0.6 * place, sheet.fade()));
            veil.lift(canvas.pixels(), (pixel, share, x, y) -> Rgb.blend(pixel, graded.at(x, y), share));
        } else {
            broad(mark, sheet, light);
        }
    }

    private void shadow(Drawn sheet) {
        for (var mark : sheet.marks()) {
            veil.add(mark.outline(), Math.min(256, Rgb.opacity(mark.colour()) * 3 / 2));
        }
        veil.blur(Math.max(2, Math.min(canvas.height / 30.0, 0.04 * sheet.scale())));
        veil.lift(canvas.pixels(), (pixel, share, x, y) -> Rgb.blend(pixel, Canvas.through(pixel, 0x2a2c58), share));
    }

    private void broad(Mark mark, Drawn sheet, Illumination light) {
        var outline = canvas.take(mark);
        if (outline.empty()) {
            return;
        }
        var surface = vivid(mark);
        graded.load(
                mark.shade(),
                Rgb.opacity(mark.colour()),
                place -> seen(mark, surface, mark.light() * (1 - 0.45 * place), sheet, light));
        canvas.paint(mark.shade().flat() && outline.breadth() > 8 ? outline.grow(0.35f) : outline, graded);
        if (mark.finish() == Finish.GLOWING && outline.extent() < 0.4 * canvas.height) {
            glow.add(mark.outline(), Rgb.opacity(mark.colour()));
        }
    }

    private void bodies(Drawn sheet, Illumination light) {
        var marks = sheet.marks();
        var all = Faces.of(marks);
        for (var i = 0; i < marks.size(); i += all.get(i).count()) {
            var faces = all.get(i);
            if (faces.several()) {
                var solid = marks.subList(i, i + faces.count());
                solid.forEach(mark -> occlude(mark, shaped(mark, faces)));
                solid.forEach(mark -> face(mark, faces, sheet, light));
            } else {
                body(marks.get(i), faces, sheet, light);
            }
        }
    }

    private void body(Mark mark, Faces faces, Drawn sheet, Illumination light) {
        var outline = shaped(mark, faces);
        if (outline.empty()) {
            return;
        }
        var size = outline.breadth();
        var plain = plain(mark);
        if (occlude(mark, outline)) {
            outline = shaped(mark, faces);
        }
        var surface = vivid(mark);
        if (plain || mark.shade().flat()) {
            graded.load(
                    plain ? Shade.FLAT : mark.shade(),
                    Rgb.opacity(mark.colour()),
                    place -> seen(mark, surface, mark.light(), sheet, light));
            canvas.paint(plain ? outline : outline.grow(size > 8 ? 0.35f : 0), graded);
            own(mark);
        } else {
            var clear = light.dim() * (1 - sheet.fade());
            var rim = Rgb.mix(light.on(Rgb.mix(surface, 0xffffff, 0.4), 1.15), light.haze(), sheet.fade());
            var soft = mark.finish() == Finish.SOFT;
            modelling.relief(soft ? fur : null, sheet.role() == Role.FIGURE ? 0.05 : 0.12, Math.min(1, 180 / size));
            modelling.lay(
                    outline,
                    mark.shade(),
                    Rgb.opacity(mark.colour()),
                    squareness -> seen(mark, surface, mark.light() * lambert(squareness), sheet, light),
                    (mark.finish() == Finish.GLOSSY ? 1 : soft ? 0 : 0.12) * clear,
                    rim,
                    serial);
        }
        if (mark.finish() == Finish.GLOWING) {
            glow.add(mark.outline(), Rgb.opacity(mark.colour()));
        }
    }

    private void face(Mark mark, Faces faces, Drawn sheet, Illumination light) {
        var outline = shaped(mark, faces);
        if (!outline.empty()) {
            canvas.fill(
                    outline.grow(Faces.OVERLAP),
                    seen(mark, vivid(mark), mark.light(), sheet, light),
                    Rgb.opacity(mark.colour()));
            own(mark);
            if (mark.finish() == Finish.GLOWING) {
                glow.add(mark.outline(), Rgb.opacity(mark.colour()));
            }
        }
    }

    private Contour shaped(Mark mark, Faces faces) {
        var outline = canvas.take(mark);
        var size = faces.several() ? faces.breadth() : outline.breadth();
        if (mark.finish() == Finish.SOFT && size > 14 && !outline.empty() && faces.several()) {
            outline.resample(3).warp(fur, Math.min(0.025f * size, 5), 60 / size, faces.centreX(), faces.centreY());
        } else if (mark.finish() == Finish.SOFT && size > 14 && !outline.empty()) {
            outline.resample(3)
                    .wobble(fur, Math.min(0.025f * size, 5), 60 / size, outline.centreX(), outline.centreY());
        }
        return outline;
    }

    private void own(Mark mark) {
        if (mark.finish() == Finish.DECAL) {
            return;
        }
        canvas.paint(canvas.take(mark), (y, from, to, coverage) -> {
            for (var x = from; x < to; x++) {
                if (coverage[x] > 128) {
                    owner[y * canvas.width + x] = serial;
                }
            }
        });
    }

    private static boolean plain(Mark mark) {
        return mark.finish() == Finish.DECAL || mark.finish() == Finish.GLOWING;
    }

    /** Darkens the parts of the same body where the next one meets them; says whether it did, which uses the outline up. */
    private boolean occlude(Mark mark, Contour outline) {
        var size = outline.breadth();
        if (outline.empty() || size <= 5 || plain(mark) || mark.colour() >>> 24 != 0xff) {
            return false;
        }
        var reach = Math.min(9, 0.14f * size);
        for (var ring = 0; ring < 2; ring++) {
            outline.grow(reach / 2);
            canvas.paint(outline, (y, from, to, coverage) -> {
                var pixels = canvas.pixels();
                for (var x = from; x < to; x++) {
                    var at = y * canvas.width + x;
                    if (owner[at] == serial) {
                        var below = pixels[at];
                        pixels[at] = Rgb.blend(below, Canvas.through(below, 0x403848), (coverage[x] * 52) >> 8);
                    }
                }
            });
        }
        return true;
    }

    private static int vivid(Mark mark) {
        return Rgb.saturate(mark.colour() & 0xffffff, mark.finish() == Finish.DECAL ? 1 : 1.25);
    }

    private static int seen(Mark mark, int surface, double exposure, Drawn sheet, Illumination light) {
        return mark.finish() == Finish.GLOWING
                ? Rgb.mix(surface, light.haze(), 0.6 * sheet.fade())
                : Rgb.mix(light.on(surface, exposure), light.haze(), sheet.fade());
    }

    /** Light on a round form: full, then a quick fall to the dark side, which gets a little back from the ground. */
    private static double lambert(double squareness) {
        var wrapped = (squareness + 0.18) / 1.18;
        return Math.min(1.06, Math.max(0, wrapped) * 1.12) + 0.2 * Math.max(0, -squareness - 0.35);
    }
}
