package dev.shotwright.server.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.shotwright.jobs.Ids;
import dev.shotwright.jobs.Prefix;
import dev.shotwright.jobs.account.Scope;
import dev.shotwright.jobs.database.Database;
import dev.shotwright.jobs.ledger.Proof;
import dev.shotwright.server.web.Needs;
import dev.shotwright.server.web.Open;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** How the service is. */
@RestController
@Tag(name = "health")
class HealthController {
    private final Parts parts;
    private final Meters figures;
    private final Database database;
    private final PrometheusMeterRegistry meters;

    HealthController(Parts parts, Meters figures, Database database, PrometheusMeterRegistry meters) {
        this.parts = parts;
        this.figures = figures;
        this.database = database;
        this.meters = meters;
    }

    /**
     * Whether the books are right.
     *
     * @param sum of all purses less all that was credited; 0
     * @param wrong the accounts whose kept balance is not the sum of their postings
     * @param overdrawn the videos of which more was settled and released than they held
     */
    record Books(
            boolean right,
            BigDecimal sum,
            @JsonInclude(JsonInclude.Include.ALWAYS) List<String> wrong,
            @JsonInclude(JsonInclude.Include.ALWAYS) List<String> overdrawn) {

        Books {
            wrong = List.copyOf(wrong);
            overdrawn = List.copyOf(overdrawn);
        }

        static Books of(Proof proof) {
            return new Books(
                    proof.holds(),
                    proof.sum(),
                    proof.wrong().stream()
                            .map(account -> Ids.write(Prefix.ACCOUNT, account))
                            .toList(),
                    proof.overdrawn().stream()
                            .map(job -> Ids.write(Prefix.JOB, job))
                            .toList());
        }
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

    @GetMapping(path = "/api/v1/admin/figures", produces = "application/json")
    @Needs(Scope.ADMIN)
    @Operation(summary = "The same for people and programs, at most two seconds old")
    Figures figures() {
        return figures.recent();
    }

    @PostMapping(path = "/api/v1/admin/proof", produces = "application/json")
    @Needs(Scope.ADMIN)
    @Operation(summary = "Read every posting there is, and tell whether the books are right")
    Books proof() {
        return Books.of(Proof.of(database));
    }
}
