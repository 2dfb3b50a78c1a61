package dev.shotwright.media;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_rescale_ts;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_parameters_copy;
import static org.bytedeco.ffmpeg.global.avformat.AVIO_FLAG_WRITE;
import static org.bytedeco.ffmpeg.global.avformat.av_interleaved_write_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_write_trailer;
import static org.bytedeco.ffmpeg.global.avformat.avformat_alloc_output_context2;
import static org.bytedeco.ffmpeg.global.avformat.avformat_free_context;
import static org.bytedeco.ffmpeg.global.avformat.avformat_new_stream;
import static org.bytedeco.ffmpeg.global.avformat.avformat_write_header;
import static org.bytedeco.ffmpeg.global.avformat.avio_closep;
import static org.bytedeco.ffmpeg.global.avformat.avio_flush;
import static org.bytedeco.ffmpeg.global.avformat.avio_open2;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import dev.shotwright.vocabulary.ErrorCode;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** A file in one of FFmpeg's containers, filled with packets of compressed pictures and sound. */
final class Muxer implements AutoCloseable {
    /** What iTunes' tags can hold; any other name needs Apple's keyed metadata. */
    private static final Set<String> PLAIN_TAGS =
            Set.of("title", "artist", "album", "date", "comment", "genre", "copyright", "description", "synopsis");

    private final Path file;
    private final Container container;
    private final NativeScope scope = new NativeScope();
    private final AVFormatContext context = new AVFormatContext(null);
    private final AVIOContext output = new AVIOContext(null);

    Muxer(Path file, Container container) {
        this.file = file;
        this.container = container;
        var url = "file:" + file;
        try {
            check(avformat_alloc_output_context2(context, null, container.word(), url));
            scope.own(context, c -> avformat_free_context(c));
            check(avio_open2(output, url, AVIO_FLAG_WRITE, null, (AVDictionary) null));
            scope.own(output, o -> avio_closep(o));
            context.pb(output);
            context.flags(context.flags() | AVFormatContext.AVFMT_FLAG_BITEXACT);
        } catch (RuntimeException e) {
            scope.close();
            throw e;
        }
    }

    /** A stream with these parameters, whose packets will count time in this unit. */
    AVStream addStream(AVCodecParameters parameters, AVRational timeBase) {
        var stream = avformat_new_stream(context, null);
        check(avcodec_parameters_copy(stream.codecpar(), parameters));
        stream.codecpar().codec_tag(0);
        stream.time_base(timeBase);
        return stream;
    }

    /** Writes the head of the file; all streams are added before. */
    void begin(Map<String, String> metadata) {
        var tags = new AVDictionary(null);
        metadata.forEach((key, value) -> av_dict_set(tags, key, value, 0));
        context.metadata(tags);
        var options = new AVDictionary(null);
        if (container == Container.MP4) {
            var keyed = PLAIN_TAGS.containsAll(metadata.keySet()) ? "" : "+use_metadata_tags";
            av_dict_set(options, "movflags", "+faststart" + keyed, 0);
        }
        try {
            NativeError.check(
                    avformat_write_header(context, options),
                    ErrorCode.UNSUPPORTED_FORMAT,
                    "out",
                    "%s cannot hold this".formatted(container.word()));
        } finally {
            av_dict_free(options);
        }
    }

    /** Writes a packet, whose times are counted in {@code timeBase}, and leaves it blank. */
    void write(AVPacket packet, AVStream stream, AVRational timeBase) {
        packet.stream_index(stream.index());
        av_packet_rescale_ts(packet, timeBase, stream.time_base());
        check(av_interleaved_write_frame(context, packet));
        check(output.error());
    }

    /** Writes the rest of the file; nothing can be added later. */
    void finish() {
        check(av_write_trailer(context));
        avio_flush(output);
        check(output.error());
    }

    @Override
    public void close() {
        scope.close();
    }

    private void check(int result) {
        NativeError.check(result, ErrorCode.STORAGE_FAILED, "out", "'%s' cannot be written".formatted(file));
    }
}
