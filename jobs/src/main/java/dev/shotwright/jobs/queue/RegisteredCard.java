package dev.shotwright.jobs.queue;

import dev.shotwright.jobs.Document;
import dev.shotwright.vocabulary.card.ModelCard;
import java.time.Instant;

/**
 * A model that some worker can draw with.
 *
 * @param seen when a worker last said so
 */
public record RegisteredCard(String model, String capability, Document<ModelCard> card, Instant seen) {}
