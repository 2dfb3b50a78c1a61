/**
 * CLIP's picture side, which tells an image-to-video model what its first frame shows. It holds the encoder and what a
 * picture goes through before it.
 */
@NullMarked
package dev.shotwright.models.clip;

import org.jspecify.annotations.NullMarked;
