/**
 * Tensors of libtorch with lifetimes that close. Models are written against {@link dev.shotwright.tensor.Tensor} alone;
 * what is native stays behind it.
 */
@NullMarked
package dev.shotwright.tensor;

import org.jspecify.annotations.NullMarked;
