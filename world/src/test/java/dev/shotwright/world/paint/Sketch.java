package dev.shotwright.world.paint;

import dev.shotwright.vocabulary.Style;
import dev.shotwright.world.lettering.Typeface;
import dev.shotwright.world.scene.TimeOfDay;
import dev.shotwright.world.space.Finish;
import dev.shotwright.world.space.Mark;
import dev.shotwright.world.space.Mark.Shade;
import dev.shotwright.world.stage.Picture;
import dev.shotwright.world.stage.Picture.Drawn;
import dev.shotwright.world.stage.Picture.Light;
import dev.shotwright.world.stage.Picture.Role;
import dev.shotwright.world.stage.Picture.Sheet;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/** Pictures put together by hand: a meadow with hills, a tree, a figure of balls, a lamp and words. */
final class Sketch {
    static final Light DAY = new Light(TimeOfDay.DAY, 1, 0xfff8ec, 0xd6e4ee);
    static final Light NIGHT = new Light(TimeOfDay.NIGHT, 0.25, 0xb0c0ff, 0x1c2438);
    static final int RED = 0xffd2541e;

    private Sketch() {}

    static int[] paint(Style style, Picture picture) {
        var pixels = new int[picture.width() * picture.height()];
        Painters.of(style, picture.width(), picture.height(), picture.seed()).paint(picture, pixels);
        return pixels;
    }

    static Picture of(int width, int height, long frame, Light light, Sheet... sheets) {
        return new Picture(width, height, frame, 7, light, List.of(sheets));
    }

    static Picture meadow(int width, int height, long frame, Light light) {
        var sheets = new ArrayList<Sheet>();
        var horizon = 0.55 * height;
        sheets.add(sheet("sky", Role.SKY, 0, rectangle(-9, -9, width + 18, height + 18, 0xff5f9fdc)));
        sheets.add(
                sheet("sun", Role.SKY, 0, ball(0.8 * width, 0.2 * height, 0.06 * height, 0xfffff2c0, Finish.GLOWING)));
        sheets.add(sheet("cloud", Role.SKY, 0, ball(0.3 * width, 0.2 * height, 0.1 * height, 0xffffffff, Finish.SOFT)));
        sheets.add(
                sheet("hill", Role.FAR, 0.5, ball(0.4 * width, 0.7 * height, 0.35 * height, 0xff4f7a4a, Finish.MATT)));
        sheets.add(sheet("ground", Role.GROUND, 0.05, rectangle(-9, horizon, width + 18, height, 0xff7fa04c)));
        sheets.add(sheet(
                "shade", Role.SHADOW, 0, ball(0.36 * width, 0.85 * height, 0.12 * height, 0x80202840, Finish.MATT)));
        sheets.add(sheet(
                "tree",
                Role.SETTING,
                0.1,
                rectangle(0.78 * width, 0.4 * height, 0.04 * width, 0.3 * height, 0xff6a4a30),
                ball(0.8 * width, 0.4 * height, 0.13 * height, 0xff3f7a3a, Finish.SOFT),
                ball(0.86 * width, 0.44 * height, 0.1 * height, 0xff3f7a3a, Finish.SOFT)));
        sheets.add(figure(width, height));
        sheets.add(sheet(
                "snow", Role.WEATHER, 0, ball(0.6 * width, 0.5 * height, 0.01 * height, 0xd0ffffff, Finish.MATT)));
        return new Picture(width, height, frame, 7, light, sheets);
    }

    static Drawn figure(int width, int height) {
        return sheet(
                "fox",
                Role.FIGURE,
                0,
                ball(0.36 * width, 0.7 * height, 0.14 * height, RED, Finish.MATT),
                ball(0.4 * width, 0.74 * height, 0.06 * height, 0xfff4ece0, Finish.SOFT),
                ball(0.46 * width, 0.56 * height, 0.09 * height, RED, Finish.GLOSSY),
                rectangle(0.47 * width, 0.53 * height, 0.01 * width, 0.02 * height, 0xff181414, Finish.DECAL));
    }

    static Drawn words(String text, int width, double size, double baseline, int colour) {
        var typeface = Typeface.standard();
        var outline = typeface.outline(text, size, (width - typeface.width(text, size)) / 2, baseline);
        return sheet("words", Role.LETTERING, 0, new Mark(outline, colour, Finish.MATT, 1, Shade.FLAT));
    }

    static Drawn sheet(String id, Role role, double fade, Mark... marks) {
        return new Drawn(id, role, fade, 120, List.of(marks));
    }

    static Mark rectangle(double x, double y, double width, double height, int colour) {
        return rectangle(x, y, width, height, colour, Finish.MATT);
    }

    static Mark rectangle(double x, double y, double width, double height, int colour, Finish finish) {
        var outline = new Path2D.Double();
        outline.append(new Rectangle2D.Double(x, y, width, height), false);
        return new Mark(outline, colour, finish, 0.95, Shade.FLAT);
    }

    static Mark ball(double x, double y, double radius, int colour, Finish finish) {
        var outline = new Path2D.Double();
        outline.append(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius), false);
        var reach = 0.7 * radius;
        return new Mark(outline, colour, finish, 1, new Shade(x - reach, y - reach, x + reach, y + reach));
    }

    static double brightness(int[] pixels) {
        var sum = 0.0;
        for (var pixel : pixels) {
            sum += Rgb.luminance(pixel);
        }
        return sum / pixels.length;
    }

    /** The mean difference of two pictures per channel, 0 to 255. */
    static double difference(int[] a, int[] b) {
        var sum = 0.0;
        for (var i = 0; i < a.length; i++) {
            sum += Math.abs(Rgb.red(a[i]) - Rgb.red(b[i]))
                    + Math.abs(Rgb.green(a[i]) - Rgb.green(b[i]))
                    + Math.abs(Rgb.blue(a[i]) - Rgb.blue(b[i]));
        }
        return sum / 3 / a.length;
    }
}
