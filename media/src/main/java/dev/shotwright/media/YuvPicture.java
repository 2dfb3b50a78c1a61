package dev.shotwright.media;

import static org.bytedeco.ffmpeg.global.avutil.AVCHROMA_LOC_CENTER;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;

import dev.shotwright.vocabulary.ErrorCode;
import org.bytedeco.ffmpeg.avutil.AVFrame;

/**
 * One picture in the colours of video: ITU-R BT.709, brightness 16 to 235 for each pixel and colour 16 to 240 for each
 * square of four.
 */
final class YuvPicture implements AutoCloseable {
    /*
     * The matrix in 16-bit fixed point. Each row of brightness sums up to 219/255 and each row of colour to zero, so that
     * white is 235 and grey has no colour, exactly and on any machine.
     */
    private static final int Y_R = 11966;
    private static final int Y_G = 40254;
    private static final int Y_B = 4064;
    private static final int U_R = -6596;
    private static final int U_G = -22189;
    private static final int U_B = 28785;
    private static final int V_R = 28785;
    private static final int V_G = -26145;
    private static final int V_B = -2640;
    private static final int Y_OFFSET = (16 << 16) + (1 << 15);
    private static final int UV_OFFSET = (128 << 18) + (1 << 17);

    private final int pictureWidth;
    private final int pictureHeight;
    private final byte[] brightness;
    private final byte[] blue;
    private final byte[] red;
    private final NativeScope scope = new NativeScope();
    private final AVFrame frame;

    /**
     * A picture of pixels.
     *
     * @param width the width of the picture, or one more: the last column is repeated then
     * @param height likewise for the rows
     */
    YuvPicture(int pictureWidth, int pictureHeight, int width, int height) {
        this.pictureWidth = pictureWidth;
        this.pictureHeight = pictureHeight;
        try {
            frame = scope.own(av_frame_alloc(), f -> av_frame_free(f));
            frame.format(AV_PIX_FMT_YUV420P)
                    .color_range(AVCOL_RANGE_MPEG)
                    .colorspace(AVCOL_SPC_BT709)
                    .chroma_location(AVCHROMA_LOC_CENTER);
            frame.width(even(width)).height(even(height));
            check(av_frame_get_buffer(frame, 0));
            frame.width(width).height(height);
            brightness = new byte[frame.linesize(0) * 2];
            blue = new byte[frame.linesize(1)];
            red = new byte[frame.linesize(2)];
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
        var stride = frame.linesize(0);
        var y = frame.data(0);
        var u = frame.data(1);
        var v = frame.data(2);
        for (var row = 0; row < pictureHeight; row += 2) {
            var upper = row * pictureWidth;
            var lower = Math.min(row + 1, pictureHeight - 1) * pictureWidth;
            convert(pixels, upper, lower, stride);
            y.position((long) row * stride).put(brightness, 0, stride + even(pictureWidth));
            u.position((long) row / 2 * blue.length).put(blue, 0, even(pictureWidth) / 2);
            v.position((long) row / 2 * red.length).put(red, 0, even(pictureWidth) / 2);
        }
    }

    @Override
    public void close() {
        scope.close();
    }

    private void convert(int[] pixels, int upper, int lower, int stride) {
        var last = pictureWidth - 1;
        for (var x = 0; x < pictureWidth; x += 2) {
            var next = Math.min(x + 1, last);
            var a = pixels[upper + x];
            var b = pixels[upper + next];
            var c = pixels[lower + x];
            var d = pixels[lower + next];
            brightness[x] = brightness(a);
            brightness[x + 1] = brightness(b);
            brightness[stride + x] = brightness(c);
            brightness[stride + x + 1] = brightness(d);
            var redAndBlue = (a & 0xFF00FF) + (b & 0xFF00FF) + (c & 0xFF00FF) + (d & 0xFF00FF);
            var r = redAndBlue >> 16;
            var g = (a >> 8 & 255) + (b >> 8 & 255) + (c >> 8 & 255) + (d >> 8 & 255);
            var blueSum = redAndBlue & 0xFFFF;
            blue[x >> 1] = (byte) ((U_R * r + U_G * g + U_B * blueSum + UV_OFFSET) >> 18);
            red[x >> 1] = (byte) ((V_R * r + V_G * g + V_B * blueSum + UV_OFFSET) >> 18);
        }
    }

    private static byte brightness(int pixel) {
        return (byte) ((Y_R * (pixel >> 16 & 255) + Y_G * (pixel >> 8 & 255) + Y_B * (pixel & 255) + Y_OFFSET) >> 16);
    }

    private static int even(int side) {
        return side + (side & 1);
    }

    private static void check(int result) {
        NativeError.check(result, ErrorCode.INTERNAL, "out", "a picture cannot be prepared for coding");
    }
}
