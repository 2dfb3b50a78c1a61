/**
 * The universal request: what a user wants to see, with which media, in which form, by when.
 * Every value that a user may leave open may be absent; whatever is present is valid by itself.
 */
@NullMarked
package dev.shotwright.vocabulary.request;

import org.jspecify.annotations.NullMarked;
