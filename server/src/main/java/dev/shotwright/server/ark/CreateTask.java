package dev.shotwright.server.ark;

import dev.shotwright.jobs.outbound.AddressGuard;
import dev.shotwright.server.web.Fields;
import dev.shotwright.vocabulary.CameraMove;
import dev.shotwright.vocabulary.CameraWord;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.FrameRate;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.request.AspectRatio;
import dev.shotwright.vocabulary.request.MediaItem;
import dev.shotwright.vocabulary.request.MediaKind;
import dev.shotwright.vocabulary.request.MediaRole;
import dev.shotwright.vocabulary.request.Resolution;
import dev.shotwright.vocabulary.request.Switch;
import dev.shotwright.vocabulary.request.Tier;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a client of Ark asks for.
 *
 * @param content the prompt, and the media with their roles
 * @param ratio width to height; {@code adaptive} leaves it to the model
 * @param duration whole seconds; -1 leaves it to the model
 * @param frames the length in frames; it goes before the duration
 * @param seed -1 for a new one each time
 * @param executionExpiresAfter seconds after which the task is of no use any more
 * @param safetyIdentifier whom the caller asks for, as a name that tells nobody who it is
 */
record CreateTask(
        String model,
        List<Content> content,
        @Nullable String resolution,
        @Nullable String ratio,
        @Nullable Long duration,
        @Nullable Long frames,
        @Nullable Long framespersecond,
        @Nullable Long seed,
        @Nullable Boolean cameraFixed,
        @Nullable Boolean watermark,
        @Nullable Boolean generateAudio,
        @Nullable Boolean draft,
        @Nullable Boolean returnLastFrame,
        @Nullable String serviceTier,
        @Nullable Long executionExpiresAfter,
        @Nullable Long priority,
        @Nullable String callbackUrl,
        @Nullable String safetyIdentifier,
        @Nullable String outputFormat,
        @Nullable String omniReferenceTaskType,
        List<Map<String, Object>> tools) {
    private static final long SOONEST = 3600;
    private static final long LATEST = 259_200;

    /** One part of the content; which of the others is there hangs on its type. */
    record Content(
            String type,
            @Nullable String text,
            @Nullable Address imageUrl,
            @Nullable Address videoUrl,
            @Nullable Address audioUrl,
            @Nullable Draft draftTask,
            @Nullable String role) {}

    /** An address of a medium: https, or a data address for pictures and sound. */
    record Address(String url) {}

    /** A finished draft that is to be drawn in full. */
    record Draft(String id) {}

    /**
     * A draft of this account that a vendor has drawn.
     *
     * @param ticket what its vendor calls it
     */
    record DrawnDraft(@Nullable String prompt, String ticket) {}

    CreateTask {
        content = List.copyOf(content);
        tools = List.copyOf(tools);
    }

    /** @throws ShotwrightException for a field that Ark does not have, or with a value that it does not take */
    static CreateTask read(JsonNode body) {
        var fields = Fields.of(body);
        var model = fields.required("model");
        var content = new ArrayList<Content>();
        for (var part : fields.groups("content")) {
            content.add(content(part));
        }
        if (content.isEmpty()) {
            throw new ShotwrightException(
                    ErrorCode.INVALID_VALUE, "content", "content is missing; it must have a value");
        }
        var task = new CreateTask(
                model,
                content,
                fields.text("resolution"),
                fields.text("ratio"),
                fields.whole("duration"),
                fields.whole("frames"),
                fields.whole("framespersecond"),
                fields.whole("seed"),
                fields.flag("camera_fixed"),
                fields.flag("watermark"),
                fields.flag("generate_audio"),
                fields.flag("draft"),
                fields.flag("return_last_frame"),
                fields.text("service_tier"),
                fields.whole("execution_expires_after"),
                fields.whole("priority"),
                fields.text("callback_url"),
                fields.text("safety_identifier"),
                fields.text("output_format"),
                fields.text("omni_reference_task_type"),
                tools(fields.any("tools")));
        fields.finish();
        return task.withFlags();
    }

    private static Content content(Fields part) {
        var content = new Content(
                part.required("type"),
                part.text("text"),
                address(part, "image_url"),
                address(part, "video_url"),
                address(part, "audio_url"),
                draft(part),
                part.text("role"));
        part.finish();
        var held = switch (content.type()) {
            case "text" -> content.text();
            case "image_url" -> content.imageUrl();
            case "video_url" -> content.videoUrl();
            case "audio_url" -> content.audioUrl();
            case "draft_task" -> content.draftTask();
            default ->
                throw ShotwrightException.invalid(
                        part.at("type"),
                        "'" + content.type() + "'",
                        "text, image_url, video_url, audio_url or draft_task");
        };
        if (held == null) {
            part.required(content.type());
        }
        return content;
    }

    private static @Nullable Address address(Fields part, String name) {
        var group = part.group(name);
        if (group == null) {
            return null;
        }
        var address = new Address(group.required("url"));
        group.finish();
        return address;
    }

    private static @Nullable Draft draft(Fields part) {
        var group = part.group("draft_task");
        if (group == null) {
            return null;
        }
        var draft = new Draft(group.required("id"));
        group.finish();
        return draft;
    }

    private static List<Map<String, Object>> tools(@Nullable JsonNode tools) {
        if (tools == null) {
            return List.of();
        }
        if (!tools.isArray()) {
            throw ShotwrightException.invalid("tools", "no list", "a list");
        }
        var list = new ArrayList<Map<String, Object>>();
        for (var tool : tools) {
            if (!tool.isObject()) {
                throw ShotwrightException.invalid("tools", "a list of something else", "a list of groups of fields");
            }
            list.add(JsonMapper.shared()
                    .convertValue(tool, new tools.jackson.core.type.TypeReference<Map<String, Object>>() {}));
        }
        return list;
    }

    /** The task with the parameters that stand behind its text as fields. */
    private CreateTask withFlags() {
        var parts = new ArrayList<Content>();
        var flags = new LinkedHashMap<String, String>();
        for (var part : content) {
            if (part.text() == null || !part.type().equals("text")) {
                parts.add(part);
                continue;
            }
            var read = TextFlags.of(part.text());
            flags.putAll(read.fields());
            parts.add(new Content("text", read.prompt(), null, null, null, null, part.role()));
        }
        if (flags.isEmpty()) {
            return this;
        }
        var behind = Fields.of(JsonMapper.shared().valueToTree(flags));
        return new CreateTask(
                model,
                parts,
                one("resolution", resolution, behind.text("resolution")),
                one("ratio", ratio, behind.text("ratio")),
                one("duration", duration, behind.whole("duration")),
                one("frames", frames, behind.whole("frames")),
                one("framespersecond", framespersecond, behind.whole("framespersecond")),
                one("seed", seed, behind.whole("seed")),
                one("camera_fixed", cameraFixed, behind.flag("camera_fixed")),
                one("watermark", watermark, behind.flag("watermark")),
                generateAudio,
                draft,
                returnLastFrame,
                serviceTier,
                executionExpiresAfter,
                priority,
                callbackUrl,
                safetyIdentifier,
                outputFormat,
                omniReferenceTaskType,
                tools);
    }

    private static <T> @Nullable T one(String name, @Nullable T field, @Nullable T behind) {
        if (field != null && behind != null && !field.equals(behind)) {
            throw ShotwrightException.invalid(
                    name, "%s as a field and %s behind the text".formatted(field, behind), "one of them");
        }
        return field == null ? behind : field;
    }

    /** What a draft that is to be drawn in full is called here; null where there is none. */
    @Nullable
    String draftTask() {
        return content.stream()
                .map(Content::draftTask)
                .filter(Objects::nonNull)
                .map(Draft::id)
                .findFirst()
                .orElse(null);
    }

    /**
     * The same in the universal request's words.
     *
     * @param drawn the draft, whose prompt holds where there is no other; null where there is none
     */
    VideoRequest request(Instant now, @Nullable DrawnDraft drawn) {
        var prompt = String.join(
                "\n",
                content.stream()
                        .map(Content::text)
                        .filter(Objects::nonNull)
                        .filter(text -> !text.isBlank())
                        .toList());
        return VideoRequest.builder()
                .model(model)
                .prompt(!prompt.isBlank() ? prompt : drawn == null ? null : drawn.prompt())
                .media(media())
                .duration(frames != null || duration == null || duration == -1 ? null : Duration.ofSeconds(duration))
                .frames(frames == null ? null : clamped("frames", frames))
                .fps(framespersecond == null ? null : FrameRate.of(clamped("framespersecond", framespersecond)))
                .ratio(ratio == null || ratio.equals("adaptive") ? null : AspectRatio.parse(ratio))
                .resolution(resolution == null ? null : Resolution.parse(resolution))
                .seed(seed == null || seed == -1 ? null : seed)
                .camera(Boolean.TRUE.equals(cameraFixed) ? List.of(CameraMove.of(CameraWord.FIXED)) : List.of())
                .audio(wish(generateAudio))
                .draft(wish(draft))
                .watermark(wish(watermark))
                .tier(tier())
                .deadline(executionExpiresAfter == null ? null : now.plusSeconds(expiry(executionExpiresAfter)))
                .priority(priority == null ? null : clamped("priority", priority))
                .callback(callbackUrl == null ? null : AddressGuard.form("callback_url", callbackUrl))
                .endUser(safetyIdentifier)
                .options(options(drawn))
                .build();
    }

    private Map<String, Object> options(@Nullable DrawnDraft drawn) {
        var options = new LinkedHashMap<String, Object>();
        if (Boolean.TRUE.equals(returnLastFrame)) {
            throw ShotwrightException.invalid("return_last_frame", "true", "false, since last frames are not kept");
        }
        if (outputFormat != null && !outputFormat.equals("mp4")) {
            options.put("output_format", outputFormat);
        }
        if (omniReferenceTaskType != null && omniReferenceTaskType.equals("extend")) {
            options.put("omni_reference_task_type", omniReferenceTaskType);
        }
        if (!tools.isEmpty()) {
            options.put("tools", tools);
        }
        if (drawn != null) {
            options.put("draft_task", drawn.ticket());
        }
        return options;
    }

    private List<MediaItem> media() {
        var media = new ArrayList<MediaItem>();
        for (var i = 0; i < content.size(); i++) {
            var part = content.get(i);
            var address = part.imageUrl() != null
                    ? part.imageUrl()
                    : part.videoUrl() != null ? part.videoUrl() : part.audioUrl();
            if (address == null) {
                continue;
            }
            var kind = part.imageUrl() != null
                    ? MediaKind.IMAGE
                    : part.videoUrl() != null ? MediaKind.VIDEO : MediaKind.AUDIO;
            media.add(MediaItem.of(kind, role("content[%d].role".formatted(i), part.role(), kind), address.url()));
        }
        return media;
    }

    private MediaRole role(String field, @Nullable String role, MediaKind kind) {
        return switch (role) {
            case null -> {
                if (kind != MediaKind.IMAGE || pictures() != 1) {
                    throw new ShotwrightException(
                            ErrorCode.INVALID_VALUE, field, "%s is missing; it must have a value".formatted(field));
                }
                yield MediaRole.FIRST_FRAME;
            }
            case "first_frame" -> MediaRole.FIRST_FRAME;
            case "last_frame" -> MediaRole.LAST_FRAME;
            case "reference_video" ->
                "edit".equals(omniReferenceTaskType) ? MediaRole.SOURCE_VIDEO : MediaRole.SUBJECT_REFERENCE;
            case "reference_image", "reference_audio" -> MediaRole.SUBJECT_REFERENCE;
            default ->
                throw ShotwrightException.invalid(
                        field,
                        "'" + role + "'",
                        "first_frame, last_frame, reference_image, reference_video or reference_audio");
        };
    }

    private long pictures() {
        return content.stream().filter(part -> part.imageUrl() != null).count();
    }

    private @Nullable Tier tier() {
        return switch (serviceTier) {
            case null -> null;
            case "default" -> Tier.STANDARD;
            case "flex" -> Tier.FLEX;
            default -> throw ShotwrightException.invalid("service_tier", "'" + serviceTier + "'", "default or flex");
        };
    }

    private static long expiry(long seconds) {
        if (seconds < SOONEST || seconds > LATEST) {
            throw ShotwrightException.invalid(
                    "execution_expires_after", seconds, "%d to %d".formatted(SOONEST, LATEST));
        }
        return seconds;
    }

    private static int clamped(String field, long value) {
        if (value != (int) value) {
            throw ShotwrightException.invalid(field, value, "a smaller number");
        }
        return (int) value;
    }

    private static @Nullable Switch wish(@Nullable Boolean flag) {
        return flag == null ? null : flag ? Switch.ON : Switch.OFF;
    }
}
