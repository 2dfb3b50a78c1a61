package dev.shotwright.world.space;

/**
 * A solid in its place, with its colour.
 *
 * @param colour 0xAARRGGBB, straight alpha
 */
public record Part(Solid solid, Placement placement, int colour, Finish finish) {

    /** The same part, carried along into the space around. */
    public Part in(Placement outer) {
        return new Part(solid, outer.then(placement), colour, finish);
    }
}
