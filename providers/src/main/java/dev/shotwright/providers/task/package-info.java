/**
 * The durable life of one hosted draw: every step is on the disk before the next one is taken, so that no clip is paid twice
 * and none that was paid is lost. Whoever holds a task carries it on, in whichever process.
 */
@NullMarked
package dev.shotwright.providers.task;

import org.jspecify.annotations.NullMarked;
