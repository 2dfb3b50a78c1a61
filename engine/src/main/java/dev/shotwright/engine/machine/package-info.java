/** What this machine can do: measured once, kept, and asked whenever arithmetic or memory is chosen. */
@NullMarked
package dev.shotwright.engine.machine;

import org.jspecify.annotations.NullMarked;
