package dev.shotwright.vocabulary.negotiation;

import dev.shotwright.vocabulary.CameraWord;
import dev.shotwright.vocabulary.FrameRate;
import dev.shotwright.vocabulary.Money;
import dev.shotwright.vocabulary.Speed;
import dev.shotwright.vocabulary.Style;
import dev.shotwright.vocabulary.card.CallbackKind;
import dev.shotwright.vocabulary.card.CameraTerms;
import dev.shotwright.vocabulary.card.CancelKind;
import dev.shotwright.vocabulary.card.FrameRates;
import dev.shotwright.vocabulary.card.Lengths;
import dev.shotwright.vocabulary.card.Limits;
import dev.shotwright.vocabulary.card.Measure;
import dev.shotwright.vocabulary.card.MediaLimit;
import dev.shotwright.vocabulary.card.Mode;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.card.Offer;
import dev.shotwright.vocabulary.card.Price;
import dev.shotwright.vocabulary.card.PriceUnit;
import dev.shotwright.vocabulary.card.Seeds;
import dev.shotwright.vocabulary.card.Service;
import dev.shotwright.vocabulary.card.ShotTerms;
import dev.shotwright.vocabulary.card.Sizes;
import dev.shotwright.vocabulary.card.Surcharge;
import dev.shotwright.vocabulary.card.Tariff;
import dev.shotwright.vocabulary.card.Term;
import dev.shotwright.vocabulary.card.TextLimit;
import dev.shotwright.vocabulary.card.TextUnit;
import dev.shotwright.vocabulary.card.TierTerms;
import dev.shotwright.vocabulary.request.AspectRatio;
import dev.shotwright.vocabulary.request.MediaKind;
import dev.shotwright.vocabulary.request.MediaRole;
import dev.shotwright.vocabulary.request.Motion;
import dev.shotwright.vocabulary.request.Operation;
import dev.shotwright.vocabulary.request.Pixels;
import dev.shotwright.vocabulary.request.Resolution;
import dev.shotwright.vocabulary.request.Switch;
import dev.shotwright.vocabulary.request.Tier;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Valid cards of every kind, from a seed. */
final class RandomCards {
    private final SplittableRandom random;

    RandomCards(SplittableRandom random) {
        this.random = random;
    }

    ModelCard next() {
        return new ModelCard(
                "model-" + random.nextInt(100),
                "A model",
                "somebody",
                maybe(2, () -> "its-name-there"),
                many(2, () -> URI.create("https://example.org/" + random.nextInt(9))),
                LocalDate.of(2026, 1, 1).plusDays(random.nextInt(300)),
                maybe(2, () -> LocalDate.of(2025, 1, 1)),
                maybe(4, () -> LocalDate.of(2027, 1, 1)),
                new Limits(
                        sizes(),
                        lengths(),
                        rates(),
                        maybe(2, this::seeds),
                        maybe(2, () -> random.nextInt(1, 6)),
                        maybe(1, this::textLimit),
                        maybe(2, this::textLimit),
                        maybe(1, this::camera),
                        terms(Style.values()),
                        terms(Motion.values()),
                        maybe(2, this::shots),
                        maybe(2, () -> one(Offer.values())),
                        maybe(2, () -> one(Offer.values())),
                        maybe(2, () -> one(Offer.values())),
                        maybe(2, () -> one(Offer.values()))),
                modes(),
                random.nextInt(5) == 0 ? List.of("cfg_scale") : List.of(),
                tariff(),
                maybe(
                        2,
                        () -> new Service(
                                20,
                                1000,
                                1L << 40,
                                5,
                                Duration.ofHours(1),
                                Duration.ofSeconds(10),
                                one(CancelKind.values()),
                                one(CallbackKind.values()))));
    }

    private List<Mode> modes() {
        return exactly(random.nextInt(1, 9), () -> {
            var operation = random.nextInt(3) == 0 ? Operation.TEXT_TO_VIDEO : one(Operation.values());
            return new Mode(operation, media(operation), maybe(3, this::override));
        });
    }

    private Limits override() {
        return new Limits(
                maybe(2, this::sizes),
                maybe(2, this::lengths),
                maybe(2, this::rates),
                null,
                null,
                null,
                null,
                maybe(3, this::camera),
                terms(Style.values()),
                Map.of(),
                null,
                maybe(3, () -> one(Offer.values())),
                null,
                null,
                null);
    }

    private List<MediaLimit> media(Operation operation) {
        return switch (operation) {
            case TEXT_TO_VIDEO -> List.of();
            case IMAGE_TO_VIDEO -> List.of(limit(MediaRole.FIRST_FRAME));
            case FRAMES_TO_VIDEO ->
                List.of(limit(MediaRole.FIRST_FRAME), limit(MediaRole.LAST_FRAME), limit(MediaRole.KEYFRAME));
            case REFERENCE_TO_VIDEO ->
                List.of(
                        limit(MediaRole.SUBJECT_REFERENCE, MediaRole.STYLE_REFERENCE),
                        limit(MediaRole.SCENE_REFERENCE));
            case VIDEO_TO_VIDEO -> List.of(limit(MediaRole.SOURCE_VIDEO));
            case INPAINTING -> List.of(limit(MediaRole.SOURCE_VIDEO), limit(MediaRole.MASK));
            case AUDIO_TO_VIDEO -> List.of(limit(MediaRole.FIRST_FRAME), limit(MediaRole.DRIVING_AUDIO));
            case MOTION_TO_VIDEO -> List.of(limit(MediaRole.FIRST_FRAME), limit(MediaRole.DRIVING_MOTION));
        };
    }

    private MediaLimit limit(MediaRole... roles) {
        return new MediaLimit(
                List.of(roles),
                roles[0].kinds().getFirst(),
                maybe(3, () -> 1),
                random.nextInt(1, 5),
                random.nextInt(3) == 0 ? List.of("png", "jpeg", "mp4") : List.of(),
                maybe(3, () -> random.nextLong(1L << 22, 1L << 26)),
                maybe(3, () -> random.nextInt(1, 300)),
                maybe(3, () -> random.nextInt(1000, 6000)),
                maybe(3, () -> new AspectRatio(1, 3)),
                maybe(3, () -> new AspectRatio(3, 1)),
                maybe(4, () -> Duration.ofSeconds(1)),
                maybe(4, () -> Duration.ofSeconds(10)),
                maybe(4, () -> Duration.ofSeconds(15)),
                List.of());
    }

    Sizes sizes() {
        return switch (random.nextInt(4)) {
            case 0 -> table();
            case 1 -> grid();
            case 2 -> {
                var table = table();
                yield new Sizes.PictureTable(table.usual(), table.rows());
            }
            default -> new Sizes.Picture(new Pixels(1280, 720), List.of(new Resolution(480), new Resolution(720)));
        };
    }

    private Sizes.Table table() {
        var rows = new HashMap<Resolution, Map<AspectRatio, Pixels>>();
        for (var lines : List.of(480, 720, 1080)) {
            if (rows.isEmpty() || random.nextBoolean()) {
                rows.put(
                        new Resolution(lines),
                        AspectRatio.STANDARD.stream()
                                .filter(ratio -> ratio.equals(new AspectRatio(16, 9)) || random.nextBoolean())
                                .collect(Collectors.toMap(
                                        Function.identity(),
                                        ratio -> new Pixels(
                                                (int) Math.round(lines * Math.sqrt(ratio.value())) + random.nextInt(9),
                                                (int) Math.round(lines / Math.sqrt(ratio.value()))
                                                        + random.nextInt(9)))));
            }
        }
        var all = rows.values().stream()
                .flatMap(row -> row.values().stream())
                .sorted(Comparator.comparing(Pixels::toString))
                .toList();
        return new Sizes.Table(all.get(random.nextInt(all.size())), rows);
    }

    private Sizes grid() {
        var multiple = one(2, 8, 16, 16, 32, 64);
        var ratios = random.nextBoolean()
                ? List.<AspectRatio>of()
                : List.of(new AspectRatio(16, 9), new AspectRatio(1, 1), new AspectRatio(9, 16));
        var usual = new Pixels(one(512, 1024), one(512, 1024));
        if (usual.width() != usual.height()) {
            usual = new Pixels(1024, 576);
        }
        return new Sizes.Grid(
                usual,
                multiple,
                random.nextInt(1, 500),
                random.nextInt(1024, 2048),
                maybe(3, () -> random.nextLong(1000, 512L * 512)),
                maybe(3, () -> random.nextLong(1024L * 1024, 2048L * 2048)),
                ratios,
                random.nextBoolean() ? List.of(new Resolution(480), new Resolution(720)) : List.of(new Resolution(512)),
                one(Measure.values()));
    }

    Lengths lengths() {
        return switch (random.nextInt(4)) {
            case 0 -> {
                var shortest = Duration.ofMillis(random.nextInt(1, 5000));
                var step = Duration.ofMillis(one(1, 10, 40, 500, 1000));
                var usual = shortest.plus(step.multipliedBy(random.nextInt(5)));
                yield new Lengths.Range(shortest, usual.plusMillis(random.nextInt(20_000)), step, usual);
            }
            case 1 -> {
                var all = exactly(random.nextInt(1, 5), () -> Duration.ofMillis(random.nextInt(1, 40) * 500L));
                yield new Lengths.Choice(all, all.getFirst());
            }
            case 2 -> {
                var fewest = random.nextInt(1, 30);
                var step = one(1, 2, 4, 8);
                var usual = fewest + step * random.nextInt(20);
                yield new Lengths.FrameGrid(fewest, usual + step * random.nextInt(100), step, usual);
            }
            default -> {
                var all = exactly(random.nextInt(1, 5), () -> random.nextInt(1, 400));
                yield new Lengths.FrameChoice(all, all.getFirst());
            }
        };
    }

    FrameRates rates() {
        var ntsc = new FrameRate(24000, 1001);
        return switch (random.nextInt(3)) {
            case 0 -> new FrameRates.Choice(List.of(FrameRate.of(16)), FrameRate.of(16));
            case 1 -> new FrameRates.Choice(List.of(ntsc, FrameRate.of(24), FrameRate.of(50)), ntsc);
            default -> new FrameRates.Range(FrameRate.of(8), FrameRate.of(30), FrameRate.of(24));
        };
    }

    private Seeds seeds() {
        var least = random.nextLong(0, 100);
        return new Seeds(least, least + random.nextLong(0, 1L << 40));
    }

    private TextLimit textLimit() {
        var unit = one(TextUnit.values());
        return new TextLimit(maybe(5, () -> 1), random.nextInt(1, 700), unit, unit == TextUnit.TOKENS ? "some" : null);
    }

    private CameraTerms camera() {
        return new CameraTerms(terms(CameraWord.values()), maybe(4, () -> random.nextInt(1, 4)), terms(Speed.values()));
    }

    private ShotTerms shots() {
        return new ShotTerms(
                random.nextInt(2, 7),
                maybe(2, this::textLimit),
                maybe(2, () -> Duration.ofMillis(random.nextInt(2000))));
    }

    private Tariff tariff() {
        var tiers = random.nextBoolean()
                ? Map.<Tier, TierTerms>of()
                : Map.of(one(Tier.values()), new TierTerms(Duration.ofDays(2), new BigDecimal("0.5"), "at night"));
        return new Tariff(
                LocalDate.of(2026, 1, 1),
                tiers,
                many(
                        3,
                        () -> new Price(
                                Money.of(one("0", "0.6", "46"), "CNY"),
                                one(PriceUnit.values()),
                                many(2, () -> one(Operation.values())),
                                many(2, () -> new Resolution(one(480, 720))),
                                List.of(),
                                maybe(4, () -> one(Switch.values())),
                                maybe(4, () -> one(Switch.values())),
                                maybe(4, () -> one(Tier.values())),
                                null)),
                many(2, () -> new Surcharge(Money.of("0.04", "CNY"), one(MediaKind.values()), null, random.nextInt(4))),
                maybe(4, () -> Money.of("0.03125", "CNY")));
    }

    private <K> Map<K, Term> terms(K[] keys) {
        var density = random.nextInt(1, 5);
        return Arrays.stream(keys)
                .filter(_ -> random.nextInt(4) < density)
                .collect(Collectors.toMap(Function.identity(), key -> switch (random.nextInt(3)) {
                    case 0 -> new Term("p", null);
                    case 1 -> new Term(null, "words for " + key);
                    default -> new Term("p", "words");
                }));
    }

    private <T> List<T> exactly(int count, Supplier<T> value) {
        var list = new ArrayList<T>();
        IntStream.range(0, count).forEach(_ -> list.add(value.get()));
        return List.copyOf(list);
    }

    private <T> List<T> many(int most, Supplier<T> value) {
        return exactly(random.nextInt(most + 1), value);
    }

    private <T> @Nullable T maybe(int oneIn, Supplier<T> value) {
        return random.nextInt(oneIn) == 0 ? value.get() : null;
    }

    @SafeVarargs
    private <T> T one(T... values) {
        return values[random.nextInt(values.length)];
    }
}
