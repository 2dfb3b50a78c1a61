/**
 * What happens to jobs, told while it happens: as server-sent events, and to requests that wait for an end.
 * One poller looks for all who watch; a watcher that does not read loses what is out of date, never what is last.
 */
@NullMarked
package dev.shotwright.server.events;

import org.jspecify.annotations.NullMarked;
