package dev.shotwright.providers.luma;

import dev.shotwright.providers.account.Outcomes;
import dev.shotwright.providers.enclosure.Enclosure;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.model.Clip;
import dev.shotwright.vocabulary.model.Outcome;
import dev.shotwright.vocabulary.request.MediaItem;
import dev.shotwright.vocabulary.request.MediaRole;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The interface of Agents: the clip's own fields in an object of their own, media by address or within the request. A clip that is
 * edited keeps its length; unless the option {@code edit} says how, the model chooses what of it to keep.
 */
final class Agents implements Dialect {
    private static final String DRAW = "video";
    private static final String EDIT = "video_edit";
    private static final String MP4 = "video/mp4";
    private static final Duration CLIPS_LAST = Duration.ofHours(1);

    @Override
    public String path(ModelCard card, VideoRequest request) {
        return "/generations";
    }

    @Override
    public ObjectNode body(ModelCard card, VideoRequest request) {
        var body = JsonNodeFactory.instance.objectNode();
        var type = type(card, request);
        body.put("model", LumaJob.model(card)).put("type", type);
        if (request.prompt() != null) {
            body.put("prompt", request.prompt());
        }
        if (request.ratio() != null && !type.equals(EDIT)) {
            body.put("aspect_ratio", request.ratio().toString());
        }
        var video = body.putObject("video");
        if (request.resolution() != null) {
            video.put("resolution", request.resolution().toString());
        }
        if (type.equals(DRAW)) {
            if (request.duration() != null) {
                video.put("duration", request.duration().toSeconds() + "s");
            }
            request.media().forEach(item -> medium(video, request, item));
        } else {
            source(body.putObject("source"), LumaJob.source(request));
        }
        if (type.equals(EDIT)) {
            video.putObject("edit").put("auto_controls", true);
        }
        request.options()
                .forEach((name, value) -> video.set(name, JsonMapper.shared().valueToTree(value)));
        return body;
    }

    private static String type(ModelCard card, VideoRequest request) {
        var job = LumaJob.of(card);
        if (job != null) {
            return job.type();
        }
        return request.media().stream().anyMatch(item -> item.role() == MediaRole.SOURCE_VIDEO) ? EDIT : DRAW;
    }

    /** A draw of the vendor's own, an address, or the file itself; of what is not its own it must know the type. */
    private static void source(ObjectNode source, MediaItem item) {
        var generation = LumaJob.generation(item, "luma-agents");
        if (generation != null) {
            source.put("generation_id", generation);
        } else if (item.fromAddress()) {
            source.put("url", item.source()).put("media_type", item.facts() == null ? MP4 : new Enclosure(item).type());
        } else {
            reference(source, item);
        }
    }

    private static void medium(ObjectNode video, VideoRequest request, MediaItem item) {
        switch (item.role()) {
            case FIRST_FRAME -> reference(video.putObject("start_frame"), item);
            case LAST_FRAME -> reference(video.putObject("end_frame"), item);
            case KEYFRAME -> {
                reference(video.withArray("keyframes").addObject(), item);
                video.withArray("keyframe_indexes").add(index(request, item));
            }
            case SUBJECT_REFERENCE,
                    STYLE_REFERENCE,
                    SCENE_REFERENCE,
                    SOURCE_VIDEO,
                    MASK,
                    DRIVING_AUDIO,
                    DRIVING_MOTION ->
                throw ShotwrightException.invalid("media.role", item.role().word(), "a frame or a keyframe");
        }
    }

    /** The frame that a keyframe is; the last one at the latest. */
    private static long index(VideoRequest request, MediaItem item) {
        var at = Objects.requireNonNullElse(item.at(), Duration.ZERO).toMillis() / 1000.0;
        var index = Math.round(at * Objects.requireNonNull(request.fps()).framesPerSecond());
        return request.frames() == null ? index : Math.min(index, request.frames() - 1L);
    }

    private static void reference(ObjectNode reference, MediaItem item) {
        var enclosure = new Enclosure(item);
        if (item.fromAddress()) {
            reference.put("url", item.source());
        } else {
            reference.put("data", enclosure.base64()).put("media_type", enclosure.type());
        }
    }

    @Override
    public Outcome outcome(JsonNode generation, Instant now) {
        var id = generation.path("id").asString("");
        return switch (generation.path("state").asString("").toLowerCase(Locale.ROOT)) {
            case "queued", "pending" -> Outcomes.queued(id);
            case "completed" -> {
                var address = generation.path("output").path(0).path("url").asString("");
                yield address.isEmpty()
                        ? Outcomes.running(id, 1.0)
                        : Outcomes.succeeded(
                                id, new Clip(address, now.plus(CLIPS_LAST), null, null, null, null), null, null);
            }
            case "failed" -> Outcomes.failed(id, LumaFault.of(generation));
            default -> Outcomes.running(id, null);
        };
    }
}
