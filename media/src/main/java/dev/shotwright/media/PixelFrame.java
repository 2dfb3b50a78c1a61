package dev.shotwright.media;

import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;

import dev.shotwright.vocabulary.ErrorCode;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.IntPointer;

/** Opaque pixels where FFmpeg can take them. */
final class PixelFrame implements AutoCloseable {
    private final int width;
    private final int height;
    private final int[] row;
    private final NativeScope scope = new NativeScope();
    private final AVFrame frame;

    /** A frame in one of the formats of four bytes: blue, green, red, and alpha or nothing. */
    PixelFrame(int width, int height, int pixelFormat) {
        this.width = width;
        this.height = height;
        this.row = new int[width];
        try {
            frame = scope.own(av_frame_alloc(), f -> av_frame_free(f));
            frame.width(width).height(height).format(pixelFormat);
            check(av_frame_get_buffer(frame, 0));
        } catch (RuntimeException e) {
            scope.close();
            throw e;
        }
    }

    AVFrame frame() {
        return frame;
    }

    /** Replaces the picture by pixels 0xRRGGBB. */
    void draw(int[] pixels) {
        check(av_frame_make_writable(frame));
        var stride = frame.linesize(0) / Integer.BYTES;
        var data = new IntPointer(frame.data(0));
        for (var y = 0; y < height; y++) {
            for (var x = 0; x < width; x++) {
                row[x] = pixels[y * width + x] | 0xFF000000;
            }
            data.position((long) y * stride).put(row, 0, width);
        }
    }

    @Override
    public void close() {
        scope.close();
    }

    private static void check(int result) {
        NativeError.check(result, ErrorCode.INTERNAL, "size", "a picture cannot be prepared");
    }
}
