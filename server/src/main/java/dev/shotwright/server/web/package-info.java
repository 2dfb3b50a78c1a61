/**
 * What every way in has in common: who asks, how much may be sent, how a request is followed, and how an error is told.
 * A feature brings its own controllers and names the scope that each of them needs.
 */
@NullMarked
package dev.shotwright.server.web;

import org.jspecify.annotations.NullMarked;
