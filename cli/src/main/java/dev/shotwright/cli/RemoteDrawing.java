package dev.shotwright.cli;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.document.Documents;
import dev.shotwright.vocabulary.request.MediaItem;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A request on its way to a service: files are sent, and it is asked for once, however often an answer is lost. */
final class RemoteDrawing {
    private final Surroundings surroundings;
    private final Console console;
    private final ServiceClient client;

    RemoteDrawing(Surroundings surroundings, Console console, ServiceClient client) {
        this.surroundings = surroundings;
        this.console = console;
        this.client = client;
    }

    /** Asks for clips and waits for them. */
    Exit draw(VideoRequest request, String model, RemoteClips clips) {
        var names = clips.names(Objects.requireNonNullElse(request.count(), 1));
        return clips.collect(submitted(request, model), names, RemoteClips.Leaving.CANCELS);
    }

    /** Asks for clips and leaves them to the service. */
    Exit leave(VideoRequest request, String model) {
        var ids = submitted(request, model);
        ids.forEach(console::print);
        console.note(RemoteClips.advice(ids));
        console.answer().submitted();
        return Exit.DONE;
    }

    private List<String> submitted(VideoRequest request, String model) {
        console.answer().model(model);
        surroundings.cancellation().begin();
        var sent = request.toBuilder()
                .model(model)
                .media(request.media().stream().map(this::sent).toList())
                .build();
        var videos = videos(asked(JsonMapper.shared().readTree(Documents.json().write(sent))));
        videos.getFirst().path("notices").forEach(this::tell);
        var seed = videos.getFirst().path("request").path("seed");
        if (seed.isNumber()) {
            console.answer().seed(seed.asLong());
        }
        var ids = ids(videos);
        console.answer().videos(ids);
        return ids;
    }

    private JsonNode asked(JsonNode body) {
        var once = Map.of("Idempotency-Key", UUID.randomUUID().toString());
        try {
            return client.post(ServiceClient.path("videos"), body, once);
        } catch (ShotwrightException e) {
            if (surroundings.cancellation().requested()) {
                withdraw(body, once);
            } else if (e.code() == ErrorCode.NETWORK_FAILED) {
                console.advice(
                        "the service may have taken the request all the same; shotwright top shows what it draws");
            }
            throw e;
        }
    }

    /** Asks under the same key which clips the service was asked for, and has it give them up. */
    private void withdraw(JsonNode body, Map<String, String> once) {
        Thread.interrupted();
        try {
            var answer = client.change("POST", ServiceClient.path("videos"), body, once);
            RemoteClips.giveUp(client, console, ids(videos(answer)));
        } catch (ShotwrightException e) {
            console.problem("the service may draw it nevertheless: " + e.getMessage());
        }
    }

    private MediaItem sent(MediaItem item) {
        if (item.fromAddress() || item.source().startsWith("file_")) {
            return item;
        }
        return new MediaItem(item.kind(), item.role(), client.upload(Path.of(item.source())), item.at(), null);
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

    private static List<String> ids(List<JsonNode> videos) {
        return videos.stream().map(video -> video.path("id").asString()).toList();
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
}
