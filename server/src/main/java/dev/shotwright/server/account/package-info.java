/**
 * What a caller can see and change of its own account: its terms, its money, its keys, its quotas.
 * Nothing here reaches into another account.
 */
@NullMarked
package dev.shotwright.server.account;

import org.jspecify.annotations.NullMarked;
