/**
 * The seven styles: each turns a picture, a list of marks from back to front, into pixels.
 * Every painter is deterministic and owns its brushes, papers and pigments.
 */
@NullMarked
package dev.shotwright.world.paint;

import org.jspecify.annotations.NullMarked;
