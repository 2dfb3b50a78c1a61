package dev.shotwright.media;

import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_JPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT2020_CL;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT2020_NCL;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT470BG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE170M;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_SMPTE240M;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGRA;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_ALPHA;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_PAL;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_FLAG_RGB;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_pix_fmt_desc_get;
import static org.bytedeco.ffmpeg.global.swscale.SWS_ACCURATE_RND;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BICUBIC;
import static org.bytedeco.ffmpeg.global.swscale.SWS_BITEXACT;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_BT2020;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU601;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_ITU709;
import static org.bytedeco.ffmpeg.global.swscale.SWS_CS_SMPTE240M;
import static org.bytedeco.ffmpeg.global.swscale.SWS_FULL_CHR_H_INT;
import static org.bytedeco.ffmpeg.global.swscale.sws_freeContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_getCoefficients;
import static org.bytedeco.ffmpeg.global.swscale.sws_getContext;
import static org.bytedeco.ffmpeg.global.swscale.sws_scale_frame;
import static org.bytedeco.ffmpeg.global.swscale.sws_setColorspaceDetails;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swscale.SwsContext;
import org.bytedeco.ffmpeg.swscale.SwsFilter;
import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.IntPointer;
import org.jspecify.annotations.Nullable;

/** A decoded picture of any kind as pixels 0xAARRGGBB, brought to one size. */
final class RgbPicture implements AutoCloseable {
    private static final int HD_HEIGHT = 720;

    private final String field;
    private final int width;
    private final int height;
    private final NativeScope scope = new NativeScope();
    private final AVFrame target;
    private @Nullable SwsContext conversion;
    private @Nullable Source source;

    private record Source(int width, int height, int format, int matrix, int range) {}

    RgbPicture(String field, int width, int height) {
        this.field = field;
        this.width = width;
        this.height = height;
        try {
            target = scope.own(av_frame_alloc(), f -> av_frame_free(f));
            target.width(width).height(height).format(AV_PIX_FMT_BGRA);
            check(av_frame_get_buffer(target, 0));
        } catch (RuntimeException e) {
            scope.close();
            throw e;
        }
    }

    static boolean transparent(AVFrame frame) {
        return (av_pix_fmt_desc_get(frame.format()).flags() & AV_PIX_FMT_FLAG_ALPHA) != 0;
    }

    /** Converts a frame; {@code pixels} takes {@code width × height} values, opaque if the frame has no transparency. */
    void convert(AVFrame frame, int[] pixels) {
        check(sws_scale_frame(conversion(frame), target, frame));
        var stride = target.linesize(0) / Integer.BYTES;
        var data = new IntPointer(target.data(0));
        for (var y = 0; y < height; y++) {
            data.position((long) y * stride).get(pixels, y * width, width);
        }
    }

    @Override
    public void close() {
        if (conversion != null) {
            sws_freeContext(conversion);
            conversion = null;
        }
        scope.close();
    }

    private SwsContext conversion(AVFrame frame) {
        var next = source(frame);
        if (conversion != null && next.equals(source)) {
            return conversion;
        }
        sws_freeContext(conversion);
        conversion = sws_getContext(
                next.width,
                next.height,
                next.format,
                width,
                height,
                AV_PIX_FMT_BGRA,
                SWS_BICUBIC | SWS_ACCURATE_RND | SWS_BITEXACT | SWS_FULL_CHR_H_INT,
                (SwsFilter) null,
                null,
                (DoublePointer) null);
        if (conversion == null) {
            throw new ShotwrightException(
                    ErrorCode.UNREADABLE_MEDIA, field, "the colours of %s cannot be converted".formatted(field));
        }
        sws_setColorspaceDetails(
                conversion,
                sws_getCoefficients(next.matrix),
                next.range == AVCOL_RANGE_JPEG ? 1 : 0,
                sws_getCoefficients(SWS_CS_ITU709),
                1,
                0,
                1 << 16,
                1 << 16);
        source = next;
        return conversion;
    }

    private static Source source(AVFrame frame) {
        var rgb = (av_pix_fmt_desc_get(frame.format()).flags() & (AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL)) != 0;
        return new Source(
                frame.width(),
                frame.height(),
                frame.format(),
                rgb ? SWS_CS_ITU709 : matrix(frame),
                rgb ? AVCOL_RANGE_JPEG : frame.color_range());
    }

    private static int matrix(AVFrame frame) {
        var space = frame.colorspace();
        if (space == AVCOL_SPC_BT709) {
            return SWS_CS_ITU709;
        }
        if (space == AVCOL_SPC_BT470BG || space == AVCOL_SPC_SMPTE170M) {
            return SWS_CS_ITU601;
        }
        if (space == AVCOL_SPC_BT2020_NCL || space == AVCOL_SPC_BT2020_CL) {
            return SWS_CS_BT2020;
        }
        if (space == AVCOL_SPC_SMPTE240M) {
            return SWS_CS_SMPTE240M;
        }
        return frame.height() >= HD_HEIGHT ? SWS_CS_ITU709 : SWS_CS_ITU601;
    }

    private void check(int result) {
        NativeError.check(
                result, ErrorCode.UNREADABLE_MEDIA, field, "the colours of " + field + " cannot be converted");
    }
}
