/** How the service is: whether it lives, whether it can work, and figures for Prometheus. */
@NullMarked
package dev.shotwright.server.health;

import org.jspecify.annotations.NullMarked;
