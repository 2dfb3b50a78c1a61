/** What quotas, caps and the planner make of requests over HTTP. */
@NullMarked
package dev.shotwright.server.videos;

import org.jspecify.annotations.NullMarked;
