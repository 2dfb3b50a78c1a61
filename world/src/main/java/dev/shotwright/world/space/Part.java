package dev.shotwright.world.space;

/**
 * A solid in its place, with its colour. A part of finish {@link Finish#DECAL} lies on the surface of the nearest part
 * before it in the list that is no decal.
 *
 * @param colour 0xAARRGGBB, straight alpha
 * @param nearer metres by which the part counts as nearer to the camera when two parts reach into each other
 */
public record Part(Solid solid, Placement placement, int colour, Finish finish, double nearer) {

    public Part(Solid solid, Placement placement, int colour, Finish finish) {
        this(solid, placement, colour, finish, 0);
    }

    /** The same part, carried along into the space around. */
    public Part in(Placement outer) {
        return new Part(
                solid,
                outer.then(placement),
                colour,
                finish,
                nearer == 0 ? 0 : nearer * outer.right().length());
    }

    /** The smallest and largest coordinate along a direction of the space around. */
    public double[] reach(Vec along) {
        return new Body(solid, placement).reach(along);
    }
}
