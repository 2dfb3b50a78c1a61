/**
 * Draws that may wait for a lower price: the windows in which a model is cheaper, and the planner that picks one of them before
 * a deadline. Prices are those of {@code jobs.ledger}.
 */
@NullMarked
package dev.shotwright.jobs.offpeak;

import org.jspecify.annotations.NullMarked;
