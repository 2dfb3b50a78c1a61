package dev.shotwright.providers.ark;

import dev.shotwright.providers.enclosure.Enclosure;
import dev.shotwright.vocabulary.CameraWord;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.request.MediaItem;
import dev.shotwright.vocabulary.request.MediaRole;
import dev.shotwright.vocabulary.request.Switch;
import dev.shotwright.vocabulary.request.Tier;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A negotiated request as Ark wants it: fields for Seedance, flags behind the text for what came before it. */
final class ArkRequest {
    private static final long SOONEST = 3600;
    private static final long LATEST = 259_200;
    private static final int LONGEST_REFERENCE = 64;

    private ArkRequest() {}

    static ObjectNode body(ModelCard card, VideoRequest request, Instant now) {
        var body = JsonNodeFactory.instance.objectNode();
        body.put("model", card.vendorsName());
        var content = body.putArray("content");
        var flags = card.vendorsName().startsWith("doubao-seaweed");
        var text = Objects.requireNonNullElse(request.prompt(), "") + (flags ? flags(request) : "");
        if (!text.isBlank()) {
            content.addObject().put("type", "text").put("text", text.strip());
        }
        request.media().forEach(item -> medium(content, item));
        if (!flags) {
            fields(body, card, request);
        }
        if (request.tier() == Tier.FLEX) {
            body.put("service_tier", "flex");
        }
        if (request.deadline() != null) {
            var left = Duration.between(now, request.deadline()).toSeconds();
            body.put("execution_expires_after", Math.clamp(left, SOONEST, LATEST));
        }
        if (request.callback() != null) {
            body.put("callback_url", request.callback().toString());
        }
        var reference = request.endUser() == null ? request.clientReference() : request.endUser();
        if (reference != null && reference.length() <= LONGEST_REFERENCE) {
            body.put("safety_identifier", reference);
        }
        request.options().forEach((name, value) -> option(body, content, name, value));
        return body;
    }

    private static void fields(ObjectNode body, ModelCard card, VideoRequest request) {
        var resolution = request.resolution();
        if (resolution != null) {
            body.put("resolution", resolution.toString());
        }
        if (request.ratio() != null) {
            var followsFrames = card.vendorsName().contains("seedance-2-5")
                    && request.media().stream().anyMatch(item -> isFrame(item) || isEdited(item));
            body.put("ratio", followsFrames ? "adaptive" : request.ratio().toString());
        }
        var duration = request.duration();
        if (duration != null) {
            body.put("duration", duration.toSeconds());
        }
        if (request.seed() != null) {
            body.put("seed", request.seed());
        }
        if (request.camera().stream().anyMatch(move -> move.move() == CameraWord.FIXED)) {
            body.put("camera_fixed", true);
        }
        put(body, "watermark", request.watermark());
        if (card.limits().audio() != null) {
            put(body, "generate_audio", request.audio());
        }
        put(body, "draft", request.draft());
        if (request.priority() != null && card.vendorsName().contains("seedance-2")) {
            body.put("priority", Math.clamp(request.priority(), 0, 9));
        }
        if (request.media().stream().anyMatch(ArkRequest::isEdited)) {
            body.put("omni_reference_task_type", "edit");
        }
    }

    private static String flags(VideoRequest request) {
        var flags = new StringBuilder();
        if (request.ratio() != null) {
            flags.append(" --ratio ").append(request.ratio());
        }
        if (request.duration() != null) {
            flags.append(" --dur ").append(request.duration().toSeconds());
        }
        if (request.resolution() != null) {
            flags.append(" --resolution ").append(request.resolution());
        }
        if (request.seed() != null) {
            flags.append(" --seed ").append(request.seed());
        }
        if (request.watermark() != null) {
            flags.append(" --watermark ").append(request.watermark() == Switch.ON);
        }
        if (request.camera().stream().anyMatch(move -> move.move() == CameraWord.FIXED)) {
            flags.append(" --camerafixed true");
        }
        return flags.toString();
    }

    private static void medium(ArrayNode content, MediaItem item) {
        var kind = item.kind().word();
        var node = content.addObject();
        node.put("type", kind + "_url");
        node.putObject(kind + "_url").put("url", new Enclosure(item).address());
        node.put(
                "role",
                isFrame(item)
                        ? item.role() == MediaRole.FIRST_FRAME ? "first_frame" : "last_frame"
                        : "reference_" + kind);
    }

    private static boolean isFrame(MediaItem item) {
        return item.role() == MediaRole.FIRST_FRAME || item.role() == MediaRole.LAST_FRAME;
    }

    private static boolean isEdited(MediaItem item) {
        return item.role() == MediaRole.SOURCE_VIDEO;
    }

    private static void put(ObjectNode body, String name, @Nullable Switch wish) {
        if (wish != null) {
            body.put(name, wish == Switch.ON);
        }
    }

    /** Options pass through; a finished draft is named among the contents. */
    private static void option(ObjectNode body, ArrayNode content, String name, Object value) {
        if (name.equals("draft_task")) {
            content.addObject()
                    .put("type", "draft_task")
                    .putObject("draft_task")
                    .put("id", String.valueOf(value));
        } else {
            body.set(name, JsonMapper.shared().valueToTree(value));
            if (name.equals("frames")) {
                body.remove("duration");
            }
        }
    }
}
