package dev.shotwright.world.space;

/** A point or direction in metres: x to the right of the stage, y up, z from the audience into the depth. */
public record Vec(double x, double y, double z) {

    public static final Vec ZERO = new Vec(0, 0, 0);
    public static final Vec UP = new Vec(0, 1, 0);

    public Vec plus(Vec other) {
        return new Vec(x + other.x, y + other.y, z + other.z);
    }

    public Vec minus(Vec other) {
        return new Vec(x - other.x, y - other.y, z - other.z);
    }

    public Vec times(double factor) {
        return new Vec(x * factor, y * factor, z * factor);
    }

    public double dot(Vec other) {
        return x * other.x + y * other.y + z * other.z;
    }

    public Vec cross(Vec other) {
        return new Vec(y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x);
    }

    public double length() {
        return Math.sqrt(dot(this));
    }

    /** This direction with length 1; a zero vector stays zero. */
    public Vec unit() {
        var length = length();
        return length == 0 ? this : times(1 / length);
    }

    /** The point at {@code t} of the way to another, 0 being here and 1 there. */
    public Vec towards(Vec other, double t) {
        return plus(other.minus(this).times(t));
    }
}
