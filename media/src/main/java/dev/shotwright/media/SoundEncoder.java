package dev.shotwright.media;

import static org.bytedeco.ffmpeg.global.avcodec.AV_CODEC_FLAG_GLOBAL_HEADER;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLT;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLTP;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_make_writable;

import dev.shotwright.vocabulary.ErrorCode;
import java.util.Map;
import java.util.function.Consumer;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;
import org.bytedeco.javacpp.FloatPointer;

/** Sound in, packets of compressed sound out; packets count time in samples. AAC for MP4, Opus for WebM. */
final class SoundEncoder implements AutoCloseable {
    private static final int BITS_PER_SECOND = 160_000;

    private final boolean planar;
    private final NativeScope scope = new NativeScope();
    private final Encoder encoder;
    private final AVFrame frame;
    private final float[] channel;
    private long samples;

    SoundEncoder(Container container) {
        planar = container == Container.MP4;
        var sampleFormat = planar ? AV_SAMPLE_FMT_FLTP : AV_SAMPLE_FMT_FLT;
        try {
            encoder = new Encoder(planar ? "aac" : "libopus", context -> prepare(context, sampleFormat), Map.of());
            scope.onClose(encoder::close);
            frame = scope.own(av_frame_alloc(), f -> av_frame_free(f));
            frame.format(sampleFormat).sample_rate(Sound.RATE).nb_samples(encoder.samplesPerFrame());
            av_channel_layout_default(frame.ch_layout(), Sound.CHANNELS);
            check(av_frame_get_buffer(frame, 0));
            channel = new float[encoder.samplesPerFrame()];
        } catch (RuntimeException e) {
            scope.close();
            throw e;
        }
    }

    AVCodecParameters parameters() {
        return encoder.parameters();
    }

    /** The unit in which packets count time. */
    AVRational sampleTime() {
        return encoder.timeBase();
    }

    /** The samples that are encoded at a time; only the last call may bring fewer. */
    int samplesPerFrame() {
        return encoder.samplesPerFrame();
    }

    /** Encodes samples, left and right in turns. */
    void encode(float[] interleaved, int count, Consumer<AVPacket> packets) {
        check(av_frame_make_writable(frame));
        if (planar) {
            for (var number = 0; number < Sound.CHANNELS; number++) {
                for (var index = 0; index < count; index++) {
                    channel[index] = interleaved[index * Sound.CHANNELS + number];
                }
                new FloatPointer(frame.data(number)).put(channel, 0, count);
            }
        } else {
            new FloatPointer(frame.data(0)).put(interleaved, 0, count * Sound.CHANNELS);
        }
        frame.nb_samples(count).pts(samples);
        samples += count;
        encoder.encode(frame, packets);
    }

    /** Gives out the packets that are still held back. */
    void finish(Consumer<AVPacket> packets) {
        encoder.encode(null, packets);
    }

    @Override
    public void close() {
        scope.close();
    }

    private static void prepare(AVCodecContext context, int sampleFormat) {
        context.sample_rate(Sound.RATE)
                .sample_fmt(sampleFormat)
                .time_base(new AVRational().num(1).den(Sound.RATE))
                .bit_rate(BITS_PER_SECOND);
        context.flags(context.flags() | AV_CODEC_FLAG_GLOBAL_HEADER);
        av_channel_layout_default(context.ch_layout(), Sound.CHANNELS);
    }

    private static void check(int result) {
        NativeError.check(result, ErrorCode.INTERNAL, "audio", "the sound cannot be prepared for coding");
    }
}
