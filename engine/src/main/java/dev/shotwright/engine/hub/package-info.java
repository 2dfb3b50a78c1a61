/**
 * Checkpoints from the hubs: which files a model needs, where they lie, how they are fetched, checked and kept.
 * Everything that a hub says is checked before it is believed, and no unchecked file carries its final name.
 */
@NullMarked
package dev.shotwright.engine.hub;

import org.jspecify.annotations.NullMarked;
