package dev.shotwright.cli;

import dev.shotwright.vocabulary.CameraMove;
import dev.shotwright.vocabulary.FrameRate;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.Spelled;
import dev.shotwright.vocabulary.Style;
import dev.shotwright.vocabulary.document.Documents;
import dev.shotwright.vocabulary.request.AspectRatio;
import dev.shotwright.vocabulary.request.MediaItem;
import dev.shotwright.vocabulary.request.MediaKind;
import dev.shotwright.vocabulary.request.MediaRole;
import dev.shotwright.vocabulary.request.Pixels;
import dev.shotwright.vocabulary.request.Resolution;
import dev.shotwright.vocabulary.request.Shot;
import dev.shotwright.vocabulary.request.Switch;
import dev.shotwright.vocabulary.request.Tier;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Understands the words of the command line as a request: the request file first, then each option over it. */
final class RequestReading {
    private static final String AT = " @ ";
    private static final Pattern PLAIN_VALUE =
            Pattern.compile("true|false|-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?|[\\[{\"].*", Pattern.DOTALL);

    private final RequestOptions words;
    private final Surroundings surroundings;

    RequestReading(RequestOptions words, Surroundings surroundings) {
        this.words = words;
        this.surroundings = surroundings;
    }

    /** The request, its media not yet probed. */
    VideoRequest request() {
        refuseBoth("--size", words.size, "--resolution", words.resolution);
        refuseBoth("--size", words.size, "--ratio", words.ratio);
        refuseBoth("--seconds", words.seconds, "--frames", words.frames);
        var start = words.request == null ? null : RequestFile.read(surroundings, words.request, words.prompt);
        var request = start == null ? VideoRequest.builder() : start.toBuilder();
        if (words.prompt != null) {
            request.prompt(words.prompt);
        }
        if (words.negative != null) {
            request.negativePrompt(words.negative);
        }
        shape(request);
        look(request);
        terms(request, start == null ? Map.of() : start.options());
        return request.media(media(start == null ? List.of() : start.media())).build();
    }

    private void shape(VideoRequest.Builder request) {
        if (words.size != null) {
            request.size(Pixels.parse(words.size)).resolution(null).ratio(null);
        }
        if (words.resolution != null) {
            request.resolution(Resolution.parse(words.resolution)).size(null);
        }
        if (words.ratio != null) {
            request.ratio(AspectRatio.parse(words.ratio)).size(null);
        }
        if (words.seconds != null) {
            request.duration(seconds("--seconds", words.seconds)).frames(null);
        }
        if (words.frames != null) {
            request.frames((int) whole("--frames", words.frames, Integer.MAX_VALUE))
                    .duration(null);
        }
        if (words.fps != null) {
            request.fps(FrameRate.parse(words.fps));
        }
    }

    private void look(VideoRequest.Builder request) {
        if (words.seed != null) {
            request.seed(whole("--seed", words.seed, Long.MAX_VALUE));
        }
        if (words.style != null) {
            request.style(Spelled.parse(Style.class, "--style", words.style));
        }
        if (!words.camera.isEmpty()) {
            request.camera(words.camera.stream()
                    .map(move -> CameraMove.parse("--camera", move))
                    .toList());
        }
        if (!words.shots.isEmpty()) {
            request.shots(words.shots.stream().map(RequestReading::shot).toList());
        }
        if (words.audio != null) {
            request.audio(words.audio.equals("on") ? Switch.ON : Switch.OFF);
        }
    }

    private void terms(VideoRequest.Builder request, Map<String, Object> options) {
        if (words.draft) {
            request.draft(Switch.ON);
        }
        if (words.tier != null) {
            request.tier(Spelled.parse(Tier.class, "--tier", words.tier));
        }
        if (words.deadline != null) {
            request.deadline(Deadline.parse("--deadline", words.deadline, surroundings.clock()));
        }
        if (words.count != null) {
            request.count((int) whole("--count", words.count, Integer.MAX_VALUE));
        }
        if (!words.options.isEmpty()) {
            var merged = new LinkedHashMap<>(options);
            words.options.forEach(option -> put(merged, option));
            request.options(merged);
        }
    }

    private List<MediaItem> media(List<MediaItem> start) {
        var given = new ArrayList<MediaItem>();
        add(given, MediaRole.FIRST_FRAME, MediaKind.IMAGE, words.firstFrame);
        add(given, MediaRole.LAST_FRAME, MediaKind.IMAGE, words.lastFrame);
        add(given, MediaRole.SOURCE_VIDEO, MediaKind.VIDEO, words.sourceVideo);
        for (var reference : words.references) {
            var equals = reference.indexOf('=');
            var role = role(equals < 0 ? reference : reference.substring(0, equals), reference);
            var path = equals < 0 ? "" : reference.substring(equals + 1);
            if (path.isEmpty()) {
                throw ShotwrightException.invalid(
                        "--reference", "'" + reference + "'", "subject=PIC, style=PIC or scene=PIC");
            }
            add(given, role, MediaKind.IMAGE, path);
        }
        var roles = given.stream().map(MediaItem::role).toList();
        var media = new ArrayList<>(
                start.stream().filter(item -> !roles.contains(item.role())).toList());
        media.addAll(given);
        return media;
    }

    private void add(List<MediaItem> media, MediaRole role, MediaKind kind, @Nullable String path) {
        if (path != null) {
            var item = MediaItem.of(kind, role, path);
            media.add(
                    item.fromAddress()
                            ? item
                            : MediaItem.of(kind, role, surroundings.file(path).toString()));
        }
    }

    private static MediaRole role(String word, String reference) {
        return switch (word) {
            case "subject" -> MediaRole.SUBJECT_REFERENCE;
            case "style" -> MediaRole.STYLE_REFERENCE;
            case "scene" -> MediaRole.SCENE_REFERENCE;
            default ->
                throw ShotwrightException.invalid(
                        "--reference", "'" + reference + "'", "subject=PIC, style=PIC or scene=PIC");
        };
    }

    private static Shot shot(String text) {
        var at = text.lastIndexOf(AT);
        if (at < 0) {
            return new Shot(text, null, List.of());
        }
        var seconds = text.substring(at + AT.length()).strip();
        return new Shot(
                text.substring(0, at).strip(),
                seconds("--shot", seconds.endsWith("s") ? seconds.substring(0, seconds.length() - 1) : seconds),
                List.of());
    }

    private static void put(Map<String, Object> options, String option) {
        var equals = option.indexOf('=');
        if (equals < 1) {
            throw ShotwrightException.invalid("--option", "'" + option + "'", "KEY=VALUE");
        }
        var value = option.substring(equals + 1);
        options.put(
                option.substring(0, equals),
                PLAIN_VALUE.matcher(value).matches() ? Documents.json().read(Object.class, value) : value);
    }

    static void refuseBoth(String name, @Nullable String value, String other, @Nullable String otherValue) {
        if (value != null && otherValue != null) {
            throw ShotwrightException.invalid(
                    name, "given together with " + other, "only one of them, since either decides the other");
        }
    }

    static Duration seconds(String field, String text) {
        if (!text.matches("\\d{1,6}(\\.\\d{1,9})?")) {
            throw ShotwrightException.invalid(field, "'" + text + "'", "a number of seconds such as 5 or 2.5");
        }
        var point = text.indexOf('.');
        var whole = Long.parseLong(point < 0 ? text : text.substring(0, point));
        var nanoseconds = point < 0 ? "0" : (text.substring(point + 1) + "000000000").substring(0, 9);
        return Duration.ofSeconds(whole, Long.parseLong(nanoseconds));
    }

    static long whole(String field, String text, long largest) {
        try {
            var value = Long.parseLong(text);
            if (value >= 0 && value <= largest) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw outside(field, text, largest, e);
        }
        throw outside(field, text, largest, null);
    }

    private static ShotwrightException outside(
            String field, String text, long largest, @Nullable NumberFormatException cause) {
        var problem =
                ShotwrightException.invalid(field, "'" + text + "'", "a whole number from 0 to %d".formatted(largest));
        if (cause != null) {
            problem.initCause(cause);
        }
        return problem;
    }
}
