package dev.shotwright.media;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR0;

/** Pictures of one size brought to another. */
final class Resizer implements AutoCloseable {
    private final NativeScope scope = new NativeScope();
    private final PixelFrame source;
    private final RgbPicture target;

    Resizer(int width, int height, int newWidth, int newHeight) {
        try {
            source = new PixelFrame(width, height, AV_PIX_FMT_BGR0);
            scope.onClose(source::close);
            target = new RgbPicture("size", newWidth, newHeight);
            scope.onClose(target::close);
        } catch (RuntimeException e) {
            scope.close();
            throw e;
        }
    }

    /** Resizes pixels 0xRRGGBB to pixels 0xFFRRGGBB. */
    void resize(int[] pixels, int[] resized) {
        source.draw(pixels);
        target.convert(source.frame(), resized);
    }

    @Override
    public void close() {
        scope.close();
    }
}
