package dev.shotwright.media;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_from_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN;

import dev.shotwright.vocabulary.ErrorCode;
import java.util.Map;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.jspecify.annotations.Nullable;

/** One of FFmpeg's encoders: frames in, packets out. */
final class Encoder implements AutoCloseable {
    private final String name;
    private final NativeScope scope = new NativeScope();
    private final AVCodecContext context;
    private final AVCodecParameters parameters;
    private final AVPacket packet;

    /**
     * Opens an encoder.
     *
     * @param name FFmpeg's name for it
     * @param settings sets up its context
     * @param options what only this encoder knows
     */
    Encoder(String name, Consumer<AVCodecContext> settings, Map<String, String> options) {
        this.name = name;
        try {
            context =
                    scope.own(avcodec_alloc_context3(avcodec_find_encoder_by_name(name)), c -> avcodec_free_context(c));
            settings.accept(context);
            open(options);
            parameters = scope.own(avcodec_parameters_alloc(), p -> avcodec_parameters_free(p));
            check(avcodec_parameters_from_context(parameters, context));
            packet = scope.own(av_packet_alloc(), p -> av_packet_free(p));
        } catch (RuntimeException e) {
            scope.close();
            throw e;
        }
    }

    AVCodecParameters parameters() {
        return parameters;
    }

    /** The unit in which frames and packets count time. */
    AVRational timeBase() {
        return context.time_base();
    }

    AVRational frameRate() {
        return context.framerate();
    }

    /** The samples of sound in a frame. */
    int samplesPerFrame() {
        return context.frame_size();
    }

    /** Encodes a frame, or with null gives out what is still held back; a packet is valid until the next. */
    void encode(@Nullable AVFrame frame, Consumer<AVPacket> packets) {
        check(avcodec_send_frame(context, frame));
        while (true) {
            var result = avcodec_receive_packet(context, packet);
            if (result == AVERROR_EAGAIN() || result == AVERROR_EOF()) {
                return;
            }
            check(result);
            packets.accept(packet);
        }
    }

    @Override
    public void close() {
        scope.close();
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

    private void check(int result) {
        NativeError.check(result, ErrorCode.UNSUPPORTED_FORMAT, "out", name + " cannot code this");
    }
}
