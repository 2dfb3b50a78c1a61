package dev.shotwright.world.stage;

import dev.shotwright.world.lettering.Typeface;
import dev.shotwright.world.scene.Scene;
import dev.shotwright.world.space.Finish;
import dev.shotwright.world.space.Mark;
import dev.shotwright.world.stage.Picture.Drawn;
import dev.shotwright.world.stage.Picture.Role;
import dev.shotwright.world.stage.Picture.Sheet;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The words in the picture: titles at their place in the frame, what a subject carries, and the names of stand-ins. */
final class Captions {
    private static final int INK = 0xFF23262B;
    private static final int PAPER = 0xD8FBFAF5;

    private final Typeface typeface = Typeface.standard();
    private final int width;
    private final int height;

    Captions(int width, int height) {
        this.width = width;
        this.height = height;
    }

    /** A title or caption of the scene; null while it is not to be seen. */
    @Nullable
    Sheet title(Scene.Lettering words, double seconds) {
        var shown = shown(words, seconds);
        if (shown <= 0) {
            return null;
        }
        var lines = lines(words.text(), 0.84 * width, size(words.text()));
        var size = lines.size();
        var marks = new ArrayList<Mark>();
        var step = size * 1.28;
        var block = lines.lines().size() * step;
        var top = switch (words.place()) {
            case "top" -> 0.07 * height;
            case "bottom" -> 0.93 * height - block;
            default -> (height - block) / 2;
        };
        for (var i = 0; i < lines.lines().size(); i++) {
            var line = lines.lines().get(i);
            var wide = typeface.width(line, size);
            var outline = typeface.outline(line, size, (width - wide) / 2, top + step * i + size);
            var shadow = new Path2D.Double(outline, AffineTransform.getTranslateInstance(0.05 * size, 0.06 * size));
            marks.add(flat(shadow, Tone.alpha(0xFF101216, 0.75 * shown)));
            marks.add(flat(outline, Tone.alpha(0xFFFFFFFF, shown)));
        }
        return new Drawn("lettering-" + words.place(), Role.LETTERING, 0, height / 2.0, marks);
    }

    /** Words on a board that a subject carries, or the name on a stand-in, as large as its box allows. */
    @Nullable
    Sheet board(String id, String text, @Nullable Rectangle2D box, double share, double shown) {
        if (box == null || box.getWidth() < 6 || shown <= 0 || box.getMaxX() < 0 || box.getMinX() > width) {
            return null;
        }
        var size = Ease.clamp(0.16 * Math.min(box.getHeight(), 1.4 * box.getWidth()), 0.022 * height, 0.075 * height);
        var lines = lines(text, Math.max(0.9 * box.getWidth(), 0.2 * width), size);
        size = lines.size();
        var step = size * 1.2;
        var wide = 0.0;
        for (var line : lines.lines()) {
            wide = Math.max(wide, typeface.width(line, size));
        }
        var block = step * lines.lines().size();
        var x = box.getCenterX();
        var y = Ease.clamp(box.getMinY() + share * box.getHeight(), block / 2 + 2, height - block / 2 - 2);
        var margin = 0.35 * size;
        var marks = new ArrayList<Mark>();
        marks.add(flat(
                new Path2D.Double(new RoundRectangle2D.Double(
                        x - wide / 2 - margin,
                        y - block / 2 - 0.4 * margin,
                        wide + 2 * margin,
                        block + 0.8 * margin,
                        margin,
                        margin)),
                Tone.alpha(PAPER, shown * (PAPER >>> 24) / 255.0)));
        for (var i = 0; i < lines.lines().size(); i++) {
            var line = lines.lines().get(i);
            marks.add(flat(
                    typeface.outline(
                            line, size, x - typeface.width(line, size) / 2, y - block / 2 + step * i + 0.9 * size),
                    Tone.alpha(INK, shown)));
        }
        return new Drawn("label-" + id, Role.LETTERING, 0, height / 2.0, marks);
    }

    /** The name of a place that nobody can draw, in a corner. */
    Sheet place(String name) {
        var size = Math.max(7, 0.035 * height);
        var outline = typeface.outline(name, size, 0.9 * size, height - 0.9 * size);
        return new Drawn("label-place", Role.LETTERING, 0, height / 2.0, List.of(flat(outline, Tone.alpha(INK, 0.65))));
    }

    static double shown(Scene.Lettering words, double seconds) {
        return Math.min(
                words.from() <= 0.01 ? 1 : Ease.between(words.from(), words.from() + 0.25, seconds),
                seconds > words.to() ? 0 : 1);
    }

    private double size(String text) {
        return Math.max(8, Math.min(0.11 * height, 0.09 * width)) * (text.length() > 24 ? 0.7 : 1);
    }

    private record Lines(List<String> lines, double size) {}

    /** Breaks at spaces, or between Chinese characters, into at most three lines; smaller where that is not enough. */
    private Lines lines(String text, double most, double size) {
        for (var step = 0; ; step++) {
            var smaller = size * StrictMath.pow(0.85, step);
            var lines = new ArrayList<String>();
            var line = new StringBuilder();
            for (var word : text.split("(?<= )|(?<=\\p{IsHan})|(?=\\p{IsHan})|\\n", -1)) {
                if (!line.isEmpty() && typeface.width(line + word.strip(), smaller) > most) {
                    lines.add(line.toString().strip());
                    line.setLength(0);
                }
                line.append(word);
            }
            lines.add(line.toString().strip());
            var fits = lines.size() <= 3 && lines.stream().allMatch(l -> typeface.width(l, smaller) <= most * 1.02);
            if (fits || smaller < 5) {
                return new Lines(lines, smaller);
            }
        }
    }

    private static Mark flat(Path2D outline, int colour) {
        return new Mark(outline, colour, Finish.GLOWING, 1, Mark.Shade.FLAT);
    }
}
