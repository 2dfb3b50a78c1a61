/**
 * The models that can be asked for: those of vendors, and those that workers have registered.
 * Here it is said what a model would make of a request, and what that costs.
 */
@NullMarked
package dev.shotwright.server.models;

import org.jspecify.annotations.NullMarked;
