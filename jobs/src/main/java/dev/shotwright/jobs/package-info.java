/**
 * Durable jobs on PostgreSQL: what was asked for, by whom, at which price, who works on it and how it ended. The names of
 * things are made here; each sub-package owns its tables.
 */
@NullMarked
package dev.shotwright.jobs;

import org.jspecify.annotations.NullMarked;
