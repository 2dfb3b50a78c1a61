package dev.shotwright.world.lettering;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.awt.geom.AffineTransform;
import java.awt.geom.GeneralPath;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.io.IOException;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.fontbox.cff.CFFFont;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.HorizontalMetricsTable;
import org.apache.fontbox.ttf.OTFParser;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * A font as outlines: simplified and traditional Chinese, Latin, Greek, Cyrillic and kana. A character that it lacks is set
 * as a box with a cross. It may be used by several threads at once.
 */
public final class Typeface {
    private static final String RESOURCE = "lettering.otf";
    private static final double UNITS_PER_EM = 1000;

    private final CmapLookup characters;
    private final HorizontalMetricsTable metrics;
    private final CFFFont outlines;
    private final ConcurrentHashMap<Integer, Glyph> glyphs = new ConcurrentHashMap<>();

    private record Glyph(GeneralPath outline, double advance) {}

    private static final class Bundled {
        private static final Typeface TYPEFACE = bundled();
    }

    private Typeface(CmapLookup characters, HorizontalMetricsTable metrics, CFFFont outlines) {
        this.characters = characters;
        this.metrics = metrics;
        this.outlines = outlines;
    }

    /** The bundled typeface. */
    public static Typeface standard() {
        return Bundled.TYPEFACE;
    }

    /**
     * A line of text as one outline, to be filled with the non-zero rule.
     *
     * @param size the height of the em square, in the unit of the result
     * @param x where the line begins
     * @param baseline the height at which the letters stand, y pointing down
     */
    public Path2D outline(String text, double size, double x, double baseline) {
        var line = new Path2D.Double(Path2D.WIND_NON_ZERO);
        var scale = size / UNITS_PER_EM;
        var pen = x;
        for (var character : text.codePoints().toArray()) {
            var glyph = glyph(character);
            line.append(glyph.outline.getPathIterator(new AffineTransform(scale, 0, 0, -scale, pen, baseline)), false);
            pen += glyph.advance * scale;
        }
        return line;
    }

    /** How far a line of text reaches from its beginning to the beginning of what follows. */
    public double width(String text, double size) {
        return text.codePoints().mapToDouble(c -> glyph(c).advance).sum() * size / UNITS_PER_EM;
    }

    /** Whether the typeface has its own glyph for a character. */
    boolean covers(int character) {
        return characters.getGlyphId(character) != 0;
    }

    private Glyph glyph(int character) {
        return glyphs.computeIfAbsent(character, this::read);
    }

    private Glyph read(int character) {
        switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> {
                return new Glyph(new GeneralPath(), 0);
            }
            case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> {
                return new Glyph(new GeneralPath(), character == '\u3000' ? 1000 : 250);
            }
            default -> {}
        }
        synchronized (outlines) {
            var id = characters.getGlyphId(character);
            if (id == 0) {
                return new Glyph(box(), 900);
            }
            try {
                var cid = outlines.getCharset().getCIDForGID(id);
                return new Glyph(outlines.getType2CharString(cid).getPath(), metrics.getAdvanceWidth(id));
            } catch (IOException e) {
                throw unreadable(e);
            }
        }
    }

    private static GeneralPath box() {
        var box = new GeneralPath(Path2D.WIND_NON_ZERO);
        box.append(new Rectangle2D.Double(60, -80, 780, 60), false);
        box.append(new Rectangle2D.Double(60, 740, 780, 60), false);
        box.append(new Rectangle2D.Double(60, -80, 60, 880), false);
        box.append(new Rectangle2D.Double(780, -80, 60, 880), false);
        box.append(diagonal(90, -50, 810, 770), false);
        box.append(diagonal(90, 770, 810, -50), false);
        return box;
    }

    private static GeneralPath diagonal(double fromX, double fromY, double toX, double toY) {
        var line = new GeneralPath();
        line.moveTo(fromX - 30, fromY);
        line.lineTo(fromX + 30, fromY);
        line.lineTo(toX + 30, toY);
        line.lineTo(toX - 30, toY);
        line.closePath();
        return line;
    }

    private static Typeface bundled() {
        try (var stream = Typeface.class.getResourceAsStream(RESOURCE)) {
            if (stream == null) {
                throw new IOException(RESOURCE + " is not on the class path");
            }
            var font = new OTFParser(true).parse(new RandomAccessReadBuffer(stream));
            return new Typeface(
                    font.getUnicodeCmapLookup(),
                    font.getHorizontalMetrics(),
                    font.getCFF().getFont());
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static ShotwrightException unreadable(IOException e) {
        return new ShotwrightException(
                ErrorCode.INTERNAL, null, "the bundled font cannot be read: " + e.getMessage(), e);
    }
}
