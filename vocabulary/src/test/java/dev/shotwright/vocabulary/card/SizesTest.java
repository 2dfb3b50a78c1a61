package dev.shotwright.vocabulary.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.document.Documents;
import dev.shotwright.vocabulary.request.AspectRatio;
import dev.shotwright.vocabulary.request.Pixels;
import dev.shotwright.vocabulary.request.Resolution;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizesTest {
    private static final Sizes SHORT_SIDE = Documents.yaml().read(Sizes.class, """
        {type: grid, usual: 1280x720, multiple: 2, leastSide: 16, mostSide: 4096, resolutions: [480p, 720p, 1080p, 4k], measure: short-side}
        """);
    private static final Sizes BUDGET = Documents.yaml().read(Sizes.class, """
        {type: grid, usual: 1024x576, multiple: 32, leastSide: 256, mostSide: 1280, leastPixels: 200000, mostPixels: 921600,
         ratios: [16:9, 1:1, 9:16], resolutions: [480p, 720p], measure: area}
        """);

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
        -,        -,     -,     1280x720,  16:9, 720p
        -,        16:9,  1080p, 1920x1080, 16:9, 1080p
        -,        9:16,  1080p, 1080x1920, 9:16, 1080p
        -,        1:1,   480p,  480x480,   1:1,  480p
        -,        21:9,  720p,  1680x720,  21:9, 720p
        -,        -,     600p,  854x480,   16:9, 480p
        640x360,  -,     -,     640x360,   16:9, 480p
        641x359,  -,     -,     640x360,   16:9, 480p
        9999x100, -,     -,     4096x42,   2048:21, 480p
        """)
    void a_grid_by_the_short_side_gives(
            @Nullable String size,
            @Nullable String ratio,
            @Nullable String resolution,
            String given,
            String named,
            String quality) {
        assertThat(SHORT_SIDE.nearest(wish(size, ratio, resolution))).isEqualTo(frame(given, named, quality));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", textBlock = """
        -,         -,    -,     1024x576, 16:9, 480p
        -,         1:1,  480p,  640x640,  1:1,  480p
        -,         1:1,  720p,  960x960,  1:1,  720p
        -,         4:3,  720p,  1280x704, 16:9, 720p
        1280x704,  -,    -,     1280x704, 16:9, 720p
        4000x4000, -,    -,     960x960,  1:1,  720p
        64x64,     -,    -,     448x448,  1:1,  480p
        """)
    void a_grid_with_a_budget_gives(
            @Nullable String size,
            @Nullable String ratio,
            @Nullable String resolution,
            String given,
            String named,
            String quality) {
        assertThat(BUDGET.nearest(wish(size, ratio, resolution))).isEqualTo(frame(given, named, quality));
    }

    @Test
    void whatever_a_grid_gives_it_also_takes() {
        var random = new SplittableRandom(3);
        for (var i = 0; i < 2000; i++) {
            var sizes = i % 2 == 0 ? SHORT_SIDE : BUDGET;
            var found = sizes.nearest(
                    new SizeWish(new Pixels(random.nextInt(1, 6000), random.nextInt(1, 6000)), null, null));
            assertThat(sizes.nearest(new SizeWish(found.size(), found.ratio(), found.resolution())))
                    .isEqualTo(found);
            assertThat(sizes.nearest(new SizeWish(found.size(), null, null)).size())
                    .isEqualTo(found.size());
        }
    }

    @Test
    void a_clip_has_the_ratio_of_its_picture_whatever_is_asked_for() {
        var sizes = new Sizes.Picture(new Pixels(1280, 720), List.of(new Resolution(720), new Resolution(1080)));
        var wish = new SizeWish(null, new AspectRatio(9, 16), new Resolution(1080));
        assertThat(sizes.of(AspectRatio.of(new Pixels(1000, 1000)), wish))
                .isEqualTo(new FrameSize(new Pixels(1440, 1440), new AspectRatio(1, 1), new Resolution(1080)));
        assertThat(sizes.of(AspectRatio.of(new Pixels(1366, 768)), new SizeWish(null, null, null)))
                .isEqualTo(new FrameSize(new Pixels(1280, 720), new AspectRatio(16, 9), new Resolution(720)));
        assertThat(sizes.of(new AspectRatio(3, 2), new SizeWish(null, null, null))
                        .ratio())
                .isEqualTo(new AspectRatio(3, 2));
        assertThat(sizes.nearest(wish).ratio()).isEqualTo(new AspectRatio(9, 16));
        assertThatThrownBy(() -> new Sizes.Picture(new Pixels(1000, 720), List.of(new Resolution(720))))
                .isInstanceOf(ShotwrightException.class);
    }

    @Test
    void of_a_table_the_ratio_that_is_nearest_to_the_picture_is_drawn_whatever_is_asked_for() {
        var sizes = Documents.yaml().read(Sizes.class, """
            type: picture-table
            usual: 1280x720
            rows:
              720p: {16:9: 1280x720, 1:1: 960x960, 9:16: 720x1280}
              1080p: {16:9: 1920x1080, 1:1: 1440x1440, 9:16: 1080x1920}
            """);
        var square = AspectRatio.of(new Pixels(1000, 1000));
        assertThat(sizes.of(square, wish(null, "9:16", "1080p"))).isEqualTo(frame("1440x1440", "1:1", "1080p"));
        assertThat(sizes.of(square, wish("720x1280", null, null))).isEqualTo(frame("960x960", "1:1", "720p"));
        assertThat(sizes.of(new AspectRatio(5, 6), wish(null, null, null))).isEqualTo(frame("960x960", "1:1", "720p"));
        assertThat(sizes.nearest(wish(null, "9:16", null))).isEqualTo(frame("720x1280", "9:16", "720p"));
    }

    @Test
    void a_card_with_sizes_that_it_does_not_hold_itself_is_refused() {
        assertThatThrownBy(() ->
                        Documents.yaml().read(Sizes.class, "{type: table, usual: 1x1, rows: {720p: {16:9: 1280x720}}}"))
                .hasMessage("usual is 1x1; accepted is a size of the table (line 1)");
        assertThatThrownBy(() -> Documents.yaml()
                        .read(Sizes.class, "{type: table, usual: 1280x720, rows: {720p: {9:16: 1280x720}}}"))
                .hasMessageStartingWith("rows is 1280x720 under 9:16; accepted is ");
        assertThatThrownBy(() -> Documents.yaml().read(Sizes.class, """
            {type: grid, usual: 1280x720, multiple: 64, leastSide: 64, mostSide: 2048, resolutions: [720p], measure: area}
            """))
                .hasMessageStartingWith("usual is 1280x720; accepted is ");
    }

    private static SizeWish wish(@Nullable String size, @Nullable String ratio, @Nullable String resolution) {
        return new SizeWish(
                size == null ? null : Pixels.parse(size),
                ratio == null ? null : AspectRatio.parse(ratio),
                resolution == null ? null : Resolution.parse(resolution));
    }

    private static FrameSize frame(String size, String ratio, String resolution) {
        return new FrameSize(Pixels.parse(size), AspectRatio.parse(ratio), Resolution.parse(resolution));
    }
}
