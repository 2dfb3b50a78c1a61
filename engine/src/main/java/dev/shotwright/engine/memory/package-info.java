/** What a run will hold in memory, decided before it starts. */
@NullMarked
package dev.shotwright.engine.memory;

import org.jspecify.annotations.NullMarked;
