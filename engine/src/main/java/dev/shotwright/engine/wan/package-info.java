/** Wan 2.1 on this machine: the way of one request through its text encoder, transformer and autoencoder. */
@NullMarked
package dev.shotwright.engine.wan;

import org.jspecify.annotations.NullMarked;
