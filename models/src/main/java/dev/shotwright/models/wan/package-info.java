/** Wan 2.1: its diffusion transformer and its causal video autoencoder. */
@NullMarked
package dev.shotwright.models.wan;

import org.jspecify.annotations.NullMarked;
