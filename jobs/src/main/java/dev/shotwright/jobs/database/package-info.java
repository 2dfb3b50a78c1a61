/**
 * The one database of a service: how it is reached, started, brought up to date and listened to. It knows no table but the
 * one that says which migrations have run.
 */
@NullMarked
package dev.shotwright.jobs.database;

import org.jspecify.annotations.NullMarked;
