package dev.shotwright.media;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_DISPLAYMATRIX;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_FRAME_CROPPING;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_get;
import static org.bytedeco.ffmpeg.global.avformat.av_guess_frame_rate;
import static org.bytedeco.ffmpeg.global.avutil.AV_FRAME_CROP_UNALIGNED;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_apply_cropping;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.FrameRate;
import dev.shotwright.vocabulary.ShotwrightException;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.IntPointer;
import org.jspecify.annotations.Nullable;

/** The moving pictures of a file that FFmpeg decodes, cropped and turned as they are meant to be seen. */
final class VideoSource implements FrameSource {
    private static final FrameRate UNKNOWN_RATE = FrameRate.of(25);

    private static final double NEAR_SECONDS = 5;

    private final Limits limits;
    private final Demuxer demuxer;
    private final Decoder decoder;
    private final NativeScope scope = new NativeScope();
    private final RgbPicture picture;
    private final Orientation orientation;
    private final FrameRate fps;
    private final int[] crop;
    private final int storedWidth;
    private final int storedHeight;
    private final int[] stored;
    private int[] pixels;
    private double seconds;
    private double origin = Double.NaN;
    private double wanted;
    private long number;

    VideoSource(String field, Path file, FileFormat format, Limits limits) {
        this.limits = limits;
        try {
            demuxer = new Demuxer(field, file, format, limits);
            scope.onClose(demuxer::close);
            var stream = demuxer.pictures();
            decoder = new Decoder(demuxer, stream, limits);
            scope.onClose(decoder::close);
            fps = fps(demuxer, stream);
            orientation = orientation(stream);
            crop = crop(stream);
            storedWidth = stream.codecpar().width() - crop[2] - crop[3];
            storedHeight = stream.codecpar().height() - crop[0] - crop[1];
            if (storedWidth < 1 || storedHeight < 1) {
                throw new ShotwrightException(
                        ErrorCode.UNREADABLE_MEDIA, field, "%s '%s' is damaged: no size".formatted(field, file));
            }
            picture = new RgbPicture(field, storedWidth, storedHeight);
            scope.onClose(picture::close);
            stored = new int[storedWidth * storedHeight];
            pixels = stored;
        } catch (RuntimeException e) {
            scope.close();
            throw e;
        }
    }

    @Override
    public int width() {
        return orientation.swapsSides() ? storedHeight : storedWidth;
    }

    @Override
    public int height() {
        return orientation.swapsSides() ? storedWidth : storedHeight;
    }

    @Override
    public FrameRate fps() {
        return fps;
    }

    @Override
    public boolean next() {
        for (var frame = decoder.next(); frame != null; frame = decoder.next()) {
            seconds = time(frame);
            number++;
            if (seconds + 0.5 / fps.framesPerSecond() >= wanted) {
                draw(frame);
                return true;
            }
        }
        if (number == 0) {
            throw new ShotwrightException(
                    ErrorCode.UNREADABLE_MEDIA,
                    demuxer.field(),
                    "%s '%s' is damaged or cut off: it holds no frame".formatted(demuxer.field(), demuxer.file()));
        }
        return false;
    }

    @Override
    public int[] pixels() {
        return pixels;
    }

    @Override
    public double seconds() {
        return seconds;
    }

    @Override
    public void skipTo(double seconds) {
        wanted = seconds;
        if (seconds > this.seconds + NEAR_SECONDS && !Double.isNaN(origin) && demuxer.format() != FileFormat.GIF) {
            var base = decoder.stream().time_base();
            decoder.seek((long) ((seconds + origin) * base.den() / base.num()));
        }
    }

    @Override
    public void close() {
        scope.close();
    }

    /** The rate that a stream says it has. */
    static FrameRate fps(Demuxer demuxer, AVStream stream) {
        var rate = av_guess_frame_rate(demuxer.context(), stream, null);
        var framesPerSecond = rate.den() == 0 ? 0 : (double) rate.num() / rate.den();
        return framesPerSecond > 0 && framesPerSecond <= 1000 ? new FrameRate(rate.num(), rate.den()) : UNKNOWN_RATE;
    }

    static Orientation orientation(AVStream stream) {
        var matrix = sideData(stream, AV_PKT_DATA_DISPLAYMATRIX, 9);
        return matrix == null ? Orientation.UPRIGHT : Orientation.ofMatrix(matrix);
    }

    /** What is cut off at the top, bottom, left and right. */
    static int[] crop(AVStream stream) {
        var edges = new int[4];
        var data = sideData(stream, AV_PKT_DATA_FRAME_CROPPING, edges.length);
        if (data != null) {
            data.get(edges);
        }
        for (var edge : edges) {
            if (edge < 0
                    || edge
                            > Math.max(
                                    stream.codecpar().width(), stream.codecpar().height())) {
                return new int[4];
            }
        }
        return edges;
    }

    private static @Nullable IntPointer sideData(AVStream stream, int type, int count) {
        var all = stream.codecpar().coded_side_data();
        var data = all == null
                ? null
                : av_packet_side_data_get(all, stream.codecpar().nb_coded_side_data(), type);
        return data == null || data.size() < (long) count * Integer.BYTES ? null : new IntPointer(data.data());
    }

    private double time(AVFrame frame) {
        var stamp = frame.best_effort_timestamp();
        if (stamp == AV_NOPTS_VALUE) {
            return fps.secondsAt(number);
        }
        var base = decoder.stream().time_base();
        var time = (double) stamp * base.num() / base.den();
        if (Double.isNaN(origin)) {
            origin = time;
        }
        return Math.max(0, time - origin);
    }

    private void draw(AVFrame frame) {
        frame.crop_top(crop[0]).crop_bottom(crop[1]).crop_left(crop[2]).crop_right(crop[3]);
        demuxer.check(av_frame_apply_cropping(frame, AV_FRAME_CROP_UNALIGNED));
        limits.checkPixels(demuxer.field(), demuxer.file(), frame.width(), frame.height());
        picture.convert(frame, stored);
        pixels = orientation.apply(stored, storedWidth, storedHeight);
    }
}
