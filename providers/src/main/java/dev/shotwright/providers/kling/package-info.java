/**
 * Kling, by both of its interfaces: the new one with the model in the path, and the first one with {@code model_name}. The wire
 * format is that of the vendor's documents at klingai.com/document-api and, for the first interface, of its older documents;
 * there presenters, effects and lips in time with a sound name no model; numbers may come as text, and a paid draw may be told in money or in units.
 */
@NullMarked
package dev.shotwright.providers.kling;

import org.jspecify.annotations.NullMarked;
