package dev.shotwright.world.paint;

import dev.shotwright.vocabulary.Style;

/** Where a painter for a style is had. */
public final class Painters {
    private Painters() {}

    /**
     * A new painter, to be used by one thread.
     *
     * @param seed the clip's, from which paper, brushes and grain are made
     */
    public static Painter of(Style style, int width, int height, long seed) {
        return switch (style) {
            case NATURAL -> new NaturalPainter(width, height, seed);
            case BLACK_AND_WHITE -> new MonochromePainter(width, height, seed);
            case ANIMATION_3D -> new ModelledPainter(width, height, seed);
            case ANIMATION_2D -> new CelPainter(width, height, seed);
            case CHINESE_PAINTING -> new InkPainter(width, height, seed);
            case WATERCOLOUR -> new WatercolourPainter(width, height, seed);
            case GOUACHE -> new GouachePainter(width, height, seed);
        };
    }
}
