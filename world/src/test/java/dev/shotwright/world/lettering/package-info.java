/** Tests of the bundled typeface. */
@NullMarked
package dev.shotwright.world.lettering;

import org.jspecify.annotations.NullMarked;
