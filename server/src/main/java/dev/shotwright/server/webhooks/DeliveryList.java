package dev.shotwright.server.webhooks;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Messages, latest first.
 *
 * @param cursor asks for the next part; absent with the last one
 */
record DeliveryList(List<DeliveryView> deliveries, @Nullable String cursor) {}
