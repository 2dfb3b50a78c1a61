package dev.shotwright.world.paint;

import dev.shotwright.world.space.Finish;
import dev.shotwright.world.space.Mark;
import dev.shotwright.world.stage.Picture;
import dev.shotwright.world.stage.Picture.Drawn;
import dev.shotwright.world.stage.Picture.Photo;
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
    private final PhotoPlate plate = new PhotoPlate();
    private final Backdrop backdrop;
    private final Letters letters;
    private final Texture fur;
    private final Texture mottle;

    NaturalPainter(int width, int height, long seed) {
        canvas = new Canvas(width, height);
        graded = new Graded(canvas);
        veil = new Veil(width, height);
        glow = new Veil(width, height);
        backdrop = new Backdrop(canvas);
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
        for (var sheet : picture.sheets()) {
            switch (sheet) {
                case Photo photo -> plate.lay(photo, canvas.width, canvas.height, pixels);
                case Drawn drawn -> draw(drawn, light);
            }
        }
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
            case FAR, SETTING, FIGURE, WEATHER -> sheet.marks().forEach(mark -> form(mark, sheet, light));
        }
    }

    /** Paints the bands that a sheet begins with and gives the marks that follow. */
    private List<Mark> rest(Drawn sheet, Illumination light) {
        var bands = backdrop.bands(sheet.marks());
        if (bands > 0) {
            backdrop.melt(sheet.marks().subList(0, bands), band -> light.on(band, band.light(), sheet.fade()));
            canvas.paint(canvas.take(sheet.marks().getFirst()), backdrop);
        }
        return sheet.marks().subList(bands, sheet.marks().size());
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
