/**
 * What one model can do and what it costs, as data: one YAML file per model, never code.
 * The records here also know what comes nearest to a wish; they decide nothing.
 */
@NullMarked
package dev.shotwright.vocabulary.card;

import org.jspecify.annotations.NullMarked;
