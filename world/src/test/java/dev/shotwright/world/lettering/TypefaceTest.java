package dev.shotwright.world.lettering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.geom.Path2D;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TypefaceTest {
    private final Typeface typeface = Typeface.standard();

    @Test
    void every_character_of_gb2312_and_every_han_of_big5_has_a_glyph_with_ink() {
        var missing = new ArrayList<String>();
        for (var encoding : List.of("GB2312", "Big5")) {
            var charset = Charset.forName(encoding);
            var first = encoding.equals("GB2312") ? 0xa1 : 0xa4;
            var last = encoding.equals("GB2312") ? 0xf7 : 0xf9;
            for (var high = first; high <= last; high++) {
                for (var low = 0x40; low < 0xff; low++) {
                    var text = new String(new byte[] {(byte) high, (byte) low}, charset);
                    var character = text.codePointAt(0);
                    if (text.length() == 1 && character != 0xfffd && !Character.isSpaceChar(character)) {
                        if (!typeface.covers(character) || !inked(text)) {
                            missing.add(text);
                        }
                    }
                }
            }
        }
        assertThat(missing).isEmpty();
    }

    @Test
    void latin_and_common_punctuation_have_glyphs_with_ink() {
        var text = new StringBuilder("“”‘’…—–·、。〈〉《》「」『』【】〔〕!?,;:()%¥+-=~•€£©®™×÷→←↑↓♪★☆●○■□");
        for (var c = 0x21; c < 0x7f; c++) {
            text.append((char) c);
        }
        for (var c = 0xa1; c < 0x100; c++) {
            text.append(c == 0xad ? "" : (char) c);
        }
        assertThat(text.codePoints().filter(c -> !typeface.covers(c) || !inked(Character.toString(c))))
                .isEmpty();
    }

    @Test
    void a_character_without_glyph_is_a_visible_box_and_takes_room() {
        for (var text : List.of("\uD83E\uDD8A", "\uE123", "ກ")) {
            assertThat(typeface.covers(text.codePointAt(0))).isFalse();
            assertThat(typeface.outline(text, 100, 0, 0).getBounds2D().getWidth())
                    .isCloseTo(78, within(0.1));
            assertThat(typeface.width(text, 100)).isCloseTo(90, within(1e-9));
        }
    }

    @Test
    void letters_stand_on_the_baseline_and_fill_the_em() {
        var bounds = typeface.outline("狐狸", 100, 20, 300).getBounds2D();
        assertThat(bounds.getMinX()).isBetween(20.0, 30.0);
        assertThat(bounds.getMaxX()).isBetween(205.0, 220.0);
        assertThat(bounds.getMinY()).isBetween(205.0, 225.0);
        assertThat(bounds.getMaxY()).isBetween(300.0, 315.0);
        assertThat(typeface.outline("H", 100, 0, 300).getBounds2D().getMaxY()).isCloseTo(300, within(0.01));
    }

    @Test
    void width_is_the_sum_of_advances() {
        assertThat(typeface.width("红色的狐狸", 10)).isCloseTo(50, within(1e-9));
        assertThat(typeface.width("ab", 40)).isCloseTo(typeface.width("a", 40) + typeface.width("b", 40), within(1e-9));
        assertThat(typeface.width("i", 40)).isLessThan(typeface.width("m", 40));
        assertThat(typeface.width("a b", 40)).isGreaterThan(typeface.width("ab", 40));
        assertThat(typeface.width("", 40)).isZero();
    }

    @Test
    void holes_of_letters_stay_open() {
        var ring = typeface.outline("O", 100, 0, 0);
        var bounds = ring.getBounds2D();
        assertThat(ring.contains(bounds.getCenterX(), bounds.getCenterY())).isFalse();
        assertThat(ring.getWindingRule()).isEqualTo(Path2D.WIND_NON_ZERO);
    }

    @Test
    void it_works_in_a_process_without_fontconfig_and_loads_no_font_machinery() throws Exception {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java,
                        "-Djava.awt.headless=true",
                        "-Dsun.awt.fontconfig=/nonexistent/fontconfig.properties",
                        "-Xlog:class+load",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Words.class.getName())
                .redirectErrorStream(true)
                .start();
        var lines = process.inputReader().readAllLines();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        assertThat(lines).anyMatch(line -> line.equals("ink true"));
        assertThat(lines)
                .noneMatch(line -> line.contains(" sun.font.") || line.contains(" sun.awt.FontConfiguration"))
                .noneMatch(line -> line.contains(" java.awt.Font "));
    }

    private boolean inked(String text) {
        return typeface.outline(text, 100, 0, 0).getBounds2D().getHeight() > 1;
    }

    /** A program that sets a line of text. */
    static final class Words {
        private Words() {}

        public static void main(String[] arguments) {
            var bounds = Typeface.standard().outline("分镜 Shot", 40, 0, 0).getBounds2D();
            System.out.println("ink " + (bounds.getWidth() > 100));
        }
    }
}
