/**
 * What the service does by time alone. Every server offers to do it, and the database sees to it that one at a time does.
 */
@NullMarked
package dev.shotwright.server.sweeps;

import org.jspecify.annotations.NullMarked;
