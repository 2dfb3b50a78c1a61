package dev.shotwright.world.space;

import java.awt.geom.Path2D;

/**
 * One filled outline on its way to a picture.
 *
 * @param outline in pixels of the picture, x to the right and y down
 * @param colour the surface's own colour, 0xAARRGGBB with straight alpha
 * @param light how much light the surface gets as a whole, 0 to 1, 1 being turned to the light; a face of a block has one
 *     value, a round body keeps 1 and has a {@code shade}
 * @param shade from the lit to the dark side of a round form
 * @param solid the number of the solid that it is a face of; marks with one number that follow each other share their
 *     edges. 0 for a mark that is no face
 */
public record Mark(Path2D outline, int colour, Finish finish, double light, Shade shade, int solid) {

    /** A mark that is no face of a solid. */
    public Mark(Path2D outline, int colour, Finish finish, double light, Shade shade) {
        this(outline, colour, finish, light, shade, 0);
    }

    /** A line across a form in pixels, from where it is lit to where it is dark; both ends equal on a flat face. */
    public record Shade(double litX, double litY, double darkX, double darkY) {

        public static final Shade FLAT = new Shade(0, 0, 0, 0);

        public boolean flat() {
            return litX == darkX && litY == darkY;
        }
    }
}
