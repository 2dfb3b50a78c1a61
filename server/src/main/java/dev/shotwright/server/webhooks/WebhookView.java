package dev.shotwright.server.webhooks;

import dev.shotwright.jobs.Ids;
import dev.shotwright.jobs.Prefix;
import dev.shotwright.jobs.webhook.Event;
import dev.shotwright.jobs.webhook.Secret;
import dev.shotwright.jobs.webhook.Webhook;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A receiver of events.
 *
 * @param events of which it is told; all, if there are none
 * @param secret what signs, as the Standard Webhooks specification writes it; told when it is made and never again
 * @param disabled since when it is told nothing, because it said that it is gone
 */
record WebhookView(
        String id,
        String address,
        List<Event> events,
        @Nullable String secret,
        Instant created,
        @Nullable Instant disabled) {

    static WebhookView of(Webhook webhook, @Nullable Secret secret) {
        return new WebhookView(
                Ids.write(Prefix.WEBHOOK, webhook.id()),
                webhook.address(),
                webhook.events(),
                secret == null ? null : secret.text(),
                webhook.created(),
                webhook.disabled());
    }
}
