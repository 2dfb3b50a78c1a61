/** The service as its clients have it: over HTTP, with a database of its own. */
@NullMarked
package dev.shotwright.server;

import org.jspecify.annotations.NullMarked;
