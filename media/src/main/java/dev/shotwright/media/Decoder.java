package dev.shotwright.media;

import static org.bytedeco.ffmpeg.global.avcodec.AV_EF_EXPLODE;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_flush_buffers;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_to_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.presets.avutil.AVERROR_EAGAIN;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.jspecify.annotations.Nullable;

/** The frames of one stream of a file: decoded pictures or sound. */
final class Decoder implements AutoCloseable {
    private static final int THREADS = 2;

    private final Demuxer demuxer;
    private final AVStream stream;
    private final NativeScope scope = new NativeScope();
    private final AVCodecContext context;
    private final AVFrame frame;
    private boolean drained;

    Decoder(Demuxer demuxer, AVStream stream, Limits limits) {
        this.demuxer = demuxer;
        this.stream = stream;
        try {
            var codec = avcodec_find_decoder(stream.codecpar().codec_id());
            if (codec == null) {
                throw new ShotwrightException(
                        ErrorCode.UNSUPPORTED_FORMAT,
                        demuxer.field(),
                        "%s '%s' is coded as %s, which is not read"
                                .formatted(
                                        demuxer.field(),
                                        demuxer.file(),
                                        avcodec_get_name(stream.codecpar().codec_id())
                                                .getString()));
            }
            context = scope.own(avcodec_alloc_context3(codec), c -> avcodec_free_context(c));
            demuxer.check(avcodec_parameters_to_context(context, stream.codecpar()));
            context.max_pixels(limits.pixelsWithEdges())
                    .thread_count(THREADS)
                    .err_recognition(AV_EF_EXPLODE)
                    .pkt_timebase(stream.time_base());
            demuxer.check(avcodec_open2(context, codec, (AVDictionary) null));
            frame = scope.own(av_frame_alloc(), f -> av_frame_free(f));
        } catch (RuntimeException e) {
            scope.close();
            throw e;
        }
    }

    AVStream stream() {
        return stream;
    }

    /** The next frame, or null at the end; it is valid until the next call. */
    @Nullable
    AVFrame next() {
        while (true) {
            var result = avcodec_receive_frame(context, frame);
            if (result == AVERROR_EOF()) {
                demuxer.checkWhole(stream);
                return null;
            }
            if (result != AVERROR_EAGAIN()) {
                demuxer.check(result);
                if ((frame.flags() & AVFrame.AV_FRAME_FLAG_CORRUPT) != 0) {
                    throw new ShotwrightException(
                            ErrorCode.UNREADABLE_MEDIA,
                            demuxer.field(),
                            "%s '%s' is damaged".formatted(demuxer.field(), demuxer.file()));
                }
                return frame;
            }
            feed();
        }
    }

    /** Goes to the last place before a time from which decoding can begin; false if this file cannot. */
    boolean seek(long time) {
        if (!demuxer.seek(stream, time)) {
            return false;
        }
        avcodec_flush_buffers(context);
        drained = false;
        return true;
    }

    @Override
    public void close() {
        scope.close();
    }

    private void feed() {
        for (AVPacket packet = demuxer.next(); packet != null; packet = demuxer.next()) {
            if (packet.stream_index() == stream.index()) {
                demuxer.check(avcodec_send_packet(context, packet));
                return;
            }
        }
        if (!drained) {
            drained = true;
            demuxer.check(avcodec_send_packet(context, null));
        }
    }
}
