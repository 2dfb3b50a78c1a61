package dev.shotwright.server.openai;

import dev.shotwright.server.web.Fields;
import dev.shotwright.vocabulary.FrameRate;
import dev.shotwright.vocabulary.Seconds;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.request.MediaItem;
import dev.shotwright.vocabulary.request.MediaKind;
import dev.shotwright.vocabulary.request.MediaRole;
import dev.shotwright.vocabulary.request.Pixels;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a client of OpenAI's videos asks for. The fields behind {@code inputReference} are not OpenAI's; servers that speak its
 * dialect have them.
 *
 * @param model {@code sora-2} if absent, as OpenAI has it
 * @param seconds the length, a number or its text
 * @param size width and height, such as {@code 1280x720}
 * @param inputReference the picture that the clip begins with
 */
record CreateVideo(
        @Nullable String model,
        String prompt,
        @Nullable BigDecimal seconds,
        @Nullable String size,
        @Nullable Reference inputReference,
        @Nullable String negativePrompt,
        @Nullable Long seed,
        @Nullable BigDecimal fps,
        @Nullable String user) {
    static final String USUAL_MODEL = "sora-2";

    /** Where a picture is: an address, or a file that was uploaded before. */
    record Reference(@Nullable String imageUrl, @Nullable String fileId) {

        String source() {
            if ((imageUrl == null) == (fileId == null)) {
                throw ShotwrightException.invalid(
                        "input_reference", imageUrl == null ? "empty" : "two pictures", "image_url or file_id");
            }
            return imageUrl == null ? String.valueOf(fileId) : imageUrl;
        }
    }

    /** @throws ShotwrightException for a field that there is not, or with a value that is not taken */
    static CreateVideo read(JsonNode body) {
        var fields = Fields.of(body);
        var video = new CreateVideo(
                fields.text("model"),
                fields.required("prompt"),
                fields.number("seconds"),
                fields.text("size"),
                reference(fields),
                fields.text("negative_prompt"),
                fields.whole("seed"),
                fields.number("fps"),
                fields.text("user"));
        fields.finish();
        return video;
    }

    private static @Nullable Reference reference(Fields fields) {
        var given = fields.any("input_reference");
        if (given == null) {
            return null;
        }
        if (given.isString()) {
            return new Reference(given.asString(), null);
        }
        var group = fields.group("input_reference");
        if (group == null) {
            return null;
        }
        var reference = new Reference(group.text("image_url"), group.text("file_id"));
        group.finish();
        reference.source();
        return reference;
    }

    /** The fields of a form as a document: {@code input_reference[image_url]} is a field of a group. */
    static ObjectNode document(Map<String, String> form) {
        var document = JsonNodeFactory.instance.objectNode();
        form.forEach((name, value) -> {
            var bracket = name.indexOf('[');
            if (bracket > 0 && name.endsWith("]")) {
                var group = name.substring(0, bracket);
                if (document.path(group).isString()) {
                    throw ShotwrightException.invalid(group, "a text and a group of fields", "one of them");
                }
                document.withObjectProperty(group).put(name.substring(bracket + 1, name.length() - 1), value);
            } else if (document.has(name)) {
                throw ShotwrightException.invalid(name, "a text and a group of fields", "one of them");
            } else {
                document.put(name, value);
            }
        });
        return document;
    }

    /**
     * The same in the universal request's words.
     *
     * @param picture where the picture of a form was put; absent where it came by its address or not at all
     */
    VideoRequest request(@Nullable String picture) {
        var source = picture != null ? picture : inputReference == null ? null : inputReference.source();
        return VideoRequest.builder()
                .model(model == null ? USUAL_MODEL : model)
                .prompt(prompt)
                .negativePrompt(negativePrompt)
                .media(
                        source == null
                                ? List.of()
                                : List.of(MediaItem.of(MediaKind.IMAGE, MediaRole.FIRST_FRAME, source)))
                .duration(seconds == null ? null : duration(seconds))
                .size(size == null ? null : Pixels.parse(size))
                .seed(seed)
                .fps(fps == null ? null : FrameRate.parse(fps.toPlainString()))
                .endUser(user)
                .build();
    }

    private static Duration duration(BigDecimal seconds) {
        if (seconds.signum() <= 0 || seconds.compareTo(BigDecimal.valueOf(86_400)) > 0) {
            throw ShotwrightException.invalid("seconds", seconds.toPlainString(), "more than 0 and at most 86400");
        }
        return Duration.ofNanos(seconds.movePointRight(9).longValue());
    }

    /** A length as OpenAI writes it: the text of a number. */
    static String seconds(Duration duration) {
        return Seconds.of(duration).stripTrailingZeros().toPlainString();
    }

    /** Reads a document of any shape. */
    static JsonNode json(byte[] body) {
        return JsonMapper.shared().readTree(body);
    }
}
