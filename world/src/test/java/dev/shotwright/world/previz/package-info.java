/** Tests of the model that draws an animatic. */
@NullMarked
package dev.shotwright.world.previz;

import org.jspecify.annotations.NullMarked;
