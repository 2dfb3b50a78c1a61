package dev.shotwright.server.webhooks;

/** What signs the messages to the callback addresses that requests name. */
record CallbackSecret(String secret) {}
