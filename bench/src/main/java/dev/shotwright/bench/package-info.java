/**
 * Measurements that anyone can repeat: what the parser understands, what its clips show, and how fast they are drawn.
 * Each program prints one table; docs/measurements.md keeps the dated results.
 */
@NullMarked
package dev.shotwright.bench;

import org.jspecify.annotations.NullMarked;
