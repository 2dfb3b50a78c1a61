/**
 * The operations that take the time: linear layers and attention, in the arithmetic that suits the machine. Each is cut into
 * native calls of well under a second, between which the work can be stopped.
 */
@NullMarked
package dev.shotwright.tensor.compute;

import org.jspecify.annotations.NullMarked;
