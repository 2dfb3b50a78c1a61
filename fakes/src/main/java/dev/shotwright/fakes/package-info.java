/**
 * Strict stand-ins of vendors on this machine, written from the vendors' documents and knowing nothing of our own adapters.
 * They check every field, walk a task through its states, and meet a caller with every trouble on demand.
 */
@NullMarked
package dev.shotwright.fakes;

import org.jspecify.annotations.NullMarked;
