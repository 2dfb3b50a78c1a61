/**
 * What every vendor offers: cards, the keys it wants, and an account that draws. Each vendor is a package of its own beside
 * this one, and none knows another.
 */
@NullMarked
package dev.shotwright.providers.account;

import org.jspecify.annotations.NullMarked;
