package dev.shotwright.vocabulary.negotiation;

import dev.shotwright.vocabulary.CameraMove;
import dev.shotwright.vocabulary.CameraWord;
import dev.shotwright.vocabulary.FrameRate;
import dev.shotwright.vocabulary.Speed;
import dev.shotwright.vocabulary.Style;
import dev.shotwright.vocabulary.request.AspectRatio;
import dev.shotwright.vocabulary.request.MediaFacts;
import dev.shotwright.vocabulary.request.MediaItem;
import dev.shotwright.vocabulary.request.MediaKind;
import dev.shotwright.vocabulary.request.MediaRole;
import dev.shotwright.vocabulary.request.Motion;
import dev.shotwright.vocabulary.request.Pixels;
import dev.shotwright.vocabulary.request.Resolution;
import dev.shotwright.vocabulary.request.Shot;
import dev.shotwright.vocabulary.request.Switch;
import dev.shotwright.vocabulary.request.Tier;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Valid requests of every kind from a seed, half of them with few wishes. */
final class RandomRequests {
    private final SplittableRandom random;
    private final int sparseness;

    RandomRequests(SplittableRandom random) {
        this.random = random;
        sparseness = random.nextBoolean() ? 1 : 6;
    }

    VideoRequest next() {
        var media = media();
        var shots = random.nextInt(5 * sparseness) == 0 ? shots() : List.<Shot>of();
        var fps = maybe(2, this::fps);
        var duration = maybe(2, this::duration);
        var frames = maybe(3, () -> random.nextInt(1, 400));
        var size = maybe(3, this::pixels);
        if (!shots.isEmpty()) {
            duration = null;
        }
        if (duration != null && frames != null) {
            frames = fps == null
                    ? null
                    : Integer.valueOf(Math.max(
                            1, (int) (duration.toMillis() / 1000.0 * fps.framesPerSecond()) + random.nextInt(2)));
        }
        return VideoRequest.builder()
                .prompt((media.isEmpty() && shots.isEmpty()) || random.nextBoolean() ? text(200) : null)
                .negativePrompt(maybe(5, () -> text(60)))
                .media(media)
                .duration(duration)
                .frames(frames)
                .fps(fps)
                .size(size)
                .ratio(size == null ? maybe(2, this::ratio) : maybe(3, () -> AspectRatio.of(size)))
                .resolution(maybe(3, this::resolution))
                .seed(maybe(2, () -> random.nextLong(0, 1L << random.nextInt(1, 62))))
                .camera(many(3, () -> new CameraMove(one(CameraWord.values()), one(Speed.values()))))
                .motion(maybe(5, () -> one(Motion.values())))
                .style(maybe(4, () -> one(Style.values())))
                .shots(shots)
                .audio(maybe(3, () -> one(Switch.values())))
                .count(maybe(3, () -> random.nextInt(1, 9)))
                .draft(maybe(6, () -> one(Switch.values())))
                .watermark(maybe(6, () -> one(Switch.values())))
                .label(maybe(6, () -> one(Switch.values())))
                .tier(maybe(5, () -> one(Tier.values())))
                .deadline(
                        maybe(5, () -> Instant.ofEpochSecond(random.nextLong(1L << 33), random.nextInt(1_000_000_000))))
                .priority(maybe(5, () -> random.nextInt(10)))
                .callback(maybe(5, () -> URI.create("https://example.org/" + random.nextInt(100))))
                .clientReference(maybe(5, () -> text(20)))
                .endUser(maybe(5, () -> text(20)))
                .options(
                        random.nextInt(6) == 0
                                ? Map.of(
                                        "cfg_scale",
                                        random.nextInt(10),
                                        "deep",
                                        Map.of("list", List.of("a", true, 7L << 40)))
                                : Map.of())
                .build();
    }

    private List<MediaItem> media() {
        return switch (random.nextInt(8 + 2 * sparseness)) {
            case 0 -> List.of(item(MediaKind.IMAGE, MediaRole.FIRST_FRAME));
            case 1 ->
                List.of(item(MediaKind.IMAGE, MediaRole.FIRST_FRAME), item(MediaKind.IMAGE, MediaRole.LAST_FRAME));
            case 2 ->
                many(
                        5,
                        () -> item(
                                one(MediaKind.IMAGE, MediaKind.VIDEO),
                                one(MediaRole.SUBJECT_REFERENCE, MediaRole.STYLE_REFERENCE)));
            case 3 -> many(2, this::anything);
            default -> List.of();
        };
    }

    private MediaItem anything() {
        var role = one(MediaRole.values());
        return item(role.kinds().get(random.nextInt(role.kinds().size())), role);
    }

    private MediaItem item(MediaKind kind, MediaRole role) {
        var at = role == MediaRole.KEYFRAME ? Duration.ofMillis(random.nextInt(9000)) : null;
        return new MediaItem(kind, role, "file-" + random.nextInt(9), at, maybe(2, () -> facts(kind)));
    }

    private MediaFacts facts(MediaKind kind) {
        return switch (kind) {
            case IMAGE -> new MediaFacts(one("png", "jpeg", "tiff"), random.nextLong(1L << 24), pixels(), null, null);
            case VIDEO -> new MediaFacts(one("mp4", "webm"), random.nextLong(1L << 28), pixels(), duration(), fps());
            case AUDIO -> new MediaFacts(one("mp3", "wav"), random.nextLong(1L << 24), null, duration(), null);
        };
    }

    private List<Shot> shots() {
        return IntStream.rangeClosed(0, random.nextInt(4))
                .mapToObj(_ -> new Shot(
                        text(40),
                        maybe(2, this::duration),
                        many(2, () -> new CameraMove(one(CameraWord.values()), one(Speed.values())))))
                .toList();
    }

    private FrameRate fps() {
        return random.nextInt(4) == 0
                ? new FrameRate(one(24000, 30000, 60000), 1001)
                : FrameRate.of(random.nextInt(1, 61));
    }

    private Duration duration() {
        return random.nextBoolean()
                ? Duration.ofSeconds(random.nextInt(1, 30))
                : Duration.ofMillis(random.nextInt(40, 20_000));
    }

    private Pixels pixels() {
        return random.nextBoolean()
                ? one(new Pixels(1280, 720), new Pixels(720, 1280), new Pixels(832, 480), new Pixels(1024, 1024))
                : new Pixels(random.nextInt(1, 5000), random.nextInt(1, 5000));
    }

    private AspectRatio ratio() {
        return random.nextInt(4) == 0
                ? new AspectRatio(random.nextInt(1, 40), random.nextInt(1, 40))
                : AspectRatio.STANDARD.get(random.nextInt(AspectRatio.STANDARD.size()));
    }

    private Resolution resolution() {
        return new Resolution(one(360, 480, 540, 720, 768, 1080, 1440, 2160));
    }

    private String text(int longest) {
        var letters = List.of("a", "b", "狐", "🦊", " ", "e", "-", "#", "\"", "'", "1", ":", "\n");
        var text = new StringBuilder("x");
        for (var i = random.nextInt(longest); i > 0; i--) {
            text.append(letters.get(random.nextInt(letters.size())));
        }
        return text.toString();
    }

    private <T> @Nullable T maybe(int oneIn, Supplier<T> value) {
        return random.nextInt(oneIn * sparseness) == 0 ? value.get() : null;
    }

    private <T> List<T> many(int most, Supplier<T> value) {
        return IntStream.range(0, random.nextInt(sparseness + 1) == 0 ? random.nextInt(most + 1) : 0)
                .mapToObj(_ -> value.get())
                .toList();
    }

    @SafeVarargs
    private <T> T one(T... values) {
        return values[random.nextInt(values.length)];
    }
}
