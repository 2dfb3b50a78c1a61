package dev.shotwright.world.paint;

import dev.shotwright.world.space.Finish;
import dev.shotwright.world.space.Mark;
import dev.shotwright.world.stage.Picture;
import dev.shotwright.world.stage.Picture.Drawn;
import dev.shotwright.world.stage.Picture.Role;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Soft realistic light: rounded forms, haze in the distance, soft shadows, warm lights and cool shades, glows at night. */
final class NaturalPainter implements Painter {
    private final Canvas canvas;
    private final Graded graded;
    private final Veil veil;
    private final Veil glow;
    private final Sheets sheets;
    private final Letters letters;
    private final Texture fur;
    private final Texture mottle;

    NaturalPainter(int width, int height, long seed) {
        canvas = new Canvas(width, height);
        graded = new Graded(canvas);
        veil = new Veil(width, height);
        glow = new Veil(width, height);
        sheets = new Sheets(canvas, new Backdrop(canvas));
        letters = new Letters(canvas);
        var random = new SplittableRandom(seed);
        fur = Texture.clouds(random, 8, 3);
        mottle = Texture.clouds(random, 32, 4);
    }

    @Override
    public void paint(Picture picture, int[] pixels) {
        canvas.stretch(pixels);
        var light = new Illumination(picture.light(), 0.5, 0.5);
        Arrays.fill(pixels, 0, canvas.width * canvas.height, light.haze());
        sheets.lay(picture, () -> {}, drawn -> draw(drawn, light));
        glow.blur(canvas.height / 9.0);
        var strength = light.night();
        glow.lift(pixels, (pixel, share, x, y) -> Rgb.blend(pixel, 0xffd9a0, (int) (share * strength * 0.8)));
    }

    private void draw(Drawn sheet, Illumination light) {
        switch (sheet.role()) {
            case SKY -> rest(sheet, light).forEach(mark -> sky(mark, sheet, light));
            case SHADOW -> shadow(sheet);
            case LETTERING -> sheet.marks().forEach(letters::write);
            case GROUND -> rest(sheet, light).forEach(mark -> form(mark, sheet, light));
            case FAR, WEATHER -> sheet.marks().forEach(mark -> form(mark, sheet, light));
            case SETTING, FIGURE -> bodies(sheet, light);
        }
    }

    private List<Mark> rest(Drawn sheet, Illumination light) {
        return sheets.rest(sheet, band -> light.on(band, band.light(), sheet.fade()));
    }

    private void sky(Mark mark, Drawn sheet, Illumination light) {
        var outline = canvas.take(mark);
        if (outline.empty()) {
            return;
        }
        if (Skies.cloud(mark, sheet)) {
            var opacity = Rgb.opacity(mark.colour());
            veil.add(mark.outline(), opacity);
            veil.blur(0.2 * outline.breadth());
            graded.load(mark.shade(), 256, place -> light.on(mark, mark.light() * (1 - 0.5 * place), sheet.fade()));
            veil.lift(canvas.pixels(), (pixel, share, x, y) -> Rgb.blend(pixel, graded.at(x, y), share));
            return;
        }
        if (Skies.vault(mark, outline, canvas)) {
            var shade = Skies.fall(mark, outline);
            graded.load(
                    shade, 256, place -> Rgb.mix(light.on(mark, 1, sheet.fade()), light.haze(), place * place * 0.75));
            canvas.paint(outline, graded);
            return;
        }
        form(mark, sheet, light);
    }

    private void shadow(Drawn sheet) {
        var colour = 0;
        for (var mark : sheet.marks()) {
            veil.add(mark.outline(), Rgb.opacity(mark.colour()));
            colour = mark.colour() & 0xffffff;
        }
        veil.blur(Math.max(3, Math.min(canvas.height / 12.0, 0.12 * sheet.scale())));
        var glass = colour;
        veil.lift(canvas.pixels(), (pixel, share, x, y) -> Rgb.blend(pixel, Canvas.through(pixel, glass), share));
    }

    private void bodies(Drawn sheet, Illumination light) {
        var marks = sheet.marks();
        var faces = Faces.of(marks);
        for (var i = 0; i < marks.size(); i++) {
            if (faces.get(i).several()) {
                face(marks.get(i), faces.get(i), sheet, light);
            } else {
                form(marks.get(i), sheet, light);
            }
        }
    }

    private void face(Mark mark, Faces faces, Drawn sheet, Illumination light) {
        var outline = canvas.take(mark);
        if (!outline.empty()) {
            var size = faces.breadth();
            if (mark.finish() == Finish.SOFT && size > 12) {
                outline.resample(3)
                        .warp(
                                fur,
                                Math.min(0.06f * size, 9),
                                40 / Math.max(20, size),
                                faces.centreX(),
                                faces.centreY());
            }
            canvas.fill(
                    outline.grow(Faces.OVERLAP),
                    light.on(mark, exposure(mark, 0), sheet.fade()),
                    Rgb.opacity(mark.colour()));
        }
    }

    private void form(Mark mark, Drawn sheet, Illumination light) {
        var outline = canvas.take(mark);
        if (outline.empty()) {
            return;
        }
        var opacity = Rgb.opacity(mark.colour());
        var flat = mark.shade().flat();
        graded.load(mark.shade(), opacity, place -> light.on(mark, exposure(mark, place), sheet.fade()));
        var centreX = outline.centreX();
        var centreY = outline.centreY();
        if (mark.finish() == Finish.SOFT && sheet.role() != Role.WEATHER && outline.breadth() > 12) {
            var size = outline.breadth();
            var cells = 40 / Math.max(20, size);
            outline.resample(3).wobble(fur, Math.min(0.06f * size, 9), cells, centreX, centreY);
            graded.rough(mottle, 0.16, Math.min(1, 120 / size), centreX, centreY);
        } else if (flat && outline.breadth() > 8) {
            outline.grow(0.35f);
        }
        canvas.paint(outline, graded);
        if (mark.finish() == Finish.GLOSSY && !flat) {
            Highlights.soft(canvas, outline, mark.shade(), 0.16, 0.55 * light.dim() * (1 - sheet.fade()));
        }
        if (mark.finish() == Finish.GLOWING && light.night() > 0.3 && outline.extent() < canvas.height) {
            glow.add(mark.outline(), opacity);
        }
    }

    private static double exposure(Mark mark, double place) {
        var round = 1 - 0.95 * place * place * (3 - 2 * place);
        return switch (mark.finish()) {
            case MATT, SOFT -> mark.light() * round;
            case GLOSSY -> mark.light() * (round + 0.12 * Math.max(0, place - 0.75) * 4);
            case GLOWING, DECAL -> mark.light();
        };
    }
}
