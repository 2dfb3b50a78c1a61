/**
 * What draws a request, and its answer: local models, hosted models, and the outcome of a draw.
 * A local model works in the caller's thread; a hosted one is asked, polled, cancelled and fetched from.
 */
@NullMarked
package dev.shotwright.vocabulary.model;

import org.jspecify.annotations.NullMarked;
