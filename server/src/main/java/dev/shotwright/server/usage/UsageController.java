package dev.shotwright.server.usage;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.shotwright.jobs.account.Caller;
import dev.shotwright.jobs.account.Scope;
import dev.shotwright.jobs.ledger.Dimension;
import dev.shotwright.jobs.ledger.Statement;
import dev.shotwright.jobs.ledger.UsageQuestion;
import dev.shotwright.server.models.Tenants;
import dev.shotwright.server.web.Needs;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the caller's account has used up. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "usage")
class UsageController {
    private static final int USUAL_DAYS = 30;

    private final Statement statement;
    private final Tenants tenants;
    private final Clock clock;

    UsageController(Statement statement, Tenants tenants, Clock clock) {
        this.statement = statement;
        this.tenants = tenants;
        this.clock = clock;
    }

    /**
     * What was used up in some days.
     *
     * @param from the first day, of the account's own time zone
     * @param until the last day
     */
    record UsageReport(
            LocalDate from,
            LocalDate until,
            @JsonInclude(JsonInclude.Include.ALWAYS) List<Line> lines) {

        UsageReport {
            lines = List.copyOf(lines);
        }
    }

    @GetMapping(path = "/usage", produces = "application/json")
    @Needs(Scope.READ)
    @Operation(summary = "Usage by day and model, or by what else is asked")
    UsageReport usage(
            Caller caller,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate until,
            @RequestParam(defaultValue = "day,model") List<Dimension> by) {
        var question = question(caller, from, until, by);
        return new UsageReport(
                question.from(),
                question.until(),
                statement.usage(question).stream().map(Line::of).toList());
    }

    @GetMapping(path = "/usage.csv", produces = "text/csv")
    @Needs(Scope.READ)
    @Operation(summary = "The same as a table")
    String usageTable(
            Caller caller,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate until,
            @RequestParam(defaultValue = "day,model") List<Dimension> by) {
        return Statement.csv(statement.usage(question(caller, from, until, by)));
    }

    private UsageQuestion question(
            Caller caller, @Nullable LocalDate from, @Nullable LocalDate until, List<Dimension> by) {
        var zone = ZoneId.of(tenants.account(caller.account()).terms().zone());
        var last = until == null ? LocalDate.now(clock.withZone(zone)) : until;
        return new UsageQuestion(caller.account(), from == null ? last.minusDays(USUAL_DAYS - 1) : from, last, by);
    }
}
