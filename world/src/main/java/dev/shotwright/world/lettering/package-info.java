/**
 * Words in the picture: the outlines of a bundled font's glyphs, set in a line.
 * The machine's own fonts and their configuration are never asked.
 */
@NullMarked
package dev.shotwright.world.lettering;

import org.jspecify.annotations.NullMarked;
