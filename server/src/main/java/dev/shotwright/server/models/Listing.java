package dev.shotwright.server.models;

import dev.shotwright.vocabulary.card.ModelCard;

/**
 * A model that the service knows.
 *
 * @param capability what a worker must be able to do to draw it: the model's own name, or {@code hosted}
 * @param available whether a worker is there that can draw it now
 */
public record Listing(ModelCard card, String capability, boolean available) {}
