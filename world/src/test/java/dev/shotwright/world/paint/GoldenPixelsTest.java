package dev.shotwright.world.paint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shotwright.vocabulary.Style;
import dev.shotwright.world.stage.Picture;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The same pixels on any machine: hashes that were taken on one. Whoever changes how a style looks takes its new hash from
 * the failure's message.
 */
class GoldenPixelsTest {
    private static final Map<Style, String> GOLDEN = Map.of(
            Style.NATURAL, "473c842f4c4ba27e",
            Style.BLACK_AND_WHITE, "841895de99459c1f",
            Style.ANIMATION_3D, "e08433bbe759c47d",
            Style.ANIMATION_2D, "b572fc1910839cf6",
            Style.CHINESE_PAINTING, "5f4cc0d34a508eac",
            Style.WATERCOLOUR, "40114454e4378ee4",
            Style.GOUACHE, "1aa258ce87a46d15");

    @Test
    void each_style_paints_the_pixels_that_it_painted_on_another_machine() {
        var found = new EnumMap<Style, String>(Style.class);
        for (var style : Style.values()) {
            found.put(style, Long.toHexString(hash(style)));
        }
        assertThat(found).containsExactlyInAnyOrderEntriesOf(GOLDEN);
    }

    private static long hash(Style style) {
        var painter = Painters.of(style, 96, 54, 7);
        var pixels = new int[96 * 54];
        var hash = 0xcbf29ce484222325L;
        for (var picture : new Picture[] {
            Sketch.meadow(96, 54, 0, Sketch.DAY),
            Sketch.meadow(96, 54, 1, Sketch.DAY),
            Sketch.meadow(96, 54, 2, Sketch.NIGHT)
        }) {
            painter.paint(picture, pixels);
            for (var pixel : pixels) {
                hash = (hash ^ pixel) * 0x100000001b3L;
            }
        }
        return hash;
    }
}
