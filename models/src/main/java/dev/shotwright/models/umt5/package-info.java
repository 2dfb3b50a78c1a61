/**
 * UMT5, the multilingual text encoder of Wan 2.1. It turns token ids into the text tokens that the transformer attends to.
 */
@NullMarked
package dev.shotwright.models.umt5;

import org.jspecify.annotations.NullMarked;
