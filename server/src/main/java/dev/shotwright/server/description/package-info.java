/**
 * The description of the whole HTTP interface as an OpenAPI document, made from the controllers and the records themselves.
 * Its schemas follow the conventions by which the records are written, so that neither can say what the other does not.
 */
@NullMarked
package dev.shotwright.server.description;

import org.jspecify.annotations.NullMarked;
