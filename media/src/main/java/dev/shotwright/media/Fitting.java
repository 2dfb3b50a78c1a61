package dev.shotwright.media;

/** Pictures of one size put into frames of another. */
final class Fitting implements AutoCloseable {
    private final int width;
    private final int height;
    private final int scaledWidth;
    private final int scaledHeight;
    private final int[] scaled;
    private final int[] frame;
    private final Resizer resizer;

    Fitting(int pictureWidth, int pictureHeight, int width, int height, Fit fit) {
        this.width = width;
        this.height = height;
        var across = (double) width / pictureWidth;
        var down = (double) height / pictureHeight;
        scaledWidth = switch (fit) {
            case PAD -> side(pictureWidth * Math.min(across, down));
            case CROP -> side(pictureWidth * Math.max(across, down));
            case STRETCH -> width;
        };
        scaledHeight = switch (fit) {
            case PAD -> side(pictureHeight * Math.min(across, down));
            case CROP -> side(pictureHeight * Math.max(across, down));
            case STRETCH -> height;
        };
        scaled = new int[Math.multiplyExact(scaledWidth, scaledHeight)];
        frame = new int[Math.multiplyExact(width, height)];
        resizer = new Resizer(pictureWidth, pictureHeight, scaledWidth, scaledHeight);
    }

    /** The frame of a picture of pixels 0xRRGGBB; the array is used again. */
    int[] fit(int[] pixels) {
        resizer.resize(pixels, scaled);
        var left = (width - scaledWidth) / 2;
        var top = (height - scaledHeight) / 2;
        var count = Math.min(width, scaledWidth);
        for (var y = Math.max(0, top); y < Math.min(height, top + scaledHeight); y++) {
            System.arraycopy(
                    scaled, (y - top) * scaledWidth + Math.max(0, -left), frame, y * width + Math.max(0, left), count);
        }
        return frame;
    }

    @Override
    public void close() {
        resizer.close();
    }

    private static int side(double length) {
        return (int) Math.max(1, Math.round(length));
    }
}
