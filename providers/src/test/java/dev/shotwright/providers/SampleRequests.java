package dev.shotwright.providers;

import dev.shotwright.vocabulary.CameraMove;
import dev.shotwright.vocabulary.card.CallbackKind;
import dev.shotwright.vocabulary.card.Carriage;
import dev.shotwright.vocabulary.card.Limits;
import dev.shotwright.vocabulary.card.MediaLimit;
import dev.shotwright.vocabulary.card.Mode;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.card.Offer;
import dev.shotwright.vocabulary.card.SizeWish;
import dev.shotwright.vocabulary.card.Sizes;
import dev.shotwright.vocabulary.card.TokenCounter;
import dev.shotwright.vocabulary.negotiation.Leeway;
import dev.shotwright.vocabulary.negotiation.Negotiation;
import dev.shotwright.vocabulary.negotiation.Verdict;
import dev.shotwright.vocabulary.request.AspectRatio;
import dev.shotwright.vocabulary.request.MediaFacts;
import dev.shotwright.vocabulary.request.MediaItem;
import dev.shotwright.vocabulary.request.MediaKind;
import dev.shotwright.vocabulary.request.MediaRole;
import dev.shotwright.vocabulary.request.Pixels;
import dev.shotwright.vocabulary.request.Switch;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** For a card, requests that use each capability that it claims, one beside the plain ones. */
final class SampleRequests {
    private static final Negotiation NEGOTIATION = new Negotiation(TokenCounter.UPPER_BOUND, Leeway.NEAREST);
    private static final int SIDE = 512;

    private final ModelCard card;
    private final Path picture;
    private final String clip;
    private final Function<Mode, Map<String, Object>> options;

    /**
     * @param picture a PNG of 512 by 512 pixels
     * @param clip the address of a clip as the vendor reads it
     * @param options what no request to a mode can be without
     */
    SampleRequests(ModelCard card, Path picture, String clip, Function<Mode, Map<String, Object>> options) {
        this.card = card;
        this.picture = picture;
        this.clip = clip;
        this.options = options;
    }

    /** Requests as negotiated; each is accepted without a change. */
    List<VideoRequest> all() {
        return card.modes().stream()
                .flatMap(mode -> wishes(mode).stream())
                .map(this::accepted)
                .distinct()
                .toList();
    }

    /** The plainest request that a mode of the card accepts. */
    VideoRequest plain() {
        return accepted(base(card.modes().getFirst(), Carriage.INLINE).build());
    }

    private List<VideoRequest> wishes(Mode mode) {
        var wishes = new ArrayList<VideoRequest>();
        var limits = card.limits(mode);
        for (var carriage : Carriage.values()) {
            if (reaches(mode, carriage)) {
                wishes.add(base(mode, carriage).build());
            }
        }
        var usual = reaches(mode, Carriage.INLINE) ? Carriage.INLINE : Carriage.ADDRESS;
        sizes(Objects.requireNonNull(limits.sizes()))
                .forEach(size -> wishes.add(base(mode, usual)
                        .resolution(size.resolution())
                        .ratio(size.ratio())
                        .build()));
        var lengths = Objects.requireNonNull(limits.lengths());
        var fps = Objects.requireNonNull(limits.fps()).usual();
        for (var asked : List.of(Duration.ofMillis(1), Duration.ofHours(1))) {
            wishes.add(base(mode, usual)
                    .duration(lengths.nearest(asked, fps).duration())
                    .build());
        }
        if (limits.seeds() != null) {
            wishes.add(base(mode, usual).seed(limits.seeds().least() + 7).build());
        }
        if (limits.negativePrompt() != null) {
            wishes.add(base(mode, usual).negativePrompt("blur, text").build());
        }
        for (var wish : Switch.values()) {
            if (limits.audio() == Offer.ON_BY_DEFAULT || limits.audio() == Offer.OFF_BY_DEFAULT) {
                wishes.add(base(mode, usual).audio(wish).build());
            }
            if (limits.watermark() == Offer.ON_BY_DEFAULT || limits.watermark() == Offer.OFF_BY_DEFAULT) {
                wishes.add(base(mode, usual).watermark(wish).build());
            }
        }
        if (limits.draft() == Offer.OFF_BY_DEFAULT) {
            wishes.add(base(mode, usual).draft(Switch.ON).build());
        }
        card.tariff()
                .tiers()
                .keySet()
                .forEach(tier -> wishes.add(base(mode, usual).tier(tier).build()));
        var service = card.service();
        if (service != null && service.callback() != null && service.callback() != CallbackKind.NONE) {
            wishes.add(base(mode, usual)
                    .callback(URI.create("https://caller.example/hook?shot=1"))
                    .build());
        }
        camera(mode, usual, limits, wishes);
        limits.styles().forEach((style, term) -> {
            if (term.parameter() != null) {
                wishes.add(base(mode, usual).style(style).build());
            }
        });
        limits.motions().forEach((motion, term) -> {
            if (term.parameter() != null) {
                wishes.add(base(mode, usual).motion(motion).build());
            }
        });
        return wishes;
    }

    /** Every resolution that can be asked for, in every ratio that can. */
    private static Stream<SizeWish> sizes(Sizes sizes) {
        return switch (sizes) {
            case Sizes.Table table ->
                table.rows().entrySet().stream()
                        .flatMap(row ->
                                row.getValue().keySet().stream().map(ratio -> new SizeWish(null, ratio, row.getKey())));
            case Sizes.Grid grid ->
                grid.resolutions().stream()
                        .flatMap(resolution ->
                                grid.ratios().stream().map(ratio -> new SizeWish(null, ratio, resolution)));
            case Sizes.Picture picture ->
                picture.resolutions().stream().map(resolution -> new SizeWish(null, null, resolution));
            case Sizes.PictureTable table ->
                table.rows().keySet().stream().map(resolution -> new SizeWish(null, null, resolution));
        };
    }

    private void camera(Mode mode, Carriage usual, Limits limits, List<VideoRequest> wishes) {
        var camera = limits.camera();
        if (camera != null) {
            camera.moves().forEach((word, term) -> {
                if (term.parameter() != null) {
                    wishes.add(base(mode, usual)
                            .camera(List.of(CameraMove.of(word)))
                            .build());
                }
            });
        }
    }

    private static boolean reaches(Mode mode, Carriage carriage) {
        return mode.media().stream()
                .allMatch(limit -> limit.by().isEmpty()
                        || limit.by().contains(carriage)
                        || limit.kind() != MediaKind.IMAGE
                        || Objects.requireNonNullElse(limit.least(), 0) == 0);
    }

    private VideoRequest.Builder base(Mode mode, Carriage carriage) {
        var media = new ArrayList<MediaItem>();
        for (var limit : mode.media()) {
            var least = Objects.requireNonNullElse(limit.least(), 0);
            var count = least == 0 && media.isEmpty() && limit.kind() == MediaKind.IMAGE ? 1 : least;
            for (var i = 0; i < count; i++) {
                media.add(item(
                        limit, limit.roles().get(Math.min(i, limit.roles().size() - 1)), carriage));
            }
        }
        return VideoRequest.builder()
                .model(card.model())
                .prompt(card.limits(mode).prompt() == null ? null : "A fox runs through 雪, \"quick\" & quiet")
                .media(media)
                .options(options.apply(mode))
                .ratio(media.isEmpty() ? null : usualRatio(mode))
                .count(1)
                .clientReference("shot-1");
    }

    /** The picture is square, and not every model draws squares; one that draws as the picture is asked for nothing else. */
    private @Nullable AspectRatio usualRatio(Mode mode) {
        var sizes = Objects.requireNonNull(card.limits(mode).sizes());
        return sizes.followsPicture()
                ? null
                : sizes.nearest(new SizeWish(null, null, null)).ratio();
    }

    private MediaItem item(MediaLimit limit, MediaRole role, Carriage carriage) {
        var offered = limit.by().isEmpty() ? List.of(Carriage.values()) : limit.by();
        var address = offered.contains(Carriage.ADDRESS)
                && (carriage == Carriage.ADDRESS || offered.size() == 1 || limit.kind() != MediaKind.IMAGE);
        return switch (limit.kind()) {
            case IMAGE ->
                new MediaItem(
                        MediaKind.IMAGE,
                        role,
                        address ? "https://example.org/a.png" : picture.toString(),
                        role == MediaRole.KEYFRAME ? Duration.ZERO : null,
                        new MediaFacts("png", 2000, new Pixels(SIDE, SIDE), null, null));
            case VIDEO ->
                MediaItem.of(MediaKind.VIDEO, role, clip)
                        .withFacts(new MediaFacts("mp4", 200_000, new Pixels(1280, 720), Duration.ofSeconds(5), null));
            case AUDIO ->
                MediaItem.of(MediaKind.AUDIO, role, "https://example.org/a.mp3")
                        .withFacts(new MediaFacts("mp3", 20_000, null, Duration.ofSeconds(5), null));
        };
    }

    private VideoRequest accepted(VideoRequest wish) {
        return settled(spaced(wish, Objects.requireNonNull(settled(wish).duration())));
    }

    /** The keyframes at equal distances within the clip. */
    private static VideoRequest spaced(VideoRequest wish, Duration length) {
        var parts = wish.media().stream()
                        .filter(item -> item.role() == MediaRole.KEYFRAME)
                        .count()
                + 1;
        var media = new ArrayList<MediaItem>();
        var next = 1;
        for (var item : wish.media()) {
            media.add(
                    item.role() == MediaRole.KEYFRAME
                            ? new MediaItem(
                                    item.kind(),
                                    item.role(),
                                    item.source(),
                                    length.multipliedBy(next++).dividedBy(parts),
                                    item.facts())
                            : item);
        }
        return wish.toBuilder().media(media).build();
    }

    private VideoRequest settled(VideoRequest wish) {
        return switch (NEGOTIATION.of(wish, card)) {
            case Verdict.Accepted accepted -> accepted.request();
            case Verdict.Adapted adapted ->
                throw new AssertionError("%s adapts %s: %s".formatted(card.model(), wish, adapted.notices()));
            case Verdict.Refused refused ->
                throw new AssertionError("%s refuses %s: %s".formatted(card.model(), wish, refused.reasons()));
        };
    }
}
