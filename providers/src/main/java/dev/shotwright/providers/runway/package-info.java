/**
 * Runway. The wire format is that of the official client sdk-node 4.12.0, whose types name every field of every model, and of
 * the vendor's pages on errors, uploads and prices.
 */
@NullMarked
package dev.shotwright.providers.runway;

import org.jspecify.annotations.NullMarked;
