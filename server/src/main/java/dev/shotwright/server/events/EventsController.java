package dev.shotwright.server.events;

import dev.shotwright.jobs.account.Caller;
import dev.shotwright.jobs.account.Scope;
import dev.shotwright.server.videos.Gallery;
import dev.shotwright.server.videos.Speech;
import dev.shotwright.server.web.Denial;
import dev.shotwright.server.web.Needs;
import dev.shotwright.vocabulary.ErrorCode;
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
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What happens to videos, told while it happens. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "events")
class EventsController {
    private static final int MOST = 20_000;

    private final Lookout lookout;
    private final Gallery gallery;
    private final AtomicInteger streams = new AtomicInteger();

    EventsController(Lookout lookout, Gallery gallery) {
        this.lookout = lookout;
        this.gallery = gallery;
    }

    @GetMapping("/videos/{id}/events")
    @Needs(Scope.READ)
    @Operation(
            summary = "Watch a video",
            description =
                    "Server-sent events: progress with id, state, progress and phase, at most twice a second; ended"
                        + " with the whole video, which is the last. A client that reads slowly misses what is out of"
                        + " date.")
    @ApiResponse(
            responseCode = "200",
            description = "A stream of events",
            content = @Content(mediaType = "text/event-stream", schema = @Schema(type = "string")))
    void watchVideo(
            @Parameter(hidden = true) Caller caller,
            @PathVariable String id,
            @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(hidden = true) HttpServletResponse response)
            throws IOException, ServletException {
        var job = gallery.job(caller.account(), Speech.NATIVE.read("id", id)).id();
        open(
                request,
                response,
                EventStream.Until.LAST_EVENT,
                stream -> lookout.watchJob(job, stream),
                stream -> lookout.leaveJob(job, stream));
    }

    @GetMapping("/events")
    @Needs(Scope.READ)
    @Operation(
            summary = "Watch all videos of the account",
            description = "The same events as for one video, of those that are new, run or end from now on.")
    @ApiResponse(
            responseCode = "200",
            description = "A stream of events",
            content = @Content(mediaType = "text/event-stream", schema = @Schema(type = "string")))
    void watchAll(
            @Parameter(hidden = true) Caller caller,
            @Parameter(hidden = true) HttpServletRequest request,
            @Parameter(hidden = true) HttpServletResponse response)
            throws IOException, ServletException {
        var account = caller.account();
        open(
                request,
                response,
                EventStream.Until.CLIENT_LEAVES,
                stream -> lookout.watchAccount(account, stream),
                stream -> lookout.leaveAccount(account, stream));
    }

    private void open(
            HttpServletRequest request,
            HttpServletResponse response,
            EventStream.Until until,
            Consumer<EventStream> watch,
            Consumer<EventStream> leave)
            throws IOException, ServletException {
        if (streams.incrementAndGet() > MOST) {
            streams.decrementAndGet();
            throw new Denial(
                    ErrorCode.UNAVAILABLE, null, "too many clients are watching", Duration.ofSeconds(10), Map.of());
        }
        var stream = new EventStream(until, gone -> {
            streams.decrementAndGet();
            leave.accept(gone);
        });
        request.upgrade(EventLine.class).carry(stream);
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentType("text/event-stream");
        response.setCharacterEncoding("UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Connection", "close");
        response.setHeader("X-Accel-Buffering", "no");
        watch.accept(stream);
        try {
            response.flushBuffer();
        } catch (IOException gone) {
            stream.gone();
            throw gone;
        }
    }
}
