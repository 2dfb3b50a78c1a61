/** Checkpoints as they lie on disk: which files make up a model, in the layouts that are passed around. */
@NullMarked
package dev.shotwright.engine.checkpoint;

import org.jspecify.annotations.NullMarked;
