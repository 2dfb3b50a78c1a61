package dev.shotwright.server.ark;

import dev.shotwright.jobs.account.Caller;
import dev.shotwright.jobs.account.Scope;
import dev.shotwright.jobs.queue.Filter;
import dev.shotwright.jobs.queue.Job;
import dev.shotwright.jobs.queue.JobState;
import dev.shotwright.jobs.queue.Overload;
import dev.shotwright.jobs.queue.Tickets;
import dev.shotwright.server.models.Catalog;
import dev.shotwright.server.models.Tenants;
import dev.shotwright.server.videos.Gallery;
import dev.shotwright.server.videos.Reception;
import dev.shotwright.server.videos.Repetition;
import dev.shotwright.server.videos.Speech;
import dev.shotwright.server.videos.Terms;
import dev.shotwright.server.web.Denial;
import dev.shotwright.server.web.Needs;
import dev.shotwright.server.web.RequestId;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.negotiation.Leeway;
import dev.shotwright.vocabulary.request.Tier;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Ark's content generation tasks. What a model cannot do as asked is refused: this dialect has no words for notices. */
@RestController
@RequestMapping("/api/v3/contents/generations/tasks")
@Tag(name = "ark")
class ArkController {
    private static final Duration LISTED = Duration.ofDays(7);

    private final Reception reception;
    private final Repetition repetition;
    private final Gallery gallery;
    private final Catalog catalog;
    private final Tenants tenants;
    private final Tickets tickets;
    private final Clock clock;

    ArkController(
            Reception reception,
            Repetition repetition,
            Gallery gallery,
            Catalog catalog,
            Tenants tenants,
            Tickets tickets,
            Clock clock) {
        this.reception = reception;
        this.repetition = repetition;
        this.gallery = gallery;
        this.catalog = catalog;
        this.tenants = tenants;
        this.tickets = tickets;
        this.clock = clock;
    }

    @PostMapping(consumes = "application/json", produces = "application/json")
    @Needs(Scope.SUBMIT)
    @Operation(operationId = "arkCreateTask", summary = "Ask for a video")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = CreateTask.class)))
    CreatedTask create(
            @Parameter(hidden = true) Caller caller,
            @RequestBody JsonNode body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Parameter(hidden = true) HttpServletRequest http) {
        var task = CreateTask.read(body);
        var sent = body.toString();
        var name = repetition.name(caller.account(), key, RequestId.ofClient(http), sent);
        var terms = new Terms(Speech.ARK, Leeway.NONE, Overload.REFUSE, null, name, sent, RequestId.of(http));
        var job = reception
                .receive(caller, List.of(task.request(clock.instant(), draft(caller, task))), terms)
                .getFirst();
        return new CreatedTask(Speech.ARK.write(job.id()), task.safetyIdentifier());
    }

    private CreateTask.@Nullable DrawnDraft draft(Caller caller, CreateTask task) {
        var id = task.draftTask();
        if (id == null) {
            return null;
        }
        var draft = gallery.job(caller.account(), id(id));
        var ticket = draft.state() == JobState.SUCCEEDED ? tickets.last(draft.id()) : null;
        if (ticket == null) {
            throw Denial.conflict("content", "the draft has not been drawn by a vendor");
        }
        return new CreateTask.DrawnDraft(draft.request().read().prompt(), ticket);
    }

    @GetMapping(path = "/{id}", produces = "application/json")
    @Needs(Scope.READ)
    @Operation(operationId = "arkGetTask", summary = "How a task stands")
    ArkTask get(Caller caller, @PathVariable String id) {
        return shown(gallery.job(caller.account(), id(id)));
    }

    @GetMapping(produces = "application/json")
    @Needs(Scope.READ)
    @Operation(operationId = "arkListTasks", summary = "Tasks of the last seven days, newest first, in pages")
    TaskPage list(
            Caller caller,
            @RequestParam(name = "page_num", required = false) @Nullable Integer page,
            @RequestParam(name = "page_size", required = false) @Nullable Integer size,
            @Parameter(
                            schema =
                                    @Schema(
                                            allowableValues = {
                                                "queued",
                                                "running",
                                                "succeeded",
                                                "failed",
                                                "cancelled",
                                                "expired"
                                            }))
                    @RequestParam(name = "filter.status", required = false)
                    @Nullable
                    String status,
            @RequestParam(name = "filter.model", required = false) @Nullable String model,
            @Parameter(schema = @Schema(allowableValues = {"default", "flex"}))
                    @RequestParam(name = "filter.service_tier", required = false)
                    @Nullable
                    String tier,
            @RequestParam(name = "filter.task_ids", required = false) @Nullable List<String> ids) {
        var number = bounded("page_num", page, 1, 500);
        var most = bounded("page_size", size, 20, 500);
        var filter = Filter.builder()
                .dialect(Speech.ARK.word())
                .states(states(status))
                .model(model == null ? null : cardOf(caller, model))
                .tier(tier(tier))
                .ids(
                        ids == null
                                ? List.of()
                                : ids.stream().map(ArkController::id).toList())
                .from(clock.instant().minus(LISTED))
                .build();
        var tasks = gallery.page(caller.account(), filter, number, most).stream()
                .map(this::shown)
                .toList();
        return new TaskPage(gallery.count(caller.account(), filter), tasks);
    }

    @DeleteMapping(path = "/{id}", produces = "application/json")
    @Needs(Scope.SUBMIT)
    @Operation(
            operationId = "arkDeleteTask",
            summary = "Cancel a task that waits, or delete one that has ended; one that runs is refused")
    Nothing delete(Caller caller, @PathVariable String id) {
        var job = gallery.job(caller.account(), id(id));
        if (job.state() == JobState.RUNNING) {
            throw Denial.conflict("id", "a running task cannot be cancelled or deleted");
        }
        if (job.state().ended()) {
            gallery.delete(caller.account(), job.id());
        } else {
            gallery.cancel(caller.account(), job.id());
        }
        return new Nothing();
    }

    private ArkTask shown(Job job) {
        return ArkTask.of(job, catalog.nameFor(job.model(), "ark"), gallery.link(job));
    }

    private String cardOf(Caller caller, String model) {
        return catalog.named(tenants.account(caller.account()), model, "ark")
                .card()
                .model();
    }

    private static int bounded(String field, @Nullable Integer given, int usual, int most) {
        var value = Objects.requireNonNullElse(given, usual);
        if (value < 1 || value > most) {
            throw ShotwrightException.invalid(field, value, "1 to " + most);
        }
        return value;
    }

    private static Set<JobState> states(@Nullable String status) {
        if (status == null) {
            return Set.of();
        }
        var states = Arrays.stream(JobState.values())
                .filter(state -> ArkTask.status(state).equals(status))
                .collect(Collectors.toSet());
        if (states.isEmpty()) {
            throw ShotwrightException.invalid(
                    "filter.status", "'" + status + "'", "queued, running, succeeded, failed, cancelled or expired");
        }
        return states;
    }

    private static @Nullable Tier tier(@Nullable String word) {
        return switch (word) {
            case null -> null;
            case "default" -> Tier.STANDARD;
            case "flex" -> Tier.FLEX;
            default -> throw ShotwrightException.invalid("filter.service_tier", "'" + word + "'", "default or flex");
        };
    }

    /** What is no id of ours names nothing. */
    private static UUID id(String text) {
        try {
            return Speech.ARK.read("id", text);
        } catch (ShotwrightException e) {
            throw new ShotwrightException(ErrorCode.NOT_FOUND, "id", "there is no such task", e);
        }
    }
}
