package dev.shotwright.jobs.offpeak;

import dev.shotwright.vocabulary.Money;
import java.time.Instant;

/**
 * One way to draw something that may wait.
 *
 * @param begins when it may begin, at the latest
 * @param ends when it will have ended, by what such draws have taken
 */
public record Option(Choice choice, Instant begins, Instant ends, Money price) {}
