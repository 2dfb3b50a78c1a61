/** The dialect as its clients have it. */
@NullMarked
package dev.shotwright.server.ark;

import org.jspecify.annotations.NullMarked;
