package dev.shotwright.media;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_DATA_FRAME_CROPPING;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_side_data_new;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVCHROMA_LOC_CENTER;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_PRI_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_RANGE_MPEG;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_SPC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVCOL_TRC_BT709;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_YUV420P;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN;

import dev.shotwright.vocabulary.ClipFormat;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.util.Map;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avcodec.AVPacketSideData;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/** Pictures in, packets of compressed pictures out; packets count time in frames. */
final class VideoEncoder implements AutoCloseable {
    private static final int THREADS = 2;

    private final VideoCodec codec;
    private final NativeScope scope = new NativeScope();
    private final AVCodecContext context;
    private final AVCodecParameters parameters;
    private final AVPacket packet;
    private final AVRational frameTime;
    private final YuvPicture picture;

    VideoEncoder(VideoCodec codec, ClipFormat format) {
        this.codec = codec;
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
        try {
            var width = coded(format.width());
            var height = coded(format.height());
            picture = new YuvPicture(format.width(), format.height(), width, height);
            scope.onClose(picture::close);
            context = scope.own(
                    avcodec_alloc_context3(avcodec_find_encoder_by_name(codec.encoder())),
                    c -> avcodec_free_context(c));
            frameTime = new AVRational()
                    .num(format.fps().denominator())
                    .den(format.fps().numerator());
            context.width(width)
                    .height(height)
                    .pix_fmt(AV_PIX_FMT_YUV420P)
                    .time_base(frameTime)
                    .framerate(new AVRational()
                            .num(format.fps().numerator())
                            .den(format.fps().denominator()))
                    .sample_aspect_ratio(new AVRational().num(1).den(1))
                    .color_range(AVCOL_RANGE_MPEG)
                    .colorspace(AVCOL_SPC_BT709)
                    .color_primaries(AVCOL_PRI_BT709)
                    .color_trc(AVCOL_TRC_BT709)
                    .chroma_sample_location(AVCHROMA_LOC_CENTER)
                    .thread_count(THREADS)
                    .gop_size((int) Math.ceil(2 * format.fps().framesPerSecond()));
            context.flags(context.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
            open(options());
            parameters = scope.own(avcodec_parameters_alloc(), p -> avcodec_parameters_free(p));
            check(avcodec_parameters_from_context(parameters, context));
            if (width > format.width() || height > format.height()) {
                crop(height - format.height(), width - format.width());
            }
            packet = scope.own(av_packet_alloc(), p -> av_packet_free(p));
        } catch (RuntimeException e) {
            scope.close();
            throw e;
        }
    }

    AVCodecParameters parameters() {
        return parameters;
    }

    /** The unit in which packets count time. */
    AVRational frameTime() {
        return frameTime;
    }

    AVRational frameRate() {
        return context.framerate();
    }

    void encode(int[] pixels, long number, Consumer<AVPacket> packets) {
        picture.draw(pixels);
        picture.frame().pts(number);
        send(picture.frame(), packets);
    }

    /** Gives out the packets that are still held back. */
    void finish(Consumer<AVPacket> packets) {
        send(null, packets);
    }

    @Override
    public void close() {
        scope.close();
    }

    private int coded(int side) {
        return codec.codesOddSizes() ? side : side + (side & 1);
    }

    private void crop(int bottom, int right) {
        try (var list = new PointerPointer<AVPacketSideData>(1);
                var count = new IntPointer(1)) {
            list.put(0, parameters.coded_side_data());
            count.put(parameters.nb_coded_side_data());
            var entry = av_packet_side_data_new(list, count, AV_PKT_DATA_FRAME_CROPPING, 4L * Integer.BYTES, 0);
            new IntPointer(entry.data()).put(0, bottom, 0, right);
            parameters.coded_side_data(list.get(AVPacketSideData.class)).nb_coded_side_data(count.get());
        }
    }

    private Map<String, String> options() {
        return switch (codec) {
            case H264 -> {
                context.slices(THREADS).qmin(18).qmax(24);
                context.bit_rate(20_000_000);
                yield Map.of("rc_mode", "quality", "coder", "cabac", "allow_skip_frames", "0");
            }
            case VP9 -> Map.of("crf", "24", "b", "0", "deadline", "realtime", "cpu-used", "6", "row-mt", "1");
            case AV1 -> Map.of("crf", "28", "preset", "10");
        };
    }

    private void open(Map<String, String> values) {
        var options = new AVDictionary(null);
        values.forEach((key, value) -> av_dict_set(options, key, value, 0));
        try {
            check(avcodec_open2(context, context.codec(), options));
        } finally {
            av_dict_free(options);
        }
    }

    private void send(@Nullable AVFrame frame, Consumer<AVPacket> packets) {
        check(avcodec_send_frame(context, frame));
        while (true) {
            var result = avcodec_receive_packet(context, packet);
            if (result == AVERROR_EAGAIN() || result == AVERROR_EOF()) {
                return;
            }
            check(result);
            packet.duration(1);
            packets.accept(packet);
        }
    }

    private void check(int result) {
        NativeError.check(
                result, ErrorCode.UNSUPPORTED_FORMAT, "out", "the pictures cannot be coded as " + codec.word());
    }
}
