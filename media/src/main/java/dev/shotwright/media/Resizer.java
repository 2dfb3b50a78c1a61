package dev.shotwright.media;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGR0;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;

import dev.shotwright.vocabulary.ErrorCode;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.IntPointer;

/** Pictures of one size brought to another. */
final class Resizer implements AutoCloseable {
    private final int width;
    private final int height;
    private final NativeScope scope = new NativeScope();
    private final AVFrame source;
    private final RgbPicture target;

    Resizer(int width, int height, int newWidth, int newHeight) {
        this.width = width;
        this.height = height;
        try {
            source = scope.own(av_frame_alloc(), f -> av_frame_free(f));
            source.width(width).height(height).format(AV_PIX_FMT_BGR0);
            NativeError.check(
                    av_frame_get_buffer(source, 0),
                    ErrorCode.INTERNAL,
                    "size",
                    "a picture cannot be brought to a size");
            target = new RgbPicture("size", newWidth, newHeight);
            scope.onClose(target::close);
        } catch (RuntimeException e) {
            scope.close();
            throw e;
        }
    }

    /** Resizes pixels 0xRRGGBB. */
    void resize(int[] pixels, int[] resized) {
        var stride = source.linesize(0) / Integer.BYTES;
        var data = new IntPointer(source.data(0));
        for (var y = 0; y < height; y++) {
            data.position((long) y * stride).put(pixels, y * width, width);
        }
        target.convert(source, resized);
    }

    @Override
    public void close() {
        scope.close();
    }
}
