package dev.shotwright.media;

import java.util.List;
import org.bytedeco.javacpp.IntPointer;

/** How a stored picture is turned and mirrored to be seen; the constants are EXIF's 1 to 8. */
enum Orientation {
    UPRIGHT,
    MIRRORED,
    HALF_TURN,
    UPSIDE_DOWN_MIRRORED,
    TRANSPOSED,
    CLOCKWISE,
    TRANSVERSE,
    COUNTERCLOCKWISE;

    /** The orientation of an EXIF value; anything else than 1 to 8 is upright. */
    static Orientation ofExif(int value) {
        return value >= 1 && value <= 8 ? List.of(values()).get(value - 1) : UPRIGHT;
    }

    /** The orientation that a video's display matrix comes nearest to. */
    static Orientation ofMatrix(IntPointer matrix) {
        var a = matrix.get(0);
        var b = matrix.get(1);
        var c = matrix.get(3);
        var d = matrix.get(4);
        if (Math.abs((long) a) + Math.abs((long) d) >= Math.abs((long) b) + Math.abs((long) c)) {
            if (a >= 0) {
                return d >= 0 ? UPRIGHT : UPSIDE_DOWN_MIRRORED;
            }
            return d >= 0 ? MIRRORED : HALF_TURN;
        }
        if (b >= 0) {
            return c >= 0 ? TRANSPOSED : CLOCKWISE;
        }
        return c >= 0 ? COUNTERCLOCKWISE : TRANSVERSE;
    }

    /** The degrees that the picture is turned clockwise, without mirroring. */
    int degrees() {
        return switch (this) {
            case UPRIGHT, MIRRORED -> 0;
            case CLOCKWISE, TRANSPOSED -> 90;
            case HALF_TURN, UPSIDE_DOWN_MIRRORED -> 180;
            case COUNTERCLOCKWISE, TRANSVERSE -> 270;
        };
    }

    /** Whether width and height change places. */
    boolean swapsSides() {
        return degrees() % 180 == 90;
    }

    /** The picture as it is seen; {@code width} and {@code height} are those of the stored one. */
    int[] apply(int[] stored, int width, int height) {
        if (this == UPRIGHT) {
            return stored;
        }
        var seenWidth = swapsSides() ? height : width;
        var seenHeight = swapsSides() ? width : height;
        var seen = new int[width * height];
        for (var y = 0; y < seenHeight; y++) {
            for (var x = 0; x < seenWidth; x++) {
                seen[y * seenWidth + x] = stored[source(x, y, width, height)];
            }
        }
        return seen;
    }

    private int source(int x, int y, int width, int height) {
        return switch (this) {
            case UPRIGHT -> y * width + x;
            case MIRRORED -> y * width + width - 1 - x;
            case HALF_TURN -> (height - 1 - y) * width + width - 1 - x;
            case UPSIDE_DOWN_MIRRORED -> (height - 1 - y) * width + x;
            case TRANSPOSED -> x * width + y;
            case CLOCKWISE -> (height - 1 - x) * width + y;
            case TRANSVERSE -> (height - 1 - x) * width + width - 1 - y;
            case COUNTERCLOCKWISE -> x * width + width - 1 - y;
        };
    }
}
