package dev.shotwright.server.media;

import dev.shotwright.jobs.storage.Links;
import dev.shotwright.jobs.storage.MediaStore;
import dev.shotwright.server.web.Denial;
import dev.shotwright.server.web.Open;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.springframework.http.ContentDisposition;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** A medium behind its link. */
@RestController
@Hidden
class MediaController {
    private final Links links;
    private final MediaStore store;
    private final Clock clock;

    MediaController(Links links, MediaStore store, Clock clock) {
        this.links = links;
        this.store = store;
        this.clock = clock;
    }

    @RequestMapping(
            path = "/media/{token}",
            method = {RequestMethod.GET, RequestMethod.HEAD})
    @Open
    void medium(@PathVariable String token, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        var grant = links.open(token);
        var kept = store.find(grant.place());
        if (kept == null) {
            throw Denial.notFound("medium any more");
        }
        var mark = "\"" + kept.mark() + "\"";
        describe(response, grant, mark);
        if (mark.equals(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        var condition = request.getHeader("If-Range");
        var range = condition == null || condition.equals(mark) ? request.getHeader("Range") : null;
        switch (Span.of(range, kept.bytes())) {
            case Span.Wish.All _ -> send(request, response, grant, new Span(0, kept.bytes() - 1));
            case Span.Wish.Part(var span) -> {
                response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
                response.setHeader(
                        "Content-Range", "bytes %d-%d/%d".formatted(span.first(), span.last(), kept.bytes()));
                send(request, response, grant, span);
            }
            case Span.Wish.Beyond _ -> {
                response.setStatus(HttpServletResponse.SC_REQUESTED_RANGE_NOT_SATISFIABLE);
                response.setHeader("Content-Range", "bytes */" + kept.bytes());
            }
        }
    }

    /** What is sent is never run: no scripts, no guessing of types; pages of others may show it. */
    private void describe(HttpServletResponse response, Links.Grant grant, String mark) {
        var left = Duration.between(clock.instant(), grant.until()).toSeconds();
        response.setHeader("ETag", mark);
        response.setHeader("Accept-Ranges", "bytes");
        response.setHeader("Cache-Control", "private, max-age=" + Math.max(0, left));
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
        response.setHeader("Cross-Origin-Resource-Policy", "cross-origin");
        response.setHeader("Access-Control-Allow-Origin", "*");
        response.setHeader(
                "Content-Disposition",
                ContentDisposition.inline()
                        .filename(grant.name(), StandardCharsets.UTF_8)
                        .build()
                        .toString());
    }

    private void send(HttpServletRequest request, HttpServletResponse response, Links.Grant grant, Span span)
            throws IOException {
        response.setContentType(grant.type());
        response.setContentLengthLong(span.count());
        if (request.getMethod().equals("HEAD")) {
            return;
        }
        try (InputStream medium = store.read(grant.place(), span.first(), span.count())) {
            medium.transferTo(response.getOutputStream());
        }
    }
}
