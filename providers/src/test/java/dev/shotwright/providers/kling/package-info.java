@NullMarked
package dev.shotwright.providers.kling;

import org.jspecify.annotations.NullMarked;
