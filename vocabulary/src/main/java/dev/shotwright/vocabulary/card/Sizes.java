package dev.shotwright.vocabulary.card;

import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.request.AspectRatio;
import dev.shotwright.vocabulary.request.Pixels;
import dev.shotwright.vocabulary.request.Resolution;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which picture sizes a model draws. */
public sealed interface Sizes {

    /** The size that the model draws when nobody asks for one. */
    Pixels usual();

    /** The allowed size that comes nearest to a wish; what the wish leaves open is as usual. */
    FrameSize nearest(SizeWish wish);

    /** The size of a clip that grows out of a picture: its ratio is that of the picture unless another one is asked for and drawn. */
    default FrameSize of(AspectRatio picture, SizeWish wish) {
        var open = wish.size() == null && wish.ratio() == null;
        return nearest(open ? new SizeWish(null, picture, wish.resolution()) : wish);
    }

    /** Whether a clip that grows out of a picture has its ratio whatever is asked for. */
    default boolean followsPicture() {
        return false;
    }

    /** The lowest resolution, which a draft is drawn in. */
    Resolution lowest();

    /** Which exact sizes are allowed, in words. */
    String sizesInWords();

    /** Which ratios are allowed, in words. */
    String ratiosInWords();

    /** Which resolutions are allowed, in words. */
    String resolutionsInWords();

    /**
     * Sizes from a table with a row per resolution. An asked resolution is met first, then the ratio; without one the ratio
     * decides. Of two resolutions that are equally near, the lower one is taken.
     */
    record Table(Pixels usual, Map<Resolution, Map<AspectRatio, Pixels>> rows) implements Sizes {

        public Table {
            var sorted = new TreeMap<Resolution, Map<AspectRatio, Pixels>>();
            rows.forEach((resolution, row) -> sorted.put(resolution, widestFirst(row)));
            rows = Collections.unmodifiableMap(sorted);
            rows.values()
                    .forEach(row -> row.forEach((ratio, size) -> {
                        if (!ratio.describes(size)) {
                            throw ShotwrightException.invalid(
                                    "rows", size + " under " + ratio, "sizes of their ratios");
                        }
                    }));
            if (rows.values().stream().noneMatch(row -> row.containsValue(usual))) {
                throw ShotwrightException.invalid("usual", usual, "a size of the table");
            }
        }

        @Override
        public FrameSize nearest(SizeWish wish) {
            var normal = first(Comparator.comparing(entry -> !entry.size().equals(usual)));
            var ratio = wish.ratio() == null ? normal.ratio() : wish.ratio();
            var lines = (wish.resolution() == null ? normal.resolution() : wish.resolution()).lines();
            Comparator<FrameSize> byRatio =
                    Comparator.comparingDouble(entry -> entry.ratio().distance(ratio));
            Comparator<FrameSize> byResolution =
                    Comparator.comparingInt(entry -> Math.abs(entry.resolution().lines() - lines));
            var byNames = wish.ratio() != null && wish.resolution() == null
                    ? byRatio.thenComparing(byResolution)
                    : byResolution.thenComparing(byRatio);
            var size = wish.size();
            if (size == null) {
                return first(byNames);
            }
            Comparator<FrameSize> exact =
                    Comparator.comparing(entry -> !entry.size().equals(size));
            return first(exact.thenComparingDouble(entry -> entry.ratio().distance(AspectRatio.of(size)))
                    .thenComparingDouble(entry ->
                            StrictMath.abs(StrictMath.log((double) entry.size().area() / size.area())))
                    .thenComparing(byNames));
        }

        @Override
        public Resolution lowest() {
            return entries().findFirst().orElseThrow().resolution();
        }

        @Override
        public String sizesInWords() {
            return joined(entries().map(FrameSize::size));
        }

        @Override
        public String ratiosInWords() {
            return joined(entries().map(FrameSize::ratio));
        }

        @Override
        public String resolutionsInWords() {
            return joined(entries().map(FrameSize::resolution));
        }

        private static Map<AspectRatio, Pixels> widestFirst(Map<AspectRatio, Pixels> row) {
            var sorted = new LinkedHashMap<AspectRatio, Pixels>();
            row.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey(
                            Comparator.comparingDouble(AspectRatio::value).reversed()))
                    .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
            return Collections.unmodifiableMap(sorted);
        }

        private FrameSize first(Comparator<FrameSize> order) {
            return entries().min(order).orElseThrow();
        }

        private Stream<FrameSize> entries() {
            return rows.entrySet().stream()
                    .flatMap(row -> row.getValue().entrySet().stream()
                            .map(entry -> new FrameSize(entry.getValue(), entry.getKey(), row.getKey())));
        }
    }

    /**
     * Sizes whose sides are multiples of a number within a budget of pixels.
     *
     * @param ratios the ratios that the model draws; any ratio if there are none
     * @param resolutions the names that a size can be asked for by, as {@code measure} reads them
     * @param leastSide the shortest that a side may be
     * @param mostSide the longest that a side may be
     */
    record Grid(
            Pixels usual,
            int multiple,
            int leastSide,
            int mostSide,
            @Nullable Long leastPixels,
            @Nullable Long mostPixels,
            List<AspectRatio> ratios,
            List<Resolution> resolutions,
            Measure measure)
            implements Sizes {

        public Grid {
            ratios = List.copyOf(ratios);
            resolutions = resolutions.stream().sorted().distinct().toList();
            if (multiple < 1 || leastSide < 1 || mostSide < leastSide || mostSide > 65_535) {
                throw ShotwrightException.invalid(
                        "multiple", multiple, "1 or more, with 1 <= leastSide <= mostSide <= 65535");
            }
            if (resolutions.isEmpty()) {
                throw ShotwrightException.invalid("resolutions", "empty", "one or more names of sizes");
            }
            if (!holds(usual, multiple, leastSide, mostSide, leastPixels, mostPixels)
                    || shapes(ratios, usual, multiple).isEmpty()) {
                throw ShotwrightException.invalid("usual", usual, "a size that the grid itself holds");
            }
        }

        @Override
        public FrameSize nearest(SizeWish wish) {
            var size = wish.size();
            if (size != null) {
                return named(isLegal(size) ? size : found((double) size.area(), shape(AspectRatio.of(size))), wish);
            }
            if (wish.ratio() == null && wish.resolution() == null) {
                return named(usual, wish);
            }
            var shape = shape(wish.ratio() == null ? AspectRatio.of(usual) : wish.ratio());
            var area = wish.resolution() == null ? (double) usual.area() : area(nearest(wish.resolution()), shape);
            return named(found(area, shape), wish);
        }

        @Override
        public Resolution lowest() {
            return resolutions.getFirst();
        }

        @Override
        public String sizesInWords() {
            return "multiples of %d from %d to %d%s%s%s"
                    .formatted(
                            multiple,
                            leastSide,
                            mostSide,
                            leastPixels == null ? "" : ", at least %d pixels".formatted(leastPixels),
                            mostPixels == null ? "" : ", at most %d pixels".formatted(mostPixels),
                            ratios.isEmpty() ? "" : ", of the ratios " + ratiosInWords());
        }

        @Override
        public String ratiosInWords() {
            return ratios.isEmpty() ? "any ratio that the sides allow" : joined(ratios.stream());
        }

        @Override
        public String resolutionsInWords() {
            return joined(resolutions.stream());
        }

        private boolean isLegal(Pixels size) {
            return holds(size, multiple, leastSide, mostSide, leastPixels, mostPixels)
                    && !shapes(ratios, size, multiple).isEmpty();
        }

        /** The size with the names of the wish where they fit it, else with the nearest ones. */
        private FrameSize named(Pixels size, SizeWish wish) {
            var wished = wish.ratio();
            var ratio = wished != null && (ratios.isEmpty() || ratios.contains(wished)) && fits(wished, size, multiple)
                    ? wished
                    : usualNameOf(size);
            var resolution = wish.resolution();
            if (resolution == null
                    || !resolutions.contains(resolution)
                    || !found(area(resolution, ratio), ratio).equals(size)) {
                resolution = resolutions.stream()
                        .min(Comparator.comparingDouble(
                                each -> StrictMath.abs(StrictMath.log(area(each, ratio) / size.area()))))
                        .orElseThrow();
            }
            return new FrameSize(size, ratio, resolution);
        }

        private AspectRatio usualNameOf(Pixels size) {
            return (ratios.isEmpty() ? AspectRatio.STANDARD : ratios)
                    .stream()
                            .filter(ratio -> fits(ratio, size, multiple))
                            .min(Comparator.comparingDouble(ratio -> ratio.distance(AspectRatio.of(size))))
                            .orElse(AspectRatio.of(size));
        }

        private AspectRatio shape(AspectRatio asked) {
            return ratios.stream()
                    .min(Comparator.comparingDouble(each -> each.distance(asked)))
                    .orElse(asked);
        }

        private Resolution nearest(Resolution asked) {
            return resolutions.stream()
                    .min(Comparator.comparingInt(each -> Math.abs(each.lines() - asked.lines())))
                    .orElseThrow();
        }

        private double area(Resolution resolution, AspectRatio ratio) {
            var square = (double) resolution.lines() * resolution.lines();
            return switch (measure) {
                case SHORT_SIDE -> square * Math.max(ratio.value(), 1 / ratio.value());
                case AREA -> square * 16 / 9;
            };
        }

        /** The legal size of a ratio that is nearest in area and shape; the usual one where no size has the ratio. */
        private Pixels found(double area, AspectRatio ratio) {
            var found = usual;
            var least = Double.POSITIVE_INFINITY;
            for (var width = steps(leastSide + multiple - 1); width <= mostSide; width += multiple) {
                var below = steps((int) (width / ratio.value()));
                for (var height = Math.max(below, multiple); height <= below + multiple; height += multiple) {
                    var difference = StrictMath.abs(StrictMath.log((double) width * height / area))
                            + StrictMath.abs(StrictMath.log(width / ratio.value() / height));
                    if (difference < least && isOf(ratio, width, height)) {
                        found = new Pixels(width, height);
                        least = difference;
                    }
                }
            }
            return found;
        }

        private int steps(int pixels) {
            return pixels / multiple * multiple;
        }

        private boolean isOf(AspectRatio ratio, int width, int height) {
            return height <= mostSide
                    && holds(new Pixels(width, height), multiple, leastSide, mostSide, leastPixels, mostPixels)
                    && fits(ratio, new Pixels(width, height), multiple);
        }

        private static boolean holds(
                Pixels size,
                int multiple,
                int leastSide,
                int mostSide,
                @Nullable Long leastPixels,
                @Nullable Long mostPixels) {
            return size.width() % multiple == 0
                    && size.height() % multiple == 0
                    && size.shortSide() >= leastSide
                    && size.longSide() <= mostSide
                    && (leastPixels == null || size.area() >= leastPixels)
                    && (mostPixels == null || size.area() <= mostPixels);
        }

        private static List<AspectRatio> shapes(List<AspectRatio> ratios, Pixels size, int multiple) {
            return ratios.isEmpty()
                    ? List.of(AspectRatio.of(size))
                    : ratios.stream()
                            .filter(ratio -> fits(ratio, size, multiple))
                            .toList();
        }

        /** Whether a size is of a ratio, but for the rounding of its sides to the multiple. */
        private static boolean fits(AspectRatio ratio, Pixels size, int multiple) {
            return ratio.describes(size)
                    && (Math.abs(size.width() - size.height() * ratio.value()) <= multiple
                            || Math.abs(size.height() - size.width() / ratio.value()) <= multiple);
        }
    }

    /**
     * Sizes of clips that have the ratio of the picture that they grow out of, and as many pixels as 16:9 of a resolution's lines.
     *
     * @param usual the size where the picture is not known
     */
    record Picture(Pixels usual, List<Resolution> resolutions) implements Sizes {
        /** Two ratios that differ by less look the same. */
        private static final double SAME = 0.05;

        private static final AspectRatio WIDEST = new AspectRatio(100, 1);
        private static final AspectRatio TALLEST = new AspectRatio(1, 100);

        public Picture {
            resolutions = resolutions.stream().sorted().distinct().toList();
            if (resolutions.isEmpty()) {
                throw ShotwrightException.invalid("resolutions", "empty", "one or more names of sizes");
            }
            if (!drawn(nearest(usual.area(), resolutions), AspectRatio.of(usual))
                    .size()
                    .equals(usual)) {
                throw ShotwrightException.invalid("usual", usual, "a size of one of the resolutions");
            }
        }

        @Override
        public FrameSize nearest(SizeWish wish) {
            var size = wish.size();
            var ratio = wish.ratio();
            if (ratio == null || (size != null && !ratio.describes(size))) {
                ratio = AspectRatio.of(size == null ? usual : size);
            }
            return drawn(resolution(wish), ratio);
        }

        /** The ratio of the wish, or one that people know, names that of the picture where it looks the same. */
        @Override
        public FrameSize of(AspectRatio picture, SizeWish wish) {
            var names = Stream.concat(Stream.ofNullable(wish.ratio()), AspectRatio.STANDARD.stream());
            var ratio = names.filter(name -> name.distance(picture) <= SAME)
                    .findFirst()
                    .orElse(picture);
            return drawn(resolution(wish), ratio);
        }

        @Override
        public boolean followsPicture() {
            return true;
        }

        private Resolution resolution(SizeWish wish) {
            var size = wish.size();
            var lines = wish.resolution() == null ? 0 : wish.resolution().lines();
            return size != null || lines == 0
                    ? nearest((size == null ? usual : size).area(), resolutions)
                    : resolutions.stream()
                            .min(Comparator.comparingInt(each -> Math.abs(each.lines() - lines)))
                            .orElseThrow();
        }

        private static Resolution nearest(long area, List<Resolution> resolutions) {
            return resolutions.stream()
                    .min(Comparator.comparingDouble(each -> StrictMath.abs(StrictMath.log(area(each) / (double) area))))
                    .orElseThrow();
        }

        private static double area(Resolution resolution) {
            return (double) resolution.lines() * resolution.lines() * 16 / 9;
        }

        private static FrameSize drawn(Resolution resolution, AspectRatio asked) {
            var ratio = asked.value() > WIDEST.value() ? WIDEST : asked.value() < TALLEST.value() ? TALLEST : asked;
            var width = even(StrictMath.sqrt(area(resolution) * ratio.value()));
            var height = even(StrictMath.sqrt(area(resolution) / ratio.value()));
            return new FrameSize(new Pixels(width, height), ratio, resolution);
        }

        private static int even(double pixels) {
            return Math.clamp(2 * Math.round(pixels / 2), 2, 65_534);
        }

        @Override
        public Resolution lowest() {
            return resolutions.getFirst();
        }

        @Override
        public String sizesInWords() {
            return "sizes of the picture's ratio at " + resolutionsInWords();
        }

        @Override
        public String ratiosInWords() {
            return "the ratio of the picture";
        }

        @Override
        public String resolutionsInWords() {
            return joined(resolutions.stream());
        }
    }

    /** Sizes from a table, of which a clip has the one that is nearest in ratio to the picture that it grows out of. */
    record PictureTable(Pixels usual, Map<Resolution, Map<AspectRatio, Pixels>> rows) implements Sizes {

        public PictureTable {
            rows = new Table(usual, rows).rows();
        }

        private Table table() {
            return new Table(usual, rows);
        }

        @Override
        public FrameSize nearest(SizeWish wish) {
            return table().nearest(wish);
        }

        @Override
        public FrameSize of(AspectRatio picture, SizeWish wish) {
            var size = wish.size();
            var resolution = size == null ? wish.resolution() : nearest(wish).resolution();
            return nearest(new SizeWish(null, picture, resolution));
        }

        @Override
        public boolean followsPicture() {
            return true;
        }

        @Override
        public Resolution lowest() {
            return table().lowest();
        }

        @Override
        public String sizesInWords() {
            return table().sizesInWords();
        }

        @Override
        public String ratiosInWords() {
            return "the one of %s that is nearest to the picture".formatted(table().ratiosInWords());
        }

        @Override
        public String resolutionsInWords() {
            return table().resolutionsInWords();
        }
    }

    private static String joined(Stream<?> values) {
        return values.map(String::valueOf).distinct().collect(Collectors.joining(", "));
    }
}
