package dev.shotwright.server.videos;

import dev.shotwright.jobs.Ids;
import dev.shotwright.jobs.Prefix;
import dev.shotwright.jobs.account.Caller;
import dev.shotwright.jobs.account.Scope;
import dev.shotwright.jobs.queue.Filter;
import dev.shotwright.jobs.queue.Job;
import dev.shotwright.jobs.queue.Overload;
import dev.shotwright.server.web.Needs;
import dev.shotwright.server.web.RequestId;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.document.Documents;
import dev.shotwright.vocabulary.model.State;
import dev.shotwright.vocabulary.negotiation.Leeway;
import dev.shotwright.vocabulary.request.VideoRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Videos of the caller's account: asked for, looked at, cancelled, deleted. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "videos")
class VideosController {
    private static final int USUAL = 20;
    private static final int MOST = 100;

    private final Reception reception;
    private final Gallery gallery;
    private final Patience patience;

    VideosController(Reception reception, Gallery gallery, Patience patience) {
        this.reception = reception;
        this.gallery = gallery;
        this.patience = patience;
    }

    @PostMapping(path = "/videos", consumes = "application/json", produces = "application/json")
    @Needs(Scope.SUBMIT)
    @Operation(
            summary = "Ask for a video",
            description =
                    "With a count above 1 the answer is a batch. With Prefer: wait=N the answer waits up to N seconds,"
                            + " at most 60, for the end, and is 200 if that has come.")
    @ApiResponse(
            responseCode = "202",
            description = "It is stored for good",
            headers = @Header(name = "Location", schema = @Schema(type = "string")),
            content = @Content(schema = @Schema(oneOf = {Video.class, Batch.class})))
    @ApiResponse(
            responseCode = "200",
            description = "It has ended while you waited",
            content = @Content(schema = @Schema(oneOf = {Video.class, Batch.class})))
    ResponseEntity<Object> createVideo(
            Caller caller,
            @RequestBody VideoRequest request,
            @RequestParam(defaultValue = "nearest") Leeway leeway,
            @RequestParam(defaultValue = "refuse") Overload overload,
            @RequestParam(required = false) @Nullable String campaign,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotency,
            @RequestHeader(name = "Prefer", required = false) @Nullable String prefer,
            @Parameter(hidden = true) HttpServletRequest http) {
        var sent = idempotency == null ? null : Documents.json().write(request);
        var terms = new Terms(Speech.NATIVE, leeway, overload, campaign, idempotency, sent, RequestId.of(http));
        return answer(caller, reception.receive(caller, List.of(request), terms), prefer);
    }

    @PostMapping(path = "/batches", consumes = "application/json", produces = "application/json")
    @Needs(Scope.SUBMIT)
    @Operation(summary = "Ask for several videos, all or none")
    @ApiResponse(
            responseCode = "202",
            description = "All are stored for good",
            headers = @Header(name = "Location", schema = @Schema(type = "string")),
            content = @Content(schema = @Schema(oneOf = {Video.class, Batch.class})))
    @ApiResponse(
            responseCode = "200",
            description = "All have ended while you waited",
            content = @Content(schema = @Schema(oneOf = {Video.class, Batch.class})))
    ResponseEntity<Object> createBatch(
            Caller caller,
            @RequestBody BatchRequest batch,
            @RequestParam(defaultValue = "nearest") Leeway leeway,
            @RequestParam(defaultValue = "refuse") Overload overload,
            @RequestParam(required = false) @Nullable String campaign,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotency,
            @RequestHeader(name = "Prefer", required = false) @Nullable String prefer,
            @Parameter(hidden = true) HttpServletRequest http) {
        var sent = idempotency == null ? null : Documents.json().write(batch);
        var terms = new Terms(Speech.NATIVE, leeway, overload, campaign, idempotency, sent, RequestId.of(http));
        return answer(caller, reception.receive(caller, batch.requests(), terms), prefer);
    }

    private ResponseEntity<Object> answer(Caller caller, List<Job> accepted, @Nullable String prefer) {
        var jobs = accepted;
        var wait = Preference.wait(prefer);
        var waited =
                wait.isPositive() && patience.await(jobs.stream().map(Job::id).toList(), wait);
        if (waited) {
            jobs = gallery.jobs(caller.account(), jobs.stream().map(Job::id).toList());
        }
        var batch = jobs.getFirst().batch();
        var answer =
                jobs.stream().allMatch(job -> job.state().ended()) ? ResponseEntity.ok() : ResponseEntity.accepted();
        if (waited) {
            answer.header("Preference-Applied", "wait=" + wait.toSeconds());
        }
        return batch == null
                ? answer.location(URI.create("/api/v1/videos/"
                                + Speech.NATIVE.write(jobs.getFirst().id())))
                        .body(gallery.video(jobs.getFirst()))
                : answer.location(URI.create("/api/v1/batches/" + Ids.write(Prefix.BATCH, batch)))
                        .body(gallery.batch(batch, jobs));
    }

    @GetMapping(path = "/videos/{id}", produces = "application/json")
    @Needs(Scope.READ)
    @Operation(summary = "How a video stands")
    Video video(Caller caller, @PathVariable String id) {
        return gallery.video(gallery.job(caller.account(), Speech.NATIVE.read("id", id)));
    }

    @GetMapping(path = "/batches/{id}", produces = "application/json")
    @Needs(Scope.READ)
    @Operation(summary = "How the videos of a batch stand")
    Batch batch(Caller caller, @PathVariable String id) {
        return gallery.batch(caller.account(), Ids.read(Prefix.BATCH, "id", id));
    }

    @GetMapping(path = "/videos", produces = "application/json")
    @Needs(Scope.READ)
    @Operation(summary = "Videos, newest first, in parts")
    VideoList videos(
            Caller caller,
            @RequestParam(required = false) @Nullable List<State> state,
            @RequestParam(required = false) @Nullable String model,
            @RequestParam(required = false) @Nullable String campaign,
            @RequestParam(required = false) @Nullable String endUser,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        var filter = Filter.builder()
                .states(States.of(state))
                .model(model)
                .campaign(campaign)
                .endUser(endUser)
                .from(from)
                .to(to)
                .build();
        var after = cursor == null ? null : Speech.NATIVE.read("cursor", cursor);
        var page = gallery.list(caller.account(), filter, after, limit(limit));
        return new VideoList(
                page.jobs().stream().map(gallery::video).toList(),
                page.more() ? Speech.NATIVE.write(page.jobs().getLast().id()) : null);
    }

    private static int limit(@Nullable Integer asked) {
        var limit = Objects.requireNonNullElse(asked, USUAL);
        if (limit < 1 || limit > MOST) {
            throw ShotwrightException.invalid("limit", limit, "1 to " + MOST);
        }
        return limit;
    }

    @PostMapping(path = "/videos/{id}/cancel", produces = "application/json")
    @Needs(Scope.SUBMIT)
    @Operation(
            summary = "Cancel a video",
            description =
                    "What waits is cancelled at once; what runs is told, and ends within seconds where its model can"
                            + " be stopped.")
    @ApiResponse(
            responseCode = "200",
            description = "It is cancelled, or its worker has been told",
            content = @Content(schema = @Schema(implementation = Video.class)))
    Video cancelVideo(Caller caller, @PathVariable String id) {
        return gallery.video(gallery.cancel(caller.account(), Speech.NATIVE.read("id", id)));
    }

    @DeleteMapping(path = "/videos/{id}", produces = "application/json")
    @Needs(Scope.SUBMIT)
    @Operation(
            summary = "Delete a video that has ended, its clips with it, or cancel one that has not",
            description = "What it has cost stays in the account's usage.")
    @ApiResponse(responseCode = "204", description = "It is deleted", content = @Content)
    @ApiResponse(
            responseCode = "202",
            description = "It had not ended and is being cancelled; once it has ended it can be deleted",
            content = @Content(schema = @Schema(implementation = Video.class)))
    ResponseEntity<Object> deleteVideo(Caller caller, @PathVariable String id) {
        var job = Speech.NATIVE.read("id", id);
        if (gallery.job(caller.account(), job).state().ended()) {
            gallery.delete(caller.account(), job);
            return ResponseEntity.noContent().build();
        }
        return ResponseEntity.accepted().body(gallery.video(gallery.cancel(caller.account(), job)));
    }
}
