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

/** Gouache: opaque, nearly flat shapes from a small palette, in three tones, with the marks of a dry bristle brush. */
final class GouachePainter implements Painter {
    private static final int PRIMER = 0xb99a72;

    private final Canvas canvas;
    private final Bristles bristles;
    private final Veil veil;
    private final Backdrop backdrop;
    private final Sheets sheets;
    private final Letters letters;
    private final Texture ragged;

    GouachePainter(int width, int height, long seed) {
        canvas = new Canvas(width, height);
        var random = new SplittableRandom(seed ^ 0x676f7561);
        bristles = new Bristles(canvas, random);
        veil = new Veil(width, height);
        backdrop = new Backdrop(canvas);
        sheets = new Sheets(canvas, backdrop);
        letters = new Letters(canvas);
        ragged = Texture.clouds(random, 16, 4);
    }

    @Override
    public void paint(Picture picture, int[] pixels) {
        canvas.stretch(pixels);
        var light = new Illumination(picture.light(), 0.5, 0.55);
        Arrays.fill(pixels, 0, canvas.width * canvas.height, light.even(PRIMER));
        sheets.lay(picture, () -> photo(pixels), drawn -> draw(drawn, light));
        veil.blur(canvas.height / 11.0);
        var strength = light.night();
        veil.lift(pixels, (pixel, share, x, y) -> Rgb.blend(pixel, 0xf4c880, (int) ((share & 0xe0) * strength * 0.7)));
    }

    private void photo(int[] pixels) {
        bristles.over(pixels);
    }

    private void draw(Drawn sheet, Illumination light) {
        var marks = rest(sheet, light);
        var faces = Faces.of(marks);
        for (var i = 0; i < marks.size(); i++) {
            var mark = marks.get(i);
            switch (sheet.role()) {
                case SKY -> sky(mark, faces.get(i), sheet, light);
                case SHADOW -> shadow(mark);
                case LETTERING -> letters.write(mark);
                case WEATHER ->
                    canvas.fill(canvas.take(mark), light.on(mark, 0.95, sheet.fade()), Rgb.opacity(mark.colour()));
                case FAR, GROUND, SETTING, FIGURE -> shape(mark, faces.get(i), sheet, light);
            }
        }
    }

    private List<Mark> rest(Drawn sheet, Illumination light) {
        var broad = sheet.role() == Role.SKY || sheet.role() == Role.GROUND;
        var bands = broad ? backdrop.bands(sheet.marks()) : 0;
        if (bands > 0) {
            backdrop.melt(sheet.marks().subList(0, bands), band -> {
                var colour = Palette.warmed(band.colour());
                var seen = band.finish() == Finish.GLOWING ? colour : light.on(colour, band.light());
                return Rgb.mix(seen, light.haze(), sheet.fade());
            });
            bristles.drag(canvas.take(sheet.marks().getFirst()), backdrop, sheet.role() == Role.SKY ? 26 : 12);
        }
        return sheet.marks().subList(bands, sheet.marks().size());
    }

    private void sky(Mark mark, Faces faces, Drawn sheet, Illumination light) {
        var outline = canvas.take(mark);
        if (outline.empty()) {
            return;
        }
        if (Skies.vault(mark, outline, canvas) && mark.finish() != Finish.SOFT) {
            var colour = Palette.nearest(mark.colour());
            bristles.load(
                    Skies.fall(mark, outline),
                    256,
                    6,
                    place -> Rgb.mix(light.on(colour, 1), light.haze(), 0.8 * place));
            bristles.lay(outline, 0, 0, 0.6f, 0);
        } else {
            shape(mark, faces, sheet, light);
        }
    }

    private void shadow(Mark mark) {
        var outline = canvas.take(mark);
        if (!outline.empty()) {
            var x = outline.centreX();
            var y = outline.centreY();
            canvas.glaze(
                    outline.resample(5).wobble(ragged, 3, 0.25f, x, y),
                    Rgb.mix(mark.colour(), 0x4a4668, 0.5),
                    (Rgb.opacity(mark.colour()) * 7) >> 3);
        }
    }

    private void shape(Mark mark, Faces faces, Drawn sheet, Illumination light) {
        var outline = canvas.take(mark);
        if (outline.empty()) {
            return;
        }
        var face = faces.several();
        var size = face ? faces.breadth() : outline.breadth();
        var wide = sheet.role() == Role.FAR || sheet.role() == Role.GROUND;
        var originX = wide ? 0 : face ? faces.centreX() : outline.centreX();
        var originY = wide ? 0 : face ? faces.centreY() : outline.centreY();
        var colour = mark.finish() == Finish.GLOWING ? mark.colour() : Palette.nearest(mark.colour());
        var plain = mark.finish() == Finish.DECAL || mark.finish() == Finish.GLOWING;
        var shade = plain ? Shade.FLAT : mark.shade();
        bristles.load(shade, Rgb.opacity(mark.colour()), wide ? 5 : 3, place -> {
            var exposure = plain ? mark.light() : mark.light() * (1.02 - 0.95 * place);
            return mark.finish() == Finish.GLOWING
                    ? light.on(mark, 1, sheet.fade())
                    : Rgb.mix(light.on(colour, exposure), light.haze(), sheet.fade());
        });
        if (size > 8 && !plain) {
            var soft = mark.finish() == Finish.SOFT;
            var share = soft ? sheet.role() == Role.FIGURE ? 0.045f : 0.08f : 0.02f;
            var reach = Math.min(share * size, soft ? 12 : 3.5f);
            var cells = (soft ? 100 : 70) / Math.max(24, size);
            outline.resample(soft ? 3 : 4);
            if (face) {
                outline.warp(ragged, reach, cells, originX, originY);
            } else {
                outline.wobble(ragged, reach, cells, originX, originY);
            }
        }
        if (face && !plain) {
            outline.grow(2 * Faces.OVERLAP);
        }
        bristles.lay(
                outline,
                originX,
                originY,
                plain ? 0.25f : wide ? 1 : 0.8f,
                mark.colour() * 31 + (int) (10 * mark.light()));
        if (mark.finish() == Finish.GLOWING && light.night() > 0.3 && outline.extent() < canvas.height) {
            veil.add(mark.outline(), Rgb.opacity(mark.colour()));
        }
    }
}
