package dev.shotwright.world.space;

/**
 * A rotation, a uniform scale and a shift, from one space into the space around it.
 *
 * @param right where the x axis goes, with the length of the scale
 * @param up where the y axis goes
 * @param depth where the z axis goes
 * @param origin where the origin goes
 */
public record Placement(Vec right, Vec up, Vec depth, Vec origin) {

    public static final Placement IDENTITY =
            new Placement(new Vec(1, 0, 0), new Vec(0, 1, 0), new Vec(0, 0, 1), Vec.ZERO);

    public static Placement at(Vec origin) {
        return new Placement(IDENTITY.right, IDENTITY.up, IDENTITY.depth, origin);
    }

    public static Placement scaled(double factor) {
        return new Placement(new Vec(factor, 0, 0), new Vec(0, factor, 0), new Vec(0, 0, factor), Vec.ZERO);
    }

    /** A turn about the x axis, in radians; positive tips the depth axis down towards the audience's feet. */
    public static Placement aboutX(double angle) {
        var c = StrictMath.cos(angle);
        var s = StrictMath.sin(angle);
        return new Placement(new Vec(1, 0, 0), new Vec(0, c, s), new Vec(0, -s, c), Vec.ZERO);
    }

    /** A turn about the vertical, in radians; positive turns the depth axis to the right. */
    public static Placement aboutY(double angle) {
        var c = StrictMath.cos(angle);
        var s = StrictMath.sin(angle);
        return new Placement(new Vec(c, 0, -s), new Vec(0, 1, 0), new Vec(s, 0, c), Vec.ZERO);
    }

    /** A turn about the depth axis, in radians; positive turns the x axis up. */
    public static Placement aboutZ(double angle) {
        var c = StrictMath.cos(angle);
        var s = StrictMath.sin(angle);
        return new Placement(new Vec(c, s, 0), new Vec(-s, c, 0), new Vec(0, 0, 1), Vec.ZERO);
    }

    public Vec point(Vec p) {
        return direction(p).plus(origin);
    }

    public Vec direction(Vec d) {
        return new Vec(
                right.x() * d.x() + up.x() * d.y() + depth.x() * d.z(),
                right.y() * d.x() + up.y() * d.y() + depth.y() * d.z(),
                right.z() * d.x() + up.z() * d.y() + depth.z() * d.z());
    }

    /** The placement of something that stands in {@code inner}, which itself stands in this. */
    public Placement then(Placement inner) {
        return new Placement(direction(inner.right), direction(inner.up), direction(inner.depth), point(inner.origin));
    }
}
