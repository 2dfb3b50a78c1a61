package dev.shotwright.server.events;

import dev.shotwright.vocabulary.model.State;
import org.jspecify.annotations.Nullable;

/**
 * How a video stands, in a few words.
 *
 * @param progress 0 to 1
 * @param phase what its worker does just now
 */
record Sight(
        String id, State state, double progress, @Nullable String phase) {}
