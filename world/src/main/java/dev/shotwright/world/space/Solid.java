package dev.shotwright.world.space;

import java.util.List;

/** A convex body, or a flat plate, from which figures and settings are built; sizes in metres, in its own space. */
public sealed interface Solid {

    /** An ellipsoid about the origin. */
    record Ball(double radiusX, double radiusY, double radiusZ) implements Solid {}

    /** A round limb that tapers from one ball to another. */
    record Limb(Vec start, Vec end, double startRadius, double endRadius) implements Solid {}

    /** A block about the origin, with its three full sizes; each visible face is a mark of its own. */
    record Block(double width, double height, double length) implements Solid {}

    /** A body turned about the y axis: radii at rising heights; a concave profile is drawn as convex stretches. */
    record Turned(List<Ring> profile) implements Solid {
        public Turned {
            profile = List.copyOf(profile);
        }
    }

    /** A radius at a height. */
    record Ring(double height, double radius) {}

    /** A flat outline in the x-y plane with a thickness along z, possibly 0: a wing, an ear, a leaf, a sign. */
    record Plate(List<Vec> outline, double thickness) implements Solid {
        public Plate {
            outline = List.copyOf(outline);
        }
    }
}
