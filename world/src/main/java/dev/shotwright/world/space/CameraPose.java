package dev.shotwright.world.space;

/**
 * A camera at one moment. At rest it looks along +z from the audience's side, so that +x is on the right of the picture.
 *
 * @param position in metres
 * @param yaw in radians, positive turns it to the right
 * @param pitch in radians, positive turns it up
 * @param roll in radians, positive turns it clockwise, so that the picture turns counterclockwise
 * @param focal focal length as a fraction of the picture's height; 1.2 is a normal lens
 */
public record CameraPose(Vec position, double yaw, double pitch, double roll, double focal) {}
