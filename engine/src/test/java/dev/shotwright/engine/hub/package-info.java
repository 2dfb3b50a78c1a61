@NullMarked
package dev.shotwright.engine.hub;

import org.jspecify.annotations.NullMarked;
