package dev.shotwright.server.webhooks;

import dev.shotwright.jobs.Ids;
import dev.shotwright.jobs.Prefix;
import dev.shotwright.jobs.account.Caller;
import dev.shotwright.jobs.account.Scope;
import dev.shotwright.jobs.webhook.Deliveries;
import dev.shotwright.jobs.webhook.Webhooks;
import dev.shotwright.server.web.Needs;
import dev.shotwright.vocabulary.ShotwrightException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Receivers of the caller's account, and what they were told. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "webhooks")
class WebhooksController {
    private static final int MOST = 100;

    private final Webhooks webhooks;
    private final Deliveries deliveries;

    WebhooksController(Webhooks webhooks, Deliveries deliveries) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
    }

    @PostMapping(path = "/webhooks", consumes = "application/json", produces = "application/json")
    @Needs(Scope.SUBMIT)
    @Operation(summary = "Name a receiver of events", description = "Its secret is told now and never again.")
    @ApiResponse(
            responseCode = "201",
            description = "It is told of events from now on",
            headers = @Header(name = "Location", schema = @Schema(type = "string")),
            content = @Content(schema = @Schema(implementation = WebhookView.class)))
    ResponseEntity<WebhookView> createWebhook(Caller caller, @RequestBody WebhookRequest request) {
        var made = webhooks.create(caller.account(), request.address(), request.events());
        var view = WebhookView.of(made.webhook(), made.secret());
        return ResponseEntity.created(URI.create("/api/v1/webhooks/" + view.id()))
                .body(view);
    }

    @GetMapping(path = "/webhooks", produces = "application/json")
    @Needs(Scope.READ)
    @Operation(summary = "The receivers of events")
    WebhookList webhooks(Caller caller) {
        return new WebhookList(webhooks.list(caller.account()).stream()
                .map(webhook -> WebhookView.of(webhook, null))
                .toList());
    }

    @GetMapping(path = "/webhooks/{id}", produces = "application/json")
    @Needs(Scope.READ)
    @Operation(summary = "A receiver of events")
    WebhookView webhook(Caller caller, @PathVariable String id) {
        return WebhookView.of(webhooks.get(caller.account(), receiver(id)), null);
    }

    @DeleteMapping("/webhooks/{id}")
    @Needs(Scope.SUBMIT)
    @Operation(summary = "Remove a receiver, with what it has not been told yet")
    @ApiResponse(responseCode = "204", description = "It is told nothing more", content = @Content)
    ResponseEntity<Void> deleteWebhook(Caller caller, @PathVariable String id) {
        webhooks.delete(caller.account(), receiver(id));
        return ResponseEntity.noContent().build();
    }

    @PostMapping(path = "/webhooks/{id}/rotate", produces = "application/json")
    @Needs(Scope.SUBMIT)
    @Operation(
            summary = "Give a receiver a new secret",
            description =
                    "For a day messages are signed with both. A receiver that was disabled is told of events again.")
    WebhookView rotateWebhook(Caller caller, @PathVariable String id) {
        var changed = webhooks.rotate(caller.account(), receiver(id));
        return WebhookView.of(changed.webhook(), changed.secret());
    }

    @PostMapping(path = "/webhooks/{id}/test", produces = "application/json")
    @Needs(Scope.SUBMIT)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Send a receiver a test")
    DeliveryView testWebhook(Caller caller, @PathVariable String id) {
        return DeliveryView.of(deliveries.test(webhooks.get(caller.account(), receiver(id))));
    }

    @GetMapping(path = "/callback-secret", produces = "application/json")
    @Needs(Scope.SUBMIT)
    @Operation(summary = "The secret that signs messages to the callback addresses of requests")
    CallbackSecret callbackSecret(Caller caller) {
        return new CallbackSecret(webhooks.callbackSecret(caller.account()).text());
    }

    @GetMapping(path = "/deliveries", produces = "application/json")
    @Needs(Scope.READ)
    @Operation(summary = "Messages to receivers, latest first, in parts; they are kept for a month")
    DeliveryList deliveries(
            Caller caller,
            @RequestParam(required = false) @Nullable String webhook,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "20") int limit) {
        if (limit < 1 || limit > MOST) {
            throw ShotwrightException.invalid("limit", limit, "1 to " + MOST);
        }
        var found = deliveries.list(
                caller.account(),
                webhook == null ? null : Ids.read(Prefix.WEBHOOK, "webhook", webhook),
                cursor == null ? null : Ids.read(Prefix.DELIVERY, "cursor", cursor),
                limit + 1);
        var page = found.subList(0, Math.min(limit, found.size())).stream()
                .map(DeliveryView::of)
                .toList();
        return new DeliveryList(page, found.size() > limit ? page.getLast().id() : null);
    }

    @GetMapping(path = "/deliveries/{id}", produces = "application/json")
    @Needs(Scope.READ)
    @Operation(summary = "A message to a receiver")
    DeliveryView delivery(Caller caller, @PathVariable String id) {
        return DeliveryView.of(deliveries.get(caller.account(), Ids.read(Prefix.DELIVERY, "id", id)));
    }

    @PostMapping(path = "/deliveries/{id}/replay", produces = "application/json")
    @Needs(Scope.SUBMIT)
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(summary = "Send a message again, under the same id")
    DeliveryView replayDelivery(Caller caller, @PathVariable String id) {
        return DeliveryView.of(deliveries.replay(caller.account(), Ids.read(Prefix.DELIVERY, "id", id)));
    }

    private static UUID receiver(String id) {
        return Ids.read(Prefix.WEBHOOK, "id", id);
    }
}
