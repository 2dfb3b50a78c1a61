/**
 * The cast: articulated people, animals, vehicles and props, built of solids from data files, and the actions they play.
 * A figure answers with its parts at a moment; where it stands is the business of {@code stage}.
 */
@NullMarked
package dev.shotwright.world.figure;

import org.jspecify.annotations.NullMarked;
