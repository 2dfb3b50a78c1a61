/**
 * What an account has used up, by day, model, key, end user and campaign.
 * The figures are those of the ledger.
 */
@NullMarked
package dev.shotwright.server.usage;

import org.jspecify.annotations.NullMarked;
