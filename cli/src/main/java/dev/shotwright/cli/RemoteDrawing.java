package dev.shotwright.cli;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.document.Documents;
import dev.shotwright.vocabulary.request.MediaItem;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request on its way through a service: files are sent, the request is asked for once, each clip is watched until it has
 * ended and then fetched. Who gives up waiting has the service give up the clips.
 */
final class RemoteDrawing {
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Surroundings surroundings;
    private final Console console;
    private final OutputOptions words;
    private final OutputName out;
    private final ServiceClient client;

    RemoteDrawing(Surroundings surroundings, Console console, OutputOptions words, ServiceClient client) {
        this.surroundings = surroundings;
        this.console = console;
        this.words = words;
        this.client = client;
        this.out = OutputName.ofClip(surroundings, "--output", words.output);
        if (!words.output.endsWith(".mp4")) {
            throw ShotwrightException.invalid(
                    "--output", "'" + words.output + "'", "a name that ends in .mp4, which is what services keep");
        }
        if (words.truth != null) {
            throw ShotwrightException.invalid(
                    "--truth", "asked of a service", "previz on this machine, which knows it");
        }
    }

    Exit draw(VideoRequest request, String model) {
        var names = out.names(Objects.requireNonNullElse(request.count(), 1));
        out.prepare(names, words.existing());
        console.answer().model(model);
        surroundings.cancellation().begin();
        var sent = request.toBuilder()
                .model(model)
                .media(request.media().stream().map(this::sent).toList())
                .build();
        var body = (ObjectNode) JsonMapper.shared().readTree(Documents.json().write(sent));
        var answer = client.post(
                ServiceClient.path("videos"),
                body,
                Map.of("Idempotency-Key", UUID.randomUUID().toString()));
        var videos = videos(answer);
        videos.getFirst().path("notices").forEach(this::tell);
        var seed = videos.getFirst().path("request").path("seed");
        if (seed.isNumber()) {
            console.answer().seed(seed.asLong());
        }
        return carried(videos, names);
    }

    private MediaItem sent(MediaItem item) {
        if (item.fromAddress() || item.source().startsWith("file_")) {
            return item;
        }
        var answer = client.upload(ServiceClient.path("files"), Path.of(item.source()), "application/octet-stream");
        return new MediaItem(item.kind(), item.role(), answer.path("id").asString(), item.at(), null);
    }

    private static List<JsonNode> videos(JsonNode answer) {
        var videos = new ArrayList<JsonNode>();
        if (answer.has("videos")) {
            answer.get("videos").forEach(videos::add);
        } else {
            videos.add(answer);
        }
        return videos;
    }

    private void tell(JsonNode notice) {
        var sentence = "%s: %s instead of %s, since %s"
                .formatted(
                        notice.path("field").asString(),
                        notice.path("given").asString(),
                        notice.path("asked").asString(),
                        notice.path("why").asString());
        console.note("notice: " + sentence);
        console.answer().remark(sentence);
    }

    private Exit carried(List<JsonNode> videos, List<Path> names) {
        var worst = Exit.DONE;
        try {
            for (var i = 0; i < videos.size(); i++) {
                var exit = carried(videos.get(i).path("id").asString(), names.get(i));
                worst = exit.status() > worst.status() ? exit : worst;
            }
            return worst;
        } catch (ShotwrightException e) {
            if (!surroundings.cancellation().requested()) {
                throw e;
            }
            Thread.interrupted();
            videos.forEach(video -> giveUp(video.path("id").asString()));
            throw e;
        }
    }

    /** Has the service give a clip up, and tells whether it does. */
    private void giveUp(String id) {
        try {
            var video = client.get(ServiceClient.path("videos", id));
            if (!ended(video.path("state").asString())) {
                client.change("POST", ServiceClient.path("videos", id, "cancel"), null);
                console.problem(id + " is cancelled where that is still possible; the service says how it ended");
            }
        } catch (ShotwrightException e) {
            console.problem("%s may go on: %s".formatted(id, e.getMessage()));
        }
    }

    private Exit carried(String id, Path name) {
        try (var line = line(String.valueOf(name.getFileName()))) {
            var video = awaited(id, line);
            var state = video.path("state").asString();
            if (state.equals("succeeded")) {
                var clip = video.path("clips").path(0);
                fetch(clip, name, line);
                line.end();
                console.answer().file(name);
                console.note("%s: %s".formatted(name, id));
                return Exit.DONE;
            }
            line.end();
            var why = video.path("failure").path("message").asString("");
            console.problem("%s is %s%s".formatted(id, state, why.isEmpty() ? "" : ": " + why));
            var exit = switch (state) {
                case "in-doubt" -> Exit.IN_DOUBT;
                case "cancelled" -> Exit.CANCELLED;
                default ->
                    video.path("failure").path("retry").asString("").equals("never") ? Exit.REFUSED : Exit.FAILED;
            };
            console.answer()
                    .fail(new ShotwrightException(
                            exit == Exit.CANCELLED ? ErrorCode.CANCELLED : ErrorCode.REFUSED,
                            null,
                            why.isEmpty() ? "the clip is " + state : why));
            return exit;
        }
    }

    private JsonNode awaited(String id, ProgressLine line) {
        while (true) {
            var video = client.get(ServiceClient.path("videos", id));
            if (ended(video.path("state").asString())) {
                return video;
            }
            surroundings.cancellation().check();
            line.advance(
                    video.path("phase").asString(video.path("state").asString()),
                    Math.round(100 * video.path("progress").asDouble()),
                    100);
            try {
                Thread.sleep(LOOK);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw Cancellation.cancelled();
            }
        }
    }

    private static boolean ended(String state) {
        return switch (state) {
            case "queued", "running" -> false;
            default -> true;
        };
    }

    private void fetch(JsonNode clip, Path name, ProgressLine line) {
        var length = Math.max(1, clip.path("bytes").asLong());
        var beside = name.resolveSibling("." + name.getFileName() + ".part");
        try {
            client.download(
                    URI.create(clip.path("url").asString()),
                    beside,
                    bytes -> line.advance("fetch", Math.min(bytes, length), length));
            Files.move(beside, name, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new ShotwrightException(
                    ErrorCode.STORAGE_FAILED, "--output", "%s cannot be written: %s".formatted(name, e), e);
        } finally {
            remove(beside);
        }
    }

    private static void remove(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new ShotwrightException(
                    ErrorCode.STORAGE_FAILED, "--output", "%s cannot be removed: %s".formatted(file, e), e);
        }
    }

    private ProgressLine line(String name) {
        var quiet = console.quiet();
        return new ProgressLine(
                quiet
                        ? new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)
                        : surroundings.err(),
                surroundings.nanoseconds(),
                surroundings.cancellation(),
                quiet ? 0 : surroundings.columns().count(),
                name,
                console::note,
                phase -> phase.equals("fetch") ? Counted.BYTES : Counted.SHARES);
    }
}
