/** The dialect as its clients have it. */
@NullMarked
package dev.shotwright.server.openai;

import org.jspecify.annotations.NullMarked;
