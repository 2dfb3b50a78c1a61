package dev.shotwright.providers.kling;

import dev.shotwright.providers.account.Outcomes;
import dev.shotwright.providers.transport.Call;
import dev.shotwright.providers.transport.Line;
import dev.shotwright.providers.transport.Reply;
import dev.shotwright.vocabulary.Seconds;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.model.Billing;
import dev.shotwright.vocabulary.model.Failure;
import dev.shotwright.vocabulary.model.FailureCode;
import dev.shotwright.vocabulary.model.Outcome;
import dev.shotwright.vocabulary.model.Retry;
import dev.shotwright.vocabulary.model.State;
import dev.shotwright.vocabulary.request.MediaItem;
import dev.shotwright.vocabulary.request.MediaRole;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A clip whose lips move to a sound. Kling is asked first, and once, since it may charge for that too, which faces the clip shows;
 * of several, the one that can speak longest does, unless the option {@code face_id} names another.
 */
final class KlingLipSync {
    private static final String FACE = "face_id";
    private static final String SOUND_END = "sound_end_time";

    private final Line line;
    private final URI address;

    KlingLipSync(Line line, URI address) {
        this.line = line;
        this.address = address;
    }

    Outcome submit(VideoRequest request, Function<Reply, Outcome> reading) {
        var sound = only(request, MediaRole.DRIVING_AUDIO);
        var clip = only(request, MediaRole.SOURCE_VIDEO);
        var choice = choice(request, sound, clip);
        var known = new AtomicReference<@Nullable JsonNode>();
        var asked = line.submit(at("/v1/videos/identify-face", address(clip)), reply -> {
            if (!KlingAnswer.isGood(reply)) {
                return Outcomes.failed(null, KlingAnswer.failure(reply));
            }
            known.set(reply.json().path("data"));
            return Outcomes.queued("faces");
        });
        var faces = known.get();
        if (faces == null) {
            return asked.state() == State.IN_DOUBT ? unanswered() : asked;
        }
        var face = face(faces, request);
        if (face == null) {
            return Outcomes.failed(
                    null,
                    new Failure(
                            FailureCode.UNREADABLE_MEDIA,
                            "Kling: the clip shows no face that can speak",
                            Retry.NEVER,
                            Billing.NOT_BILLED,
                            faces.toString()));
        }
        var body = JsonNodeFactory.instance.objectNode();
        body.put("session_id", faces.path("session_id").asString(""));
        body.putArray("face_choose").add(choice.put(FACE, face));
        var order = KlingProduct.LIP_SYNC.finished(body, request);
        return once(line.submit(at(order.path(), order.body()), reading));
    }

    /** A refusal after the question for faces, which may have been charged: it is nobody's to repeat but the user's. */
    private static Outcome once(Outcome outcome) {
        var failure = outcome.failure();
        return failure == null || failure.retry() != Retry.SAFE
                ? outcome
                : Outcomes.failed(
                        null,
                        new Failure(failure.code(), failure.message(), Retry.NEVER, failure.billing(), failure.raw()));
    }

    private Call at(String path, JsonNode body) {
        return Call.post(URI.create(address + path), body);
    }

    private static ObjectNode address(MediaItem clip) {
        return JsonNodeFactory.instance.objectNode().put("video_url", clip.source());
    }

    private static MediaItem only(VideoRequest request, MediaRole role) {
        return request.media().stream()
                .filter(item -> item.role() == role)
                .findFirst()
                .orElseThrow(() -> ShotwrightException.invalid("media.role", "no " + role.word(), role.word()));
    }

    /** The whole sound from the clip's beginning, as far as options do not say otherwise. */
    private static ObjectNode choice(VideoRequest request, MediaItem sound, MediaItem clip) {
        var choice = JsonNodeFactory.instance.objectNode();
        choice.put("sound_file", KlingProduct.source(sound));
        choice.put("sound_start_time", 0);
        choice.put("sound_insert_time", 0);
        if (!request.options().containsKey(SOUND_END)) {
            choice.put(SOUND_END, length(sound, clip).toMillis());
        }
        request.options()
                .forEach((name, value) -> choice.set(name, JsonMapper.shared().valueToTree(value)));
        return choice;
    }

    private static Duration length(MediaItem sound, MediaItem clip) {
        var facts = sound.facts();
        var length = facts == null ? null : facts.duration();
        if (length == null) {
            throw ShotwrightException.invalid(
                    "media.facts.duration", "absent", "how long the sound is, here or in the option " + SOUND_END);
        }
        var all = clip.facts();
        if (all != null && all.duration() != null && length.compareTo(all.duration()) > 0) {
            throw ShotwrightException.invalid(
                    "media.duration",
                    "a sound of " + Seconds.words(length),
                    "at most the %s of the clip, or the option %s".formatted(Seconds.words(all.duration()), SOUND_END));
        }
        return length;
    }

    private static @Nullable String face(JsonNode faces, VideoRequest request) {
        var named = request.options().get(FACE);
        if (named != null) {
            return String.valueOf(named);
        }
        return faces.path("face_data")
                .valueStream()
                .max(Comparator.comparingLong(face -> face.path("end_time").asLong(0)
                        - face.path("start_time").asLong(0)))
                .map(face -> face.path(FACE).asString(""))
                .filter(id -> !id.isEmpty())
                .orElse(null);
    }

    private static Outcome unanswered() {
        return Outcomes.failed(
                null,
                new Failure(
                        FailureCode.OVERLOADED,
                        "Kling did not say which faces the clip shows; nothing was drawn",
                        Retry.SAFE,
                        Billing.UNKNOWN,
                        null));
    }
}
