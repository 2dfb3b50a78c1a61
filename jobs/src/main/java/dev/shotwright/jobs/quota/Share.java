package dev.shotwright.jobs.quota;

import java.util.UUID;

/** Whose quota of which model a demand is on: the key's, or the account's where its keys share a pool. */
public record Share(UUID account, UUID key, String model) {}
