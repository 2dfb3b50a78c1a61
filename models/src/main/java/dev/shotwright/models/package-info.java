/**
 * The architectures that the engine can run, a package each, and what their files have in common. Nothing here samples,
 * downloads or writes video: it is the mathematics.
 */
@NullMarked
package dev.shotwright.models;

import org.jspecify.annotations.NullMarked;
