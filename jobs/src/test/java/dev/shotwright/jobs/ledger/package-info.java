@NullMarked
package dev.shotwright.jobs.ledger;

import org.jspecify.annotations.NullMarked;
