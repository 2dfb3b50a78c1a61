package dev.shotwright.providers.dashscope;

import dev.shotwright.vocabulary.card.Lengths;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.card.Offer;
import dev.shotwright.vocabulary.request.MediaItem;
import dev.shotwright.vocabulary.request.MediaKind;
import dev.shotwright.vocabulary.request.MediaRole;
import dev.shotwright.vocabulary.request.Operation;
import dev.shotwright.vocabulary.request.Switch;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A negotiated request as DashScope wants it. Up to Wan 2.6 each medium has a field of its own and text is drawn in an exact
 * size; from 2.7 on, media are a list, and a ratio stands beside the resolution.
 */
final class DashScopeRequest {
    private static final Pattern VERSION = Pattern.compile("^wanx?(\\d+)\\.(\\d+)");
    private static final int WITH_MEDIA_LIST = 207;
    private static final List<String> INPUTS =
            List.of("template", "audio_url", "img_url", "reference_urls", "reference_video_urls", "reference_url");

    private final ModelCard card;
    private final VideoRequest request;
    private final Function<MediaItem, String> address;
    private final boolean listed;

    /** @param address gives a medium the address that the vendor reads it from */
    DashScopeRequest(ModelCard card, VideoRequest request, Function<MediaItem, String> address) {
        this.card = card;
        this.request = request;
        this.address = address;
        var version = VERSION.matcher(card.vendorsName());
        this.listed = !version.find()
                || Integer.parseInt(version.group(1)) * 100 + Integer.parseInt(version.group(2)) >= WITH_MEDIA_LIST;
    }

    /** The older models draw between first and last frames at an address of their own, and so does the one that speaks. */
    String path() {
        var own = isPresenter() || (!listed && request.operation() == Operation.FRAMES_TO_VIDEO);
        return "/services/aigc/%s/video-synthesis".formatted(own ? "image2video" : "video-generation");
    }

    /** A model that lets a picture speak takes a picture and a sound, and nothing else but a resolution. */
    private boolean isPresenter() {
        return card.vendorsName().endsWith("-s2v");
    }

    ObjectNode json() {
        var body = JsonNodeFactory.instance.objectNode();
        body.put("model", card.vendorsName());
        var input = body.putObject("input");
        if (request.prompt() != null) {
            input.put("prompt", request.prompt());
        }
        if (request.negativePrompt() != null) {
            input.put("negative_prompt", request.negativePrompt());
        }
        if (listed) {
            mediaList(input);
        } else {
            request.media().forEach(item -> medium(input, item));
        }
        var parameters = body.putObject("parameters");
        parameters(parameters);
        request.options()
                .forEach((name, value) -> (INPUTS.contains(name) ? input : parameters)
                        .set(name, JsonMapper.shared().valueToTree(value)));
        return body;
    }

    private void parameters(ObjectNode parameters) {
        var operation = request.operation();
        var exact = operation == Operation.TEXT_TO_VIDEO || operation == Operation.REFERENCE_TO_VIDEO;
        if (!listed && exact && request.size() != null) {
            parameters.put(
                    "size",
                    "%d*%d".formatted(request.size().width(), request.size().height()));
        } else if (request.resolution() != null) {
            parameters.put("resolution", request.resolution().toString().toUpperCase(Locale.ROOT));
        }
        if (listed && request.ratio() != null) {
            parameters.put("ratio", request.ratio().toString());
        }
        if (request.duration() != null && !hasOneLength()) {
            parameters.put("duration", request.duration().toSeconds());
        }
        if (request.seed() != null) {
            parameters.put("seed", request.seed());
        }
        if (request.watermark() != null) {
            parameters.put("watermark", request.watermark() == Switch.ON);
        }
        var audio = card.limits().audio();
        if (request.audio() != null && (audio == Offer.ON_BY_DEFAULT || audio == Offer.OFF_BY_DEFAULT)) {
            parameters.put("audio", request.audio() == Switch.ON);
        }
    }

    private boolean hasOneLength() {
        return card.limits().lengths() instanceof Lengths.Choice choice
                && choice.durations().size() == 1;
    }

    private void mediaList(ObjectNode input) {
        if (request.media().isEmpty()) {
            return;
        }
        var media = input.putArray("media");
        for (var item : request.media()) {
            media.addObject().put("type", type(item)).put("url", address.apply(item));
        }
    }

    private String type(MediaItem item) {
        return switch (item.role()) {
            case FIRST_FRAME -> "first_frame";
            case LAST_FRAME -> "last_frame";
            case SOURCE_VIDEO -> card.vendorsName().contains("i2v") ? "first_clip" : "video";
            case DRIVING_AUDIO -> "driving_audio";
            case KEYFRAME, SUBJECT_REFERENCE, STYLE_REFERENCE, SCENE_REFERENCE, MASK, DRIVING_MOTION ->
                switch (item.kind()) {
                    case IMAGE -> "reference_image";
                    case VIDEO -> "reference_video";
                    case AUDIO -> card.vendorsName().startsWith("wan3") ? "reference_audio" : "reference_voice";
                };
        };
    }

    private void medium(ObjectNode input, MediaItem item) {
        var place = address.apply(item);
        var between = request.operation() == Operation.FRAMES_TO_VIDEO;
        if (item.role() == MediaRole.LAST_FRAME) {
            input.put("last_frame_url", place);
        } else if (item.role() == MediaRole.FIRST_FRAME) {
            input.put(between ? "first_frame_url" : isPresenter() ? "image_url" : "img_url", place);
        } else if (item.kind() == MediaKind.AUDIO) {
            input.put("audio_url", place);
        } else {
            input.withArray("reference_urls").add(place);
        }
    }
}
