package dev.shotwright.vocabulary.request;

import dev.shotwright.vocabulary.ShotwrightException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Width to height of a picture, written {@code 16:9}. It is kept in lowest terms, except that 21:9 and 9:21 keep the spelling
 * that film people use.
 */
public record AspectRatio(int width, int height) {
    /** The ratios that every platform knows. */
    public static final List<AspectRatio> STANDARD = List.of(
            new AspectRatio(16, 9),
            new AspectRatio(9, 16),
            new AspectRatio(1, 1),
            new AspectRatio(4, 3),
            new AspectRatio(3, 4),
            new AspectRatio(21, 9));

    private static final double LOOSE = 0.2;
    private static final Pattern SPELLING = Pattern.compile("(\\d{1,5})[::](\\d{1,5})");

    public AspectRatio {
        if (width < 1 || height < 1 || width > 65_535 || height > 65_535) {
            throw ShotwrightException.invalid("ratio", width + ":" + height, "1:1, 16:9 and the like");
        }
        var divisor = commonDivisor(width, height);
        width /= divisor;
        height /= divisor;
        if ((width == 7 && height == 3) || (width == 3 && height == 7)) {
            width *= 3;
            height *= 3;
        }
    }

    public static AspectRatio parse(String text) {
        var matcher = SPELLING.matcher(text);
        if (!matcher.matches()) {
            throw ShotwrightException.invalid("ratio", "'" + text + "'", "width and height such as 16:9");
        }
        return new AspectRatio(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    public static AspectRatio of(Pixels pixels) {
        return new AspectRatio(pixels.width(), pixels.height());
    }

    public double value() {
        return (double) width / height;
    }

    /** How different two ratios look: 0 for the same, and a little more where one is upright and the other is not. */
    public double distance(AspectRatio other) {
        var turned = Integer.signum(width - height) == Integer.signum(other.width - other.height) ? 0 : 1e-6;
        return Math.abs(StrictMath.log(value() / other.value())) + turned;
    }

    /** Whether people would call a size by this ratio: 864x496 is a 16:9 picture. */
    public boolean describes(Pixels size) {
        return distance(of(size)) <= LOOSE;
    }

    private static int commonDivisor(int left, int right) {
        return right == 0 ? left : commonDivisor(right, left % right);
    }

    @Override
    public String toString() {
        return width + ":" + height;
    }
}
