/** Tests of the painters, on pictures that are put together from marks by hand. */
@NullMarked
package dev.shotwright.world.paint;

import org.jspecify.annotations.NullMarked;
