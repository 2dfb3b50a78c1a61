/** From a prompt as it was typed to the numbers that a text encoder reads. */
@NullMarked
package dev.shotwright.engine.prompt;

import org.jspecify.annotations.NullMarked;
