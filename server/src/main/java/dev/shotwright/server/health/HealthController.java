package dev.shotwright.server.health;

import dev.shotwright.jobs.account.Scope;
import dev.shotwright.server.web.Needs;
import dev.shotwright.server.web.Open;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** How the service is. */
@RestController
@Tag(name = "health")
class HealthController {
    private final Parts parts;
    private final PrometheusMeterRegistry meters;

    HealthController(Parts parts, PrometheusMeterRegistry meters) {
        this.parts = parts;
        this.meters = meters;
    }

    @GetMapping(path = "/health/live", produces = "application/json")
    @Open
    @Operation(summary = "Whether the service lives; if not, start it anew")
    Health live() {
        return new Health(Health.State.UP, Map.of());
    }

    @GetMapping(path = "/health/ready", produces = "application/json")
    @Open
    @Operation(summary = "Whether the service can work; if not, send requests elsewhere")
    @ApiResponse(
            responseCode = "200",
            description = "It can",
            content = @Content(schema = @Schema(implementation = Health.class)))
    @ApiResponse(
            responseCode = "503",
            description = "A part that it stands on is down",
            content = @Content(schema = @Schema(implementation = Health.class)))
    ResponseEntity<Health> ready() {
        var health = parts.health();
        return ResponseEntity.status(health.state() == Health.State.UP ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .header("Cache-Control", "no-store")
                .body(health);
    }

    @GetMapping(path = "/metrics", produces = "text/plain")
    @Needs(Scope.ADMIN)
    @Operation(summary = "Figures for Prometheus")
    String metrics() {
        return meters.scrape();
    }
}
