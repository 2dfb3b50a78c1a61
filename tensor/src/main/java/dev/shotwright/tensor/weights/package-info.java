/**
 * The parameters of a model: taken from a checkpoint by their paths, checked whole before anything is computed, and held
 * where the memory allows.
 */
@NullMarked
package dev.shotwright.tensor.weights;

import org.jspecify.annotations.NullMarked;
