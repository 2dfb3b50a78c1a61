/**
 * Videos as the service's own API has them, and the way of every request into the queue, whatever its dialect.
 * A video is one job; several that were asked for together are a batch.
 */
@NullMarked
package dev.shotwright.server.videos;

import org.jspecify.annotations.NullMarked;
