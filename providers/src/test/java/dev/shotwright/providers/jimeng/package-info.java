@NullMarked
package dev.shotwright.providers.jimeng;

import org.jspecify.annotations.NullMarked;
