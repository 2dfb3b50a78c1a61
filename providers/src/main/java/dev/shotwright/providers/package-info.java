/** All vendors whose models can be asked. */
@NullMarked
package dev.shotwright.providers;

import org.jspecify.annotations.NullMarked;
