@NullMarked
package dev.shotwright.providers;

import org.jspecify.annotations.NullMarked;
