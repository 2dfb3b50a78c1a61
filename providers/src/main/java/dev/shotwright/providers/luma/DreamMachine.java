package dev.shotwright.providers.luma;

import dev.shotwright.providers.account.Outcomes;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.model.Clip;
import dev.shotwright.vocabulary.model.Outcome;
import dev.shotwright.vocabulary.request.MediaItem;
import dev.shotwright.vocabulary.request.MediaRole;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The interface of Dream Machine: media by addresses alone, camera movements as concepts, clips modified by a mode. A clip that it
 * has drawn gets more pixels or sound at an address of its own.
 */
final class DreamMachine implements Dialect {
    private static final String USUAL_MODE = "flex_1";

    @Override
    public String path(ModelCard card, VideoRequest request) {
        return switch (LumaJob.of(card)) {
            case REFRAME, AGENTS_REFRAME -> "/generations/video/reframe";
            case UPSCALE -> "/generations/%s/upscale".formatted(drawn(request));
            case AUDIO -> "/generations/%s/audio".formatted(drawn(request));
            case null -> isModified(request) ? "/generations/video/modify" : "/generations/video";
        };
    }

    private static String drawn(VideoRequest request) {
        var source = LumaJob.source(request);
        var generation = LumaJob.generation(source, "luma");
        if (generation == null) {
            throw ShotwrightException.invalid(
                    "media.source",
                    source.source(),
                    "luma:// and the name of a draw of Luma's, such as luma://5f3bd7f3");
        }
        return URLEncoder.encode(generation, StandardCharsets.UTF_8);
    }

    private static boolean isModified(VideoRequest request) {
        return request.media().stream().anyMatch(item -> item.role() == MediaRole.SOURCE_VIDEO);
    }

    @Override
    public ObjectNode body(ModelCard card, VideoRequest request) {
        var body = JsonNodeFactory.instance.objectNode();
        var job = LumaJob.of(card);
        if (job == null || job == LumaJob.REFRAME) {
            body.put("model", LumaJob.model(card));
        }
        if (request.prompt() != null) {
            body.put("prompt", request.prompt());
        }
        if (request.callback() != null) {
            body.put("callback_url", request.callback().toString());
        }
        if (job != null) {
            body.put("generation_type", job.type());
            changed(body, job, request);
        } else if (isModified(request)) {
            body.put("generation_type", "modify_video").put("mode", USUAL_MODE);
            clip(body, request);
        } else {
            body.put("generation_type", "video");
            drawn(body, card, request);
        }
        request.options()
                .forEach((name, value) -> body.set(name, JsonMapper.shared().valueToTree(value)));
        return body;
    }

    private static void changed(ObjectNode body, LumaJob job, VideoRequest request) {
        switch (job) {
            case REFRAME, AGENTS_REFRAME -> {
                clip(body, request);
                if (request.ratio() != null) {
                    body.put("aspect_ratio", request.ratio().toString());
                }
            }
            case UPSCALE -> {
                if (request.resolution() != null) {
                    body.put("resolution", request.resolution().toString());
                }
            }
            case AUDIO -> {
                if (request.negativePrompt() != null) {
                    body.put("negative_prompt", request.negativePrompt());
                }
            }
        }
    }

    private static void clip(ObjectNode body, VideoRequest request) {
        request.media()
                .forEach(item -> body.putObject(item.role() == MediaRole.SOURCE_VIDEO ? "media" : "first_frame")
                        .put("url", item.source()));
    }

    private static void drawn(ObjectNode body, ModelCard card, VideoRequest request) {
        if (request.ratio() != null) {
            body.put("aspect_ratio", request.ratio().toString());
        }
        if (request.resolution() != null) {
            body.put("resolution", request.resolution().toString());
        }
        if (request.duration() != null) {
            body.put("duration", request.duration().toSeconds() + "s");
        }
        request.media().forEach(item -> keyframe(body, item));
        var camera = card.limits().camera();
        if (camera != null) {
            for (var move : request.camera()) {
                var term = camera.moves().get(move.move());
                if (term != null && term.parameter() != null) {
                    body.withArray("concepts").addObject().put("key", term.parameter());
                }
            }
        }
    }

    private static void keyframe(ObjectNode body, MediaItem item) {
        var name = switch (item.role()) {
            case FIRST_FRAME -> "frame0";
            case LAST_FRAME -> "frame1";
            default ->
                throw ShotwrightException.invalid(
                        "media.role", item.role().word(), "first-frame, last-frame or source-video");
        };
        body.withObject("keyframes").putObject(name).put("type", "image").put("url", item.source());
    }

    @Override
    public Outcome outcome(JsonNode generation, Instant now) {
        var id = generation.path("id").asString("");
        return switch (generation.path("state").asString("").toLowerCase(Locale.ROOT)) {
            case "queued" -> Outcomes.queued(id);
            case "completed" -> {
                var address = generation.path("assets").path("video").asString("");
                yield address.isEmpty()
                        ? Outcomes.running(id, 1.0)
                        : Outcomes.succeeded(id, new Clip(address, null, null, null, null, null), null, null);
            }
            case "failed" -> Outcomes.failed(id, LumaFault.of(generation));
            default -> Outcomes.running(id, null);
        };
    }
}
