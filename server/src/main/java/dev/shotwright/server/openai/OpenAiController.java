package dev.shotwright.server.openai;

import dev.shotwright.jobs.Ids;
import dev.shotwright.jobs.Prefix;
import dev.shotwright.jobs.account.Caller;
import dev.shotwright.jobs.account.Scope;
import dev.shotwright.jobs.queue.Filter;
import dev.shotwright.jobs.queue.Job;
import dev.shotwright.jobs.queue.JobState;
import dev.shotwright.jobs.queue.Overload;
import dev.shotwright.jobs.storage.Still;
import dev.shotwright.jobs.storage.Uploads;
import dev.shotwright.server.models.Catalog;
import dev.shotwright.server.videos.Gallery;
import dev.shotwright.server.videos.Patience;
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
import dev.shotwright.vocabulary.request.VideoRequest;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
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
import tools.jackson.databind.JsonNode;

/** OpenAI's videos. What a model cannot do as asked is refused: this dialect has no words for notices. */
@RestController
@RequestMapping("/v1/videos")
@Tag(name = "openai")
class OpenAiController {
    private static final String POLL = "openai-poll-after-ms";
    private static final Duration CANCELLING = Duration.ofSeconds(5);

    private final Reception reception;
    private final Repetition repetition;
    private final Gallery gallery;
    private final Catalog catalog;
    private final Uploads uploads;
    private final Patience patience;

    OpenAiController(
            Reception reception,
            Repetition repetition,
            Gallery gallery,
            Catalog catalog,
            Uploads uploads,
            Patience patience) {
        this.reception = reception;
        this.repetition = repetition;
        this.gallery = gallery;
        this.catalog = catalog;
        this.uploads = uploads;
        this.patience = patience;
    }

    @PostMapping(consumes = "application/json", produces = "application/json")
    @Needs(Scope.SUBMIT)
    @Operation(operationId = "openaiCreateVideo", summary = "Ask for a video")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content = {
                @Content(mediaType = "application/json", schema = @Schema(implementation = CreateVideo.class)),
                @Content(mediaType = "multipart/form-data", schema = @Schema(implementation = CreateVideoForm.class))
            })
    ResponseEntity<OpenAiVideo> create(
            @Parameter(hidden = true) Caller caller,
            @RequestBody JsonNode body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Parameter(hidden = true) HttpServletRequest http) {
        return accepted(caller, CreateVideo.read(body).request(null), body.toString(), key, http);
    }

    @PostMapping(consumes = "multipart/form-data", produces = "application/json")
    @Needs(Scope.SUBMIT)
    @Operation(hidden = true)
    ResponseEntity<OpenAiVideo> createByForm(
            Caller caller,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            HttpServletRequest http)
            throws IOException {
        var form = Form.read(http);
        var body = CreateVideo.document(form.fields());
        var video = CreateVideo.read(body);
        if (form.picture() == null) {
            return accepted(caller, video.request(null), body.toString(), key, http);
        }
        try (var stream = form.picture().getInputStream()) {
            var file = uploads.receive(caller.account(), form.picture().getSubmittedFileName(), stream);
            var id = Ids.write(Prefix.FILE, file.id());
            return accepted(caller, video.request(id), body + id, key, http);
        }
    }

    @PostMapping(path = "/{id}/remix", consumes = "application/json", produces = "application/json")
    @Needs(Scope.SUBMIT)
    @Operation(
            operationId = "openaiRemixVideo",
            summary = "Draw a video again by another prompt",
            description = "Everything else stays as it was, the seed too.")
    @io.swagger.v3.oas.annotations.parameters.RequestBody(
            required = true,
            content = @Content(mediaType = "application/json", schema = @Schema(implementation = RemixVideo.class)))
    ResponseEntity<OpenAiVideo> remix(
            @Parameter(hidden = true) Caller caller,
            @PathVariable String id,
            @RequestBody JsonNode body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @Parameter(hidden = true) HttpServletRequest http) {
        return remixed(caller, id, body, key, http);
    }

    /** OpenAI's client for Java sends a form even where there is nothing but a prompt. */
    @PostMapping(path = "/{id}/remix", consumes = "multipart/form-data", produces = "application/json")
    @Needs(Scope.SUBMIT)
    @Operation(hidden = true)
    ResponseEntity<OpenAiVideo> remixByForm(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            HttpServletRequest http) {
        return remixed(caller, id, CreateVideo.document(Form.read(http).fields()), key, http);
    }

    private ResponseEntity<OpenAiVideo> remixed(
            Caller caller, String id, JsonNode body, @Nullable String key, HttpServletRequest http) {
        var drawn = job(caller, id);
        if (drawn.state() != JobState.SUCCEEDED) {
            throw Denial.conflict("id", "only a completed video can be remixed");
        }
        var request = RemixVideo.read(body).request(drawn.request().read(), id);
        return accepted(caller, request, id + body, key, http);
    }

    private ResponseEntity<OpenAiVideo> accepted(
            Caller caller, VideoRequest request, String sent, @Nullable String key, HttpServletRequest http) {
        var name = repetition.name(caller.account(), key, RequestId.ofClient(http), sent);
        var terms = new Terms(Speech.OPENAI, Leeway.NONE, Overload.REFUSE, null, name, sent, RequestId.of(http));
        var job = reception.receive(caller, List.of(request), terms).getFirst();
        return ResponseEntity.ok(shown(job));
    }

    @GetMapping(path = "/{id}", produces = "application/json")
    @Needs(Scope.READ)
    @Operation(operationId = "openaiRetrieveVideo", summary = "How a video stands")
    ResponseEntity<OpenAiVideo> retrieve(Caller caller, @PathVariable String id) {
        return ResponseEntity.ok().header(POLL, "1000").body(shown(job(caller, id)));
    }

    @GetMapping(produces = "application/json")
    @Needs(Scope.READ)
    @Operation(operationId = "openaiListVideos", summary = "Videos that were asked for in this dialect, in parts")
    VideoPage list(
            Caller caller,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit,
            @Parameter(schema = @Schema(allowableValues = {"asc", "desc"})) @RequestParam(required = false) @Nullable
                    String order) {
        var most = Objects.requireNonNullElse(limit, 20);
        if (most < 1 || most > 100) {
            throw ShotwrightException.invalid("limit", most, "1 to 100");
        }
        var filter = Filter.builder()
                .dialect(Speech.OPENAI.word())
                .sequence(sequence(order))
                .build();
        var page = gallery.list(caller.account(), filter, after == null ? null : id("after", after), most);
        return VideoPage.of(page.jobs().stream().map(this::shown).toList(), page.more());
    }

    private static Filter.Sequence sequence(@Nullable String order) {
        return switch (order) {
            case null -> Filter.Sequence.NEWEST_FIRST;
            case "desc" -> Filter.Sequence.NEWEST_FIRST;
            case "asc" -> Filter.Sequence.OLDEST_FIRST;
            default -> throw ShotwrightException.invalid("order", "'" + order + "'", "asc or desc");
        };
    }

    @DeleteMapping(path = "/{id}", produces = "application/json")
    @Needs(Scope.SUBMIT)
    @Operation(operationId = "openaiDeleteVideo", summary = "Delete a video; one that has not ended is cancelled first")
    DeletedVideo delete(Caller caller, @PathVariable String id) {
        var job = job(caller, id);
        if (!job.state().ended()) {
            gallery.cancel(caller.account(), job.id());
            var _ = patience.await(List.of(job.id()), CANCELLING);
        }
        gallery.delete(caller.account(), job.id());
        return DeletedVideo.of(id);
    }

    @GetMapping("/{id}/content")
    @Needs(Scope.READ)
    @Operation(
            operationId = "openaiDownloadContent",
            summary = "The clip itself, or a part of it",
            description = "Ranges are served. The variants thumbnail, its first picture, and spritesheet, twelve of its"
                    + " pictures, are PNG.")
    @ApiResponse(
            responseCode = "200",
            description = "The clip",
            content = {
                @Content(mediaType = "video/*", schema = @Schema(type = "string", format = "binary")),
                @Content(mediaType = "image/png", schema = @Schema(type = "string", format = "binary"))
            })
    @ApiResponse(
            responseCode = "206",
            description = "The part that was asked for",
            content = {
                @Content(mediaType = "video/*", schema = @Schema(type = "string", format = "binary")),
                @Content(mediaType = "image/png", schema = @Schema(type = "string", format = "binary"))
            })
    @ApiResponse(responseCode = "304", description = "It is the one that you have", content = @Content)
    @ApiResponse(responseCode = "416", description = "There is no such part", content = @Content)
    void content(
            @Parameter(hidden = true) Caller caller,
            @PathVariable String id,
            @Parameter(schema = @Schema(allowableValues = {"video", "thumbnail", "spritesheet"}))
                    @RequestParam(required = false)
                    @Nullable
                    String variant,
            @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(hidden = true) HttpServletResponse response)
            throws IOException, ServletException {
        var still = still(variant);
        var job = job(caller, id);
        if (job.clips().isEmpty()) {
            throw new ShotwrightException(ErrorCode.NOT_FOUND, "id", "the video has no content yet, or none any more");
        }
        var clip = job.clips().getFirst();
        var path = still == null ? gallery.path(job, clip) : gallery.path(job, clip, still);
        request.getRequestDispatcher(path).forward(request, response);
    }

    private static @Nullable Still still(@Nullable String variant) {
        return switch (variant) {
            case null -> null;
            case "video" -> null;
            case "thumbnail" -> Still.THUMBNAIL;
            case "spritesheet" -> Still.SHEET;
            default ->
                throw ShotwrightException.invalid("variant", "'" + variant + "'", "video, thumbnail or spritesheet");
        };
    }

    private OpenAiVideo shown(Job job) {
        return OpenAiVideo.of(job, catalog.nameFor(job.model(), "openai"));
    }

    private Job job(Caller caller, String id) {
        return gallery.job(caller.account(), id("id", id));
    }

    /** What is no id of ours names nothing. */
    private static UUID id(String field, String text) {
        try {
            return Speech.OPENAI.read(field, text);
        } catch (ShotwrightException e) {
            throw new ShotwrightException(ErrorCode.NOT_FOUND, field, "there is no such video", e);
        }
    }
}
