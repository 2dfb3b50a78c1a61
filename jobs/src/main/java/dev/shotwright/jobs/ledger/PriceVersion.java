package dev.shotwright.jobs.ledger;

import dev.shotwright.vocabulary.card.Tariff;
import java.time.Instant;

/** What a model costs here from a time on, until its next version begins. */
public record PriceVersion(String model, Instant since, Tariff tariff) {}
