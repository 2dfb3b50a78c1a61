package dev.shotwright.server.webhooks;

import dev.shotwright.jobs.Ids;
import dev.shotwright.jobs.Prefix;
import dev.shotwright.jobs.webhook.Delivery;
import dev.shotwright.jobs.webhook.Event;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message to a receiver.
 *
 * @param id as the header {@code webhook-id} has it
 * @param webhook absent for the callback address of a request
 * @param video absent for a test
 * @param next when it is sent next; absent once it was taken or given up
 * @param status of the last answer, if there was one
 * @param error why it was not taken the last time
 */
record DeliveryView(
        String id,
        @Nullable String webhook,
        String address,
        @Nullable String video,
        Event event,
        int tries,
        @Nullable Instant next,
        @Nullable Integer status,
        @Nullable String error,
        Instant created,
        @Nullable Instant delivered) {

    static DeliveryView of(Delivery delivery) {
        return new DeliveryView(
                Ids.write(Prefix.DELIVERY, delivery.id()),
                delivery.webhook() == null ? null : Ids.write(Prefix.WEBHOOK, delivery.webhook()),
                delivery.address(),
                delivery.job() == null ? null : Ids.write(Prefix.JOB, delivery.job()),
                delivery.event(),
                delivery.tries(),
                delivery.due(),
                delivery.status(),
                delivery.error(),
                delivery.created(),
                delivery.delivered());
    }
}
