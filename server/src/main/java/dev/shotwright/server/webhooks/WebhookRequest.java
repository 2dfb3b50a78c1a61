package dev.shotwright.server.webhooks;

import dev.shotwright.jobs.webhook.Event;
import java.util.List;

/**
 * A receiver that is to be told of events.
 *
 * @param address https, on the open Internet
 * @param events of which it is told; all, if there are none
 */
record WebhookRequest(String address, List<Event> events) {}
