/**
 * The service over HTTP: one process that takes requests in three dialects, keeps them as jobs, and tells how they stand.
 * Each package below is a feature with its own controllers; they meet in the database alone.
 */
@NullMarked
package dev.shotwright.server;

import org.jspecify.annotations.NullMarked;
