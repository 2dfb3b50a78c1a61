/**
 * Luma: Dream Machine, whose wire format is that of the official client lumaai-node 1.21.0, and the Agents interface of its
 * pages. How either refuses, which states Agents passes through and what deleting a draw does are not documented.
 */
@NullMarked
package dev.shotwright.providers.luma;

import org.jspecify.annotations.NullMarked;
