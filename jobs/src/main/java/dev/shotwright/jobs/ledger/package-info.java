/**
 * Money: what an account has, what its jobs hold, what they have cost, and at which prices. Every movement is a posting
 * between two purses, written in the transaction of whatever caused it.
 */
@NullMarked
package dev.shotwright.jobs.ledger;

import org.jspecify.annotations.NullMarked;
