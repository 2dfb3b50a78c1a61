package dev.shotwright.world.paint;

import dev.shotwright.world.space.Finish;
import dev.shotwright.world.space.Mark;
import dev.shotwright.world.stage.Picture;
import dev.shotwright.world.stage.Picture.Drawn;
import dev.shotwright.world.stage.Picture.Photo;
import dev.shotwright.world.stage.Picture.Role;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Computer animation: saturated bodies with a highlight and a rim of back light, dark where parts meet, a blurred distance. */
final class ModelledPainter implements Painter {
    private final Canvas canvas;
    private final Modelling modelling;
    private final Graded graded;
    private final Veil veil;
    private final Veil glow;
    private final Letters letters;
    private final PhotoPlate plate = new PhotoPlate();
    private final Blur blur;
    private final Texture fur;
    private final int[] owner;
    private int serial;

    ModelledPainter(int width, int height, long seed) {
        canvas = new Canvas(width, height);
        modelling = new Modelling(canvas);
        graded = new Graded(canvas);
        veil = new Veil(width, height);
        glow = new Veil(width, height);
        letters = new Letters(canvas);
        blur = new Blur(width, height);
        fur = Texture.clouds(new SplittableRandom(seed), 6, 3);
        owner = new int[width * height];
    }

    @Override
    public void paint(Picture picture, int[] pixels) {
        canvas.stretch(pixels);
        var light = new Illumination(picture.light(), 0.36, 1);
        Arrays.fill(pixels, 0, canvas.width * canvas.height, light.haze());
        Arrays.fill(owner, 0);
        serial = 0;
        var distance = true;
        for (var sheet : picture.sheets()) {
            if (distance && sheet instanceof Drawn drawn && drawn.role() != Role.SKY && drawn.role() != Role.FAR) {
                blur.box(pixels, Math.max(1, canvas.height / 240));
                distance = false;
            }
            switch (sheet) {
                case Photo photo -> plate.lay(photo, canvas.width, canvas.height, pixels);
                case Drawn drawn -> draw(drawn, light);
            }
        }
        glow.blur(canvas.height / 8.0);
        var strength = 0.25 + 0.75 * light.night();
        glow.lift(pixels, (pixel, share, x, y) -> Rgb.add(pixel, Rgb.scale(0xffd090, share * strength / 300)));
    }

    private void draw(Drawn sheet, Illumination light) {
        switch (sheet.role()) {
            case SKY -> sheet.marks().forEach(mark -> sky(mark, sheet, light));
            case SHADOW -> shadow(sheet);
            case LETTERING -> sheet.marks().forEach(letters::write);
            case FAR, GROUND, WEATHER -> sheet.marks().forEach(mark -> broad(mark, sheet, light));
            case SETTING, FIGURE -> {
                serial++;
                sheet.marks().forEach(mark -> body(mark, sheet, light));
            }
        }
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
        } else if (mark.finish() == Finish.SOFT) {
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
        if (mark.finish() == Finish.GLOWING) {
            glow.add(mark.outline(), Rgb.opacity(mark.colour()));
        }
    }

    private void body(Mark mark, Drawn sheet, Illumination light) {
        var outline = canvas.take(mark);
        if (outline.empty()) {
            return;
        }
        var size = outline.breadth();
        if (mark.finish() == Finish.SOFT && size > 14) {
            outline.resample(3).wobble(fur, Math.min(0.03f * size, 6), 50 / size, outline.centreX(), outline.centreY());
        }
        if (mark.finish() != Finish.DECAL && mark.finish() != Finish.GLOWING && mark.colour() >>> 24 == 0xff) {
            occlude(mark, Math.min(7, 0.09f * size));
            outline = canvas.take(mark);
            if (mark.finish() == Finish.SOFT && size > 14) {
                outline.resample(3)
                        .wobble(fur, Math.min(0.03f * size, 6), 50 / size, outline.centreX(), outline.centreY());
            }
        }
        var surface = vivid(mark);
        var round = !mark.shade().flat() && mark.finish() != Finish.DECAL && mark.finish() != Finish.GLOWING;
        var rim = round ? Rgb.mix(light.on(Rgb.mix(surface, 0xffffff, 0.35), 1.15), light.haze(), sheet.fade()) : 0;
        modelling.load(
                outline,
                mark.shade(),
                Rgb.opacity(mark.colour()),
                place -> seen(mark, surface, round ? mark.light() * lambert(place) : mark.light(), sheet, light));
        modelling.rim(round ? outline : null, rim, owner, serial);
        canvas.paint(round ? outline : outline.grow(size > 8 ? 0.35f : 0), modelling);
        if (round && size > 5) {
            var clear = light.dim() * (1 - sheet.fade());
            if (mark.finish() == Finish.GLOSSY) {
                Highlights.soft(canvas, outline, mark.shade(), 0.34, 0.4 * clear);
                Highlights.soft(canvas, outline, mark.shade(), 0.14, 0.95 * clear);
            } else {
                Highlights.soft(
                        canvas, outline, mark.shade(), 0.36, (mark.finish() == Finish.SOFT ? 0.1 : 0.2) * clear);
            }
        }
        if (mark.finish() == Finish.GLOWING) {
            glow.add(mark.outline(), Rgb.opacity(mark.colour()));
        }
    }

    private void occlude(Mark mark, float reach) {
        for (var ring = 3; ring >= 1; ring--) {
            var outline = canvas.take(mark).grow(reach * ring / 3);
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
    }

    private static int vivid(Mark mark) {
        return Rgb.saturate(mark.colour() & 0xffffff, mark.finish() == Finish.DECAL ? 1 : 1.25);
    }

    private static int seen(Mark mark, int surface, double exposure, Drawn sheet, Illumination light) {
        return mark.finish() == Finish.GLOWING
                ? light.on(mark, 1, sheet.fade())
                : Rgb.mix(light.on(surface, exposure), light.haze(), sheet.fade());
    }

    /** Light on a round form: full, then a quick fall to the dark side, which gets a little back from the ground. */
    private static double lambert(double place) {
        var angle = 1.12 - 1.35 * place;
        return Math.max(0, Math.min(1.05, angle)) + 0.16 * Math.max(0, place - 0.8) * 5;
    }
}
