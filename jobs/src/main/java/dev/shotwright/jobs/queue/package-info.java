/**
 * Jobs from their submission to their end: lanes that share workers fairly, leases with fences, sweeps. Money and quotas are
 * asked of {@code jobs.ledger} and {@code jobs.quota} within the same transaction.
 */
@NullMarked
package dev.shotwright.jobs.queue;

import org.jspecify.annotations.NullMarked;
