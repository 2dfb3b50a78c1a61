/**
 * How much may be asked: tokens and requests a minute in buckets that fill again, caps on what waits and runs, and models that
 * are open to invited accounts only. Buckets are read and written under the lock of their account's balance.
 */
@NullMarked
package dev.shotwright.jobs.quota;

import org.jspecify.annotations.NullMarked;
