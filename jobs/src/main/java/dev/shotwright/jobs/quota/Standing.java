package dev.shotwright.jobs.quota;

/** A limit and what is left of it at a moment. */
public record Standing(Limit limit, Ration.Left left) {}
