/**
 * Checkpoints in the safetensors format, mapped and never read through the heap: one file or shards under an index. What is
 * broken is refused with the file and the tensor named.
 */
@NullMarked
package dev.shotwright.tensor.safetensors;

import org.jspecify.annotations.NullMarked;
