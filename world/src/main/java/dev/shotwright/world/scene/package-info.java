/**
 * The scene language: who is in the picture, where, what they do and when, and how the camera moves.
 * A scene can be written by hand, by a director, by a language model, or by the parser in {@code prompt}.
 */
@NullMarked
package dev.shotwright.world.scene;

import org.jspecify.annotations.NullMarked;
