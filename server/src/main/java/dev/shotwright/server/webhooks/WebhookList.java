package dev.shotwright.server.webhooks;

import java.util.List;

/** Receivers, oldest first. */
record WebhookList(List<WebhookView> webhooks) {}
