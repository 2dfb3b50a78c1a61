package dev.shotwright.world.paint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.vocabulary.Style;
import dev.shotwright.world.lettering.Typeface;
import dev.shotwright.world.space.Finish;
import dev.shotwright.world.space.Mark;
import dev.shotwright.world.space.Mark.Shade;
import dev.shotwright.world.stage.Picture;
import dev.shotwright.world.stage.Picture.Drawn;
import dev.shotwright.world.stage.Picture.Photo;
import dev.shotwright.world.stage.Picture.Role;
import dev.shotwright.world.stage.Picture.Sheet;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PaintersTest {
    private static final int WIDTH = 320;
    private static final int HEIGHT = 180;

    @ParameterizedTest
    @EnumSource
    void every_role_and_finish_is_painted_at_odd_sizes(Style style) {
        for (var size : new int[][] {{1, 1}, {2, 1}, {1, 9}, {63, 47}, {200, 20}}) {
            var sheets = new ArrayList<Sheet>();
            for (var role : Role.values()) {
                for (var finish : Finish.values()) {
                    var x = 0.5 * size[0];
                    var y = 0.5 * size[1];
                    sheets.add(Sketch.sheet(
                            "thing",
                            role,
                            0.3,
                            Sketch.ball(x, y, 0.4 * size[1], 0xffc04030, finish),
                            Sketch.rectangle(x, y, 5, 3, 0x80303030, finish),
                            Sketch.rectangle(-20, -20, size[0] + 40, size[1] + 40, 0xff406080, finish),
                            Sketch.ball(x, y, 0, 0xffffffff, finish),
                            Sketch.ball(-1e5, y, 1e5, 0xff00ff00, finish)));
                }
                sheets.add(new Drawn("nothing", role, 0, 50, List.of()));
            }
            var picture = Sketch.of(size[0], size[1], 3, Sketch.DAY, sheets.toArray(Sheet[]::new));
            assertThat(Arrays.stream(Sketch.paint(style, picture))).allMatch(pixel -> pixel >>> 24 == 0);
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothing_shows_between_two_faces_of_a_solid(Style style) {
        var stone = 0xff484440;
        var left = face(stone, 0.9, 60, 30, 150, 30, 170, 150, 60, 150);
        var right = face(stone, 0.7, 150, 30, 260, 30, 260, 150, 170, 150);
        var ground = Sketch.sheet("ground", Role.GROUND, 0, Sketch.rectangle(-20, -20, 360, 220, 0xffffffff));
        var picture =
                Sketch.of(WIDTH, HEIGHT, 0, Sketch.DAY, ground, Sketch.sheet("rock", Role.SETTING, 0, left, right));
        var pixels = Sketch.paint(style, picture);
        var brightest = 0.0;
        var seam = 0.0;
        for (var y = 45; y < 135; y++) {
            var edge = 150 + (y + 0.5 - 30) / 6;
            for (var x = 75; x < 245; x++) {
                var bright = Rgb.luminance(pixels[y * WIDTH + x]);
                if (Math.abs(x + 0.5 - edge) < 4) {
                    seam = Math.max(seam, bright);
                } else {
                    brightest = Math.max(brightest, bright);
                }
            }
        }
        assertThat(seam).isLessThan(brightest + 0.03);
    }

    private static Mark face(int colour, double light, double... corners) {
        var outline = new Path2D.Double();
        outline.moveTo(corners[0], corners[1]);
        for (var i = 2; i < corners.length; i += 2) {
            outline.lineTo(corners[i], corners[i + 1]);
        }
        outline.closePath();
        return new Mark(outline, colour, Finish.MATT, light, Shade.FLAT, 1);
    }

    @Test
    void what_the_ground_covers_is_not_missed() {
        var bands = new ArrayList<Mark>();
        for (var y = 70; y < HEIGHT; y += 20) {
            bands.add(Sketch.rectangle(-60, y, WIDTH + 120, HEIGHT, 0xff406030));
        }
        var canvas = new Canvas(WIDTH, HEIGHT);
        var backdrop = new Backdrop(canvas);
        assertThat(backdrop.bands(bands)).isGreaterThan(2);
        assertThat(backdrop.floor(bands.getFirst())).isEqualTo(72);
        assertThat(backdrop.floor(Sketch.rectangle(40, 70, WIDTH, HEIGHT, 0xff406030)))
                .isEqualTo(HEIGHT);
        assertThat(backdrop.floor(Sketch.ball(WIDTH / 2.0, HEIGHT, 0.6 * WIDTH, 0xff406030, Finish.MATT)))
                .isBetween(74, 88);
    }

    @ParameterizedTest
    @EnumSource
    void wild_outlines_are_survived(Style style) {
        var random = new SplittableRandom(5);
        var finishes = List.of(Finish.values());
        var marks = new ArrayList<Mark>();
        for (var i = 0; i < 200; i++) {
            var path = new Path2D.Double();
            path.moveTo(wild(random), wild(random));
            for (var j = 0; j < 1 + random.nextInt(6); j++) {
                path.curveTo(wild(random), wild(random), wild(random), wild(random), wild(random), wild(random));
            }
            path.closePath();
            var shade = new Shade(wild(random), wild(random), wild(random), wild(random));
            marks.add(new Mark(path, random.nextInt(), finishes.get(random.nextInt(5)), random.nextDouble(), shade));
        }
        for (var role : Role.values()) {
            var picture = Sketch.of(60, 40, 0, Sketch.NIGHT, new Drawn("wild", role, 0.2, 900, marks));
            assertThat(Sketch.paint(style, picture)).hasSize(2400);
        }
    }

    private static double wild(SplittableRandom random) {
        return switch (random.nextInt(12)) {
            case 0 -> Double.NaN;
            case 1 -> 1e9;
            case 2 -> -1e9;
            case 3 -> 0;
            default -> random.nextDouble() * 200 - 70;
        };
    }

    @ParameterizedTest
    @EnumSource
    void two_painters_of_a_style_give_the_same_pixels_and_painting_leaves_no_trace(Style style) {
        var picture = Sketch.meadow(WIDTH, HEIGHT, 5, Sketch.DAY);
        var painter = Painters.of(style, WIDTH, HEIGHT, 7);
        var pixels = new int[WIDTH * HEIGHT];
        painter.paint(Sketch.meadow(WIDTH, HEIGHT, 4, Sketch.NIGHT), pixels);
        painter.paint(picture, pixels);
        assertThat(pixels).isEqualTo(Sketch.paint(style, picture));
    }

    @Test
    void any_two_styles_differ_plainly() {
        var pictures = new EnumMap<Style, int[]>(Style.class);
        for (var style : Style.values()) {
            pictures.put(style, Sketch.paint(style, Sketch.meadow(WIDTH, HEIGHT, 0, Sketch.DAY)));
        }
        pictures.forEach((a, first) -> pictures.forEach((b, second) -> {
            if (a != b) {
                assertThat(Sketch.difference(first, second))
                        .as("%s and %s", a, b)
                        .isGreaterThan(7);
            }
        }));
    }

    @ParameterizedTest
    @EnumSource
    void a_scene_at_rest_does_not_boil(Style style) {
        var a = Sketch.paint(style, Sketch.meadow(WIDTH, HEIGHT, 10, Sketch.DAY));
        var b = Sketch.paint(style, Sketch.meadow(WIDTH, HEIGHT, 11, Sketch.DAY));
        assertThat(Sketch.difference(a, b)).isLessThan(style == Style.BLACK_AND_WHITE ? 8 : 0.5);
    }

    @ParameterizedTest
    @EnumSource
    void night_is_darker_than_day(Style style) {
        var day = Sketch.brightness(Sketch.paint(style, Sketch.meadow(WIDTH, HEIGHT, 0, Sketch.DAY)));
        var night = Sketch.brightness(Sketch.paint(style, Sketch.meadow(WIDTH, HEIGHT, 0, Sketch.NIGHT)));
        assertThat(night).isLessThan(0.7 * day).isGreaterThan(0.04);
    }

    @ParameterizedTest
    @EnumSource
    void what_glows_is_brighter_than_its_surroundings_at_night(Style style) {
        var lamp = Sketch.sheet("lamp", Role.FIGURE, 0, Sketch.ball(160, 90, 14, 0xffffe090, Finish.GLOWING));
        var pixels = Sketch.paint(style, with(Sketch.meadow(WIDTH, HEIGHT, 0, Sketch.NIGHT), lamp));
        var glowing = Rgb.luminance(pixels[90 * WIDTH + 160]);
        for (var around : new int[] {90 * WIDTH + 190, 60 * WIDTH + 160, 120 * WIDTH + 160}) {
            assertThat(glowing).isGreaterThan(Rgb.luminance(pixels[around]) + 0.25);
        }
    }

    @ParameterizedTest
    @EnumSource
    void words_stand_out_from_what_is_behind_them(Style style) {
        for (var light : List.of(Sketch.DAY, Sketch.NIGHT)) {
            for (var colour : new int[] {0xffffffff, 0xff101010, 0xffc02020}) {
                var words = Sketch.words("红狐 Fox", WIDTH, 40, 100, colour);
                var pixels = Sketch.paint(style, with(Sketch.meadow(WIDTH, HEIGHT, 0, light), words));
                assertThat(contrast(words.marks().getFirst(), pixels))
                        .as("colour %x", colour)
                        .isGreaterThan(0.17);
            }
        }
    }

    /** How much the pixels inside of an outline differ in brightness from those close around it. */
    private static double contrast(Mark words, int[] pixels) {
        var inside = 0.0;
        var insideCount = 0;
        var around = 0.0;
        var aroundCount = 0;
        var halo = new boolean[pixels.length];
        var contour = new Contour(WIDTH, HEIGHT);
        new Coverage(WIDTH, HEIGHT).paint(contour.load(words.outline(), 1).grow(2), (y, from, to, share) -> {
            for (var x = from; x < to; x++) {
                halo[y * WIDTH + x] = share[x] > 200;
            }
        });
        for (var i = 0; i < pixels.length; i++) {
            double x = i % WIDTH;
            double y = Math.floorDiv(i, WIDTH);
            if (words.outline().contains(x - 0.5, y - 0.5, 2, 2)) {
                inside += Rgb.luminance(pixels[i]);
                insideCount++;
            } else if (halo[i] && !words.outline().intersects(x, y, 1, 1)) {
                around += Rgb.luminance(pixels[i]);
                aroundCount++;
            }
        }
        return Math.abs(inside / insideCount - around / aroundCount);
    }

    @Test
    void black_and_white_is_grey_and_has_deep_blacks_and_bright_lights() {
        var pixels = Sketch.paint(Style.BLACK_AND_WHITE, Sketch.meadow(WIDTH, HEIGHT, 0, Sketch.DAY));
        assertThat(Arrays.stream(pixels)).allMatch(p -> Rgb.red(p) == Rgb.green(p) && Rgb.green(p) == Rgb.blue(p));
        assertThat(Arrays.stream(pixels).map(Rgb::red).max().orElseThrow()).isGreaterThan(215);
        assertThat(Arrays.stream(pixels).map(Rgb::red).min().orElseThrow()).isLessThan(45);
    }

    @Test
    void film_grain_changes_from_frame_to_frame() {
        var a = Sketch.paint(Style.BLACK_AND_WHITE, Sketch.meadow(WIDTH, HEIGHT, 10, Sketch.DAY));
        var b = Sketch.paint(Style.BLACK_AND_WHITE, Sketch.meadow(WIDTH, HEIGHT, 11, Sketch.DAY));
        assertThat(Sketch.difference(a, b)).isGreaterThan(1);
    }

    @Test
    void ink_painting_leaves_much_of_the_paper_white() {
        var meadow = Sketch.meadow(WIDTH, HEIGHT, 0, Sketch.DAY);
        var dry = meadow.sheets().stream()
                .filter(sheet -> sheet instanceof Drawn drawn && drawn.role() != Role.WEATHER)
                .toArray(Sheet[]::new);
        var pixels = Sketch.paint(Style.CHINESE_PAINTING, Sketch.of(WIDTH, HEIGHT, 0, Sketch.DAY, dry));
        var white = Arrays.stream(pixels).filter(p -> Rgb.luminance(p) > 0.9).count();
        assertThat((double) white / pixels.length).isGreaterThan(0.4);
    }

    @Test
    void a_strong_red_stays_red_in_every_style_that_has_colour() {
        for (var style : Style.values()) {
            if (style != Style.BLACK_AND_WHITE) {
                var pixels = Sketch.paint(style, Sketch.meadow(WIDTH, HEIGHT, 0, Sketch.DAY));
                var pixel = pixels[118 * WIDTH + 105];
                assertThat(Rgb.red(pixel)).as(style.word()).isGreaterThan(Rgb.blue(pixel) + 70);
                assertThat(Rgb.red(pixel)).as(style.word()).isGreaterThan(Rgb.green(pixel) + 50);
            }
        }
    }

    @Test
    void drawn_animation_puts_a_dark_line_around_a_figure() {
        var picture = Sketch.meadow(WIDTH, HEIGHT, 0, Sketch.DAY);
        var drawn = Sketch.paint(Style.ANIMATION_2D, picture);
        var left = (int) (0.36 * WIDTH - 0.14 * HEIGHT);
        var darkest = 1.0;
        for (var x = left - 4; x <= left + 2; x++) {
            darkest = Math.min(darkest, Rgb.luminance(drawn[126 * WIDTH + x]));
        }
        assertThat(darkest).isLessThan(0.15);
        assertThat(Rgb.luminance(drawn[126 * WIDTH + left + 12])).isGreaterThan(0.25);
    }

    @Test
    void paper_of_watercolour_shines_through_and_gouache_covers() {
        var wash = Sketch.sheet("thing", Role.SETTING, 0, Sketch.rectangle(40, 40, 240, 100, 0xff3060c0));
        var watercolour = Sketch.paint(Style.WATERCOLOUR, Sketch.of(WIDTH, HEIGHT, 0, Sketch.DAY, wash));
        var bare = Sketch.paint(Style.WATERCOLOUR, Sketch.of(WIDTH, HEIGHT, 0, Sketch.DAY));
        assertThat(Sketch.brightness(bare)).isGreaterThan(0.95);
        var edge = mean(watercolour, 41, 60, 2, 60);
        var middle = mean(watercolour, 140, 60, 40, 60);
        assertThat(edge).isLessThan(middle - 0.02);

        var dark = Sketch.sheet("under", Role.GROUND, 0, Sketch.rectangle(-9, -9, 400, 300, 0xff101010));
        var pale = Sketch.sheet("over", Role.SETTING, 0, Sketch.rectangle(40, 40, 240, 100, 0xffe0d8c0));
        var covered = Sketch.paint(Style.GOUACHE, Sketch.of(WIDTH, HEIGHT, 0, Sketch.DAY, dark, pale));
        assertThat(mean(covered, 60, 60, 200, 60)).isGreaterThan(0.7);
    }

    @Test
    void computer_animation_has_a_highlight_and_a_dark_side() {
        var ball = Sketch.sheet("ball", Role.FIGURE, 0, Sketch.ball(160, 90, 60, 0xff2060a0, Finish.GLOSSY));
        var pixels = Sketch.paint(Style.ANIMATION_3D, Sketch.of(WIDTH, HEIGHT, 0, Sketch.DAY, ball));
        var highlight = mean(pixels, 136, 66, 6, 6);
        var lit = mean(pixels, 120, 90, 6, 6);
        var dark = mean(pixels, 185, 115, 6, 6);
        assertThat(highlight).isGreaterThan(lit + 0.15);
        assertThat(lit).isGreaterThan(dark + 0.1);
    }

    @ParameterizedTest
    @EnumSource
    void a_photo_stays_recognisable(Style style) {
        var image = new BufferedImage(4 * WIDTH, 4 * HEIGHT, BufferedImage.TYPE_INT_RGB);
        for (var y = 0; y < image.getHeight(); y++) {
            for (var x = 0; x < image.getWidth(); x++) {
                image.setRGB(x, y, x < image.getWidth() / 2 ? 0x20242c : 0xe8e0d0);
            }
        }
        var photo = new Photo(image, AffineTransform.getScaleInstance(0.25, 0.25), 1);
        var pixels = Sketch.paint(style, Sketch.of(WIDTH, HEIGHT, 0, Sketch.DAY, photo));
        assertThat(mean(pixels, 20, 20, 100, 100)).isLessThan(0.25);
        assertThat(mean(pixels, 200, 20, 100, 100)).isGreaterThan(0.65);
    }

    @Test
    void an_imprint_sits_in_the_lower_right_corner_and_fits_a_narrow_frame() {
        for (var width : new int[] {64, 200, 640}) {
            var pixels = new int[width * 120];
            Arrays.fill(pixels, 0x808080);
            new Imprint("drawn, not generated", width, 120).print(pixels);
            var changed = 0;
            for (var i = 0; i < pixels.length; i++) {
                if (pixels[i] != 0x808080) {
                    changed++;
                    assertThat(i / width).isGreaterThan(95);
                }
            }
            assertThat(changed).isGreaterThan(50);
        }
        assertThat(Typeface.standard().width("drawn, not generated", 9)).isLessThan(150);
    }

    private static double mean(int[] pixels, int left, int top, int width, int height) {
        var sum = 0.0;
        for (var y = top; y < top + height; y++) {
            for (var x = left; x < left + width; x++) {
                sum += Rgb.luminance(pixels[y * WIDTH + x]);
            }
        }
        return sum / width / height;
    }

    private static Picture with(Picture picture, Sheet sheet) {
        var sheets = new ArrayList<>(picture.sheets());
        sheets.add(sheet);
        return new Picture(picture.width(), picture.height(), picture.frame(), picture.seed(), picture.light(), sheets);
    }
}
