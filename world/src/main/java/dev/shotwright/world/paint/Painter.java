package dev.shotwright.world.paint;

import dev.shotwright.world.stage.Picture;

/** A style at work. A painter is confined to one thread; two painters of one style give the same pixels. */
public interface Painter {

    /**
     * Paints a picture.
     *
     * @param pixels takes {@code width × height} values 0xRRGGBB, row by row
     */
    void paint(Picture picture, int[] pixels);
}
