/**
 * Space in metres: vectors, placements, convex solids, and the camera that projects them to marks on a picture.
 * Nothing here knows a figure, a scene or a style.
 */
@NullMarked
package dev.shotwright.world.space;

import org.jspecify.annotations.NullMarked;
