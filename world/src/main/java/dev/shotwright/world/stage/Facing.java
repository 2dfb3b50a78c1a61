package dev.shotwright.world.stage;

/** Where somebody turns from a moment on. */
sealed interface Facing {

    /** When one begins to turn there. */
    double from();

    /** An angle about the vertical in radians: 0 is away from the audience, a quarter turn is to the right. */
    record Angle(double from, double angle) implements Facing {}

    /** Towards another, also when he moves. */
    record Toward(double from, Performer other) implements Facing {}

    /** Along with another, by whom one is carried. */
    record With(double from, Performer base) implements Facing {}
}
