package dev.shotwright.media;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_FRAME_CROPPING;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_new;
import static org.bytedeco.ffmpeg.global.avutil.AVCHROMA_LOC_CENTER;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;

import dev.shotwright.vocabulary.ClipFormat;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.util.Map;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;

/** Pictures in, packets of compressed pictures out; packets count time in frames. */
final class VideoEncoder implements AutoCloseable {
    private static final int THREADS = 2;
    private static final double SECONDS_BETWEEN_KEY_FRAMES = 2;

    private final NativeScope scope = new NativeScope();
    private final YuvPicture picture;
    private final Encoder encoder;

    VideoEncoder(VideoCodec codec, ClipFormat format) {
        if (Math.min(format.width(), format.height()) < codec.smallestSide()) {
            throw new ShotwrightException(
                    ErrorCode.INVALID_VALUE,
                    "size",
                    "size is %d×%d; %s accepts %d×%d or more"
                            .formatted(
                                    format.width(),
                                    format.height(),
                                    codec.word(),
                                    codec.smallestSide(),
                                    codec.smallestSide()));
        }
        var width = coded(codec, format.width());
        var height = coded(codec, format.height());
        try {
            picture = new YuvPicture(format.width(), format.height(), width, height);
            scope.onClose(picture::close);
            encoder = new Encoder(
                    codec.encoder(), context -> prepare(context, codec, format, width, height), options(codec));
            scope.onClose(encoder::close);
            if (width > format.width() || height > format.height()) {
                crop(encoder.parameters(), height - format.height(), width - format.width());
            }
        } catch (RuntimeException e) {
            scope.close();
            throw e;
        }
    }

    AVCodecParameters parameters() {
        return encoder.parameters();
    }

    /** The unit in which packets count time. */
    AVRational frameTime() {
        return encoder.timeBase();
    }

    AVRational frameRate() {
        return encoder.frameRate();
    }

    void encode(int[] pixels, long number, Consumer<AVPacket> packets) {
        picture.draw(pixels);
        picture.frame().pts(number);
        encoder.encode(picture.frame(), packet -> packets.accept(packet.duration(1)));
    }

    /** Gives out the packets that are still held back. */
    void finish(Consumer<AVPacket> packets) {
        encoder.encode(null, packet -> packets.accept(packet.duration(1)));
    }

    @Override
    public void close() {
        scope.close();
    }

    private static int coded(VideoCodec codec, int side) {
        return codec.codesOddSizes() ? side : side + (side & 1);
    }

    private static void prepare(AVCodecContext context, VideoCodec codec, ClipFormat format, int width, int height) {
        var fps = format.fps();
        context.width(width)
                .height(height)
                .pix_fmt(AV_PIX_FMT_YUV420P)
                .time_base(new AVRational().num(fps.denominator()).den(fps.numerator()))
                .framerate(new AVRational().num(fps.numerator()).den(fps.denominator()))
                .sample_aspect_ratio(new AVRational().num(1).den(1))
                .color_range(AVCOL_RANGE_MPEG)
                .colorspace(AVCOL_SPC_BT709)
                .color_primaries(AVCOL_PRI_BT709)
                .color_trc(AVCOL_TRC_BT709)
                .chroma_sample_location(AVCHROMA_LOC_CENTER)
                .thread_count(THREADS)
                .gop_size((int) Math.ceil(SECONDS_BETWEEN_KEY_FRAMES * fps.framesPerSecond()));
        context.flags(context.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
        if (codec == VideoCodec.H264) {
            context.slices(THREADS).qmin(18).qmax(24).bit_rate(20_000_000);
        }
    }

    private static Map<String, String> options(VideoCodec codec) {
        return switch (codec) {
            case H264 -> Map.of("rc_mode", "quality", "coder", "cabac", "allow_skip_frames", "0");
            case VP9 -> Map.of("crf", "24", "b", "0", "deadline", "realtime", "cpu-used", "6", "row-mt", "1");
            case AV1 -> Map.of("crf", "28", "b", "0", "usage", "realtime", "cpu-used", "8", "row-mt", "1");
        };
    }

    private static void crop(AVCodecParameters parameters, int bottom, int right) {
        try (var list = new PointerPointer<AVPacketSideData>(1);
                var count = new IntPointer(1)) {
            list.put(0, parameters.coded_side_data());
            count.put(parameters.nb_coded_side_data());
            var entry = av_packet_side_data_new(list, count, AV_PKT_DATA_FRAME_CROPPING, 4L * Integer.BYTES, 0);
            new IntPointer(entry.data()).put(0, bottom, 0, right);
            parameters.coded_side_data(list.get(AVPacketSideData.class)).nb_coded_side_data(count.get());
        }
    }
}
