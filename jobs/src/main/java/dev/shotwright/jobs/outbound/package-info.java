/**
 * Calls to addresses that strangers chose: receivers of webhooks, and media that a request names. Every address is resolved
 * and checked at each call, and the connection goes to what was checked.
 */
@NullMarked
package dev.shotwright.jobs.outbound;

import org.jspecify.annotations.NullMarked;
