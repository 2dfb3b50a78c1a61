@NullMarked
package dev.shotwright.fakes;

import org.jspecify.annotations.NullMarked;
