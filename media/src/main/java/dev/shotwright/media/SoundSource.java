package dev.shotwright.media;

import static org.bytedeco.ffmpeg.global.avutil.AVERROR_INPUT_CHANGED;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AV_CHANNEL_ORDER_UNSPEC;
import static org.bytedeco.ffmpeg.global.avutil.AV_SAMPLE_FMT_FLT;
import static org.bytedeco.ffmpeg.global.avutil.av_channel_layout_default;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_unref;
import static org.bytedeco.ffmpeg.global.avutil.av_opt_set_double;
import static org.bytedeco.ffmpeg.global.swresample.swr_alloc;
import static org.bytedeco.ffmpeg.global.swresample.swr_close;
import static org.bytedeco.ffmpeg.global.swresample.swr_convert_frame;
import static org.bytedeco.ffmpeg.global.swresample.swr_free;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.swresample.SwrContext;
import org.bytedeco.javacpp.FloatPointer;
import org.jspecify.annotations.Nullable;

/** The sound of a file of any kind. */
final class SoundSource implements Sound {
    /** One channel is given to both at full volume; FFmpeg would halve its power. */
    private static final double MONO_VOLUME = Math.sqrt(2);

    private final NativeScope scope = new NativeScope();
    private final Demuxer demuxer;
    private final Decoder decoder;
    private final SwrContext conversion;
    private final AVFrame converted;
    private int position;
    private boolean ended;

    SoundSource(String field, Path file, Limits limits) {
        var format = FileFormat.of(field, file, limits);
        try {
            if (format.still()) {
                throw silent(field, file);
            }
            demuxer = new Demuxer(field, file, format, limits);
            scope.onClose(demuxer::close);
            var stream = demuxer.best(AVMEDIA_TYPE_AUDIO);
            if (stream == null) {
                throw silent(field, file);
            }
            decoder = new Decoder(demuxer, stream, limits);
            scope.onClose(decoder::close);
            conversion = scope.own(swr_alloc(), c -> swr_free(c));
            converted = scope.own(av_frame_alloc(), f -> av_frame_free(f));
        } catch (RuntimeException e) {
            scope.close();
            throw e;
        }
    }

    @Override
    public int read(float[] samples, int count) {
        var done = 0;
        while (done < count && (position < converted.nb_samples() || convertNext())) {
            var some = Math.min(count - done, converted.nb_samples() - position);
            new FloatPointer(converted.data(0))
                    .position((long) position * CHANNELS)
                    .get(samples, done * CHANNELS, some * CHANNELS);
            position += some;
            done += some;
        }
        return done;
    }

    /** Leaves samples out. */
    void skip(long count) {
        for (var left = count; left > 0 && (position < converted.nb_samples() || convertNext()); ) {
            var some = (int) Math.min(left, converted.nb_samples() - position);
            position += some;
            left -= some;
        }
    }

    @Override
    public void close() {
        scope.close();
    }

    private boolean convertNext() {
        while (!ended) {
            var frame = decoder.next();
            ended = frame == null;
            convert(frame);
            if (converted.nb_samples() > 0) {
                return true;
            }
        }
        return false;
    }

    private void convert(@Nullable AVFrame frame) {
        if (frame != null && frame.ch_layout().order() == AV_CHANNEL_ORDER_UNSPEC) {
            av_channel_layout_default(frame.ch_layout(), frame.ch_layout().nb_channels());
        }
        if (frame != null && frame.ch_layout().nb_channels() == 1) {
            av_opt_set_double(conversion, "rematrix_volume", MONO_VOLUME, 0);
        }
        var result = convertOnce(frame);
        if (result == AVERROR_INPUT_CHANGED) {
            swr_close(conversion);
            result = convertOnce(frame);
        }
        demuxer.check(result);
    }

    private int convertOnce(@Nullable AVFrame frame) {
        av_frame_unref(converted);
        position = 0;
        converted.sample_rate(RATE).format(AV_SAMPLE_FMT_FLT);
        av_channel_layout_default(converted.ch_layout(), CHANNELS);
        return swr_convert_frame(conversion, converted, frame);
    }

    private static ShotwrightException silent(String field, Path file) {
        return new ShotwrightException(
                ErrorCode.UNREADABLE_MEDIA,
                field,
                "%s '%s' holds no sound; accepted are WAV, MP3, M4A, AAC, FLAC, Ogg and clips with sound"
                        .formatted(field, file));
    }
}
