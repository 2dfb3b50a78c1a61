package dev.shotwright.media;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_CORRUPT;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.AVSEEK_FLAG_BACKWARD;
import static org.bytedeco.ffmpeg.global.avformat.AV_DISPOSITION_ATTACHED_PIC;
import static org.bytedeco.ffmpeg.global.avformat.av_find_best_stream;
import static org.bytedeco.ffmpeg.global.avformat.av_find_input_format;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.av_seek_frame;
import static org.bytedeco.ffmpeg.global.avformat.avformat_close_input;
import static org.bytedeco.ffmpeg.global.avformat.avformat_find_stream_info;
import static org.bytedeco.ffmpeg.global.avformat.avformat_index_get_entries_count;
import static org.bytedeco.ffmpeg.global.avformat.avformat_open_input;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_EOF;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_copy;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_iterate;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.bytedeco.ffmpeg.avcodec.AVCodec;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVDictionaryEntry;
import org.bytedeco.javacpp.PointerPointer;
import org.jspecify.annotations.Nullable;

/** A file of compressed pictures and sound, taken apart into packets. */
final class Demuxer implements AutoCloseable {
    /*
     * A file cannot make FFmpeg open another one: the demuxer is chosen by us and reads no playlists, the only protocol is
     * that of plain files, and the decoders are those of the formats that we name.
     */
    private static final String DECODERS = String.join(
            ",",
            "h264,hevc,vp8,vp9,libvpx,libvpx-vp9,av1,libaom-av1,mpeg4,mjpeg,prores,gif,png,webp,bmp,rawvideo,qtrle",
            "aac,mp3,mp3float,opus,libopus,vorbis,flac,alac,ac3,pcm_s16le,pcm_s16be,pcm_s24le,pcm_s24be,pcm_s32le",
            "pcm_f32le,pcm_f64le,pcm_u8,pcm_alaw,pcm_mulaw,adpcm_ms,adpcm_ima_wav");

    private static final Set<String> CONTAINERS_OWN =
            Set.of("major_brand", "minor_version", "compatible_brands", "encoder");

    private final String field;
    private final Path file;
    private final FileFormat format;
    private final NativeScope scope = new NativeScope();
    private final AVFormatContext context = new AVFormatContext(null);
    private final AVPacket packet;
    private final @Nullable Mp4Boxes boxes;
    private final long[] packets;
    private boolean sought;

    Demuxer(String field, Path file, FileFormat format, Limits limits) {
        this.field = field;
        this.file = file;
        this.format = format;
        CutOff.check(field, file, format);
        boxes = format == FileFormat.MP4 ? Mp4Boxes.of(field, file, limits) : null;
        try {
            var options = new AVDictionary(null);
            Map.of(
                            "format_whitelist", format.reader(),
                            "protocol_whitelist", "file",
                            "codec_whitelist", DECODERS,
                            "max_streams", "32",
                            "probesize", "5000000",
                            "analyzeduration", "2000000")
                    .forEach((key, value) -> av_dict_set(options, key, value, 0));
            try {
                check(avformat_open_input(context, "file:" + file, av_find_input_format(format.reader()), options));
            } finally {
                av_dict_free(options);
            }
            scope.own(context, c -> avformat_close_input(c));
            for (var number = 0; number < context.nb_streams(); number++) {
                var parameters = context.streams(number).codecpar();
                limits.checkPixels(field, file, parameters.width(), parameters.height());
            }
            probe(limits);
            packet = scope.own(av_packet_alloc(), p -> av_packet_free(p));
            packets = new long[context.nb_streams()];
        } catch (RuntimeException e) {
            scope.close();
            throw e;
        }
    }

    String field() {
        return field;
    }

    Path file() {
        return file;
    }

    FileFormat format() {
        return format;
    }

    /** Whether a player can start before it has the whole file. */
    boolean startsAtOnce() {
        return boxes == null || boxes.indexFirst();
    }

    AVFormatContext context() {
        return context;
    }

    /** The stream of a kind that a player would show, or null. */
    @Nullable
    AVStream best(int mediaType) {
        var number = av_find_best_stream(context, mediaType, -1, -1, (AVCodec) null, 0);
        if (number < 0) {
            return null;
        }
        var stream = context.streams(number);
        return (stream.disposition() & AV_DISPOSITION_ATTACHED_PIC) == 0 ? stream : null;
    }

    /** The stream of moving pictures. */
    AVStream pictures() {
        var stream = best(AVMEDIA_TYPE_VIDEO);
        if (stream == null) {
            throw new ShotwrightException(
                    ErrorCode.UNREADABLE_MEDIA,
                    field,
                    "%s '%s' holds no moving pictures; accepted are clips".formatted(field, file));
        }
        return stream;
    }

    /** The next packet of any stream, or null at the end; it is valid until the next call. */
    @Nullable
    AVPacket next() {
        av_packet_unref(packet);
        var result = av_read_frame(context, packet);
        if (result == AVERROR_EOF()) {
            return null;
        }
        check(result);
        if (format == FileFormat.MP4 && (packet.flags() & AV_PKT_FLAG_CORRUPT) != 0) {
            throw new ShotwrightException(
                    ErrorCode.UNREADABLE_MEDIA,
                    field,
                    "%s '%s' is cut off after %d frames".formatted(field, file, packets[packet.stream_index()]));
        }
        if (packet.stream_index() < packets.length) {
            packets[packet.stream_index()]++;
        }
        return packet;
    }

    /** The packets of a stream that were read. */
    long packets(AVStream stream) {
        return stream.index() < packets.length ? packets[stream.index()] : 0;
    }

    /** Once all packets are read, the number that an MP4 file announces and does not hold; else 0. */
    long missing(AVStream stream) {
        return format == FileFormat.MP4 && !sought
                ? Math.max(0, avformat_index_get_entries_count(stream) - packets(stream))
                : 0;
    }

    /** Refuses a file that ended before all that it announces. */
    void checkWhole(AVStream stream) {
        var missing = missing(stream);
        if (missing > 0) {
            throw new ShotwrightException(
                    ErrorCode.UNREADABLE_MEDIA,
                    field,
                    "%s '%s' is cut off: %d of %d frames are there"
                            .formatted(field, file, packets(stream), packets(stream) + missing));
        }
    }

    /** Goes to the last place before a time from which decoding can begin; false if this file cannot. */
    boolean seek(AVStream stream, long time) {
        sought = true;
        return av_seek_frame(context, stream.index(), time, AVSEEK_FLAG_BACKWARD) >= 0;
    }

    /** What the file says of itself. */
    Map<String, String> metadata() {
        var tags = new TreeMap<String, String>();
        spelledMetadata().forEach((key, value) -> tags.put(key.toLowerCase(Locale.ROOT), value));
        var comment = tags.get("comment");
        return format == FileFormat.GIF && comment != null ? TextLines.read(comment) : tags;
    }

    /** The same with its keys as the file spells them. */
    Map<String, String> spelledMetadata() {
        var dictionary = context.metadata();
        var tags = new TreeMap<String, String>();
        for (AVDictionaryEntry entry = av_dict_iterate(dictionary, null);
                entry != null;
                entry = av_dict_iterate(dictionary, entry)) {
            tags.put(entry.key().getString(), entry.value().getString());
        }
        tags.keySet().removeIf(key -> CONTAINERS_OWN.contains(key.toLowerCase(Locale.ROOT)));
        return tags;
    }

    void check(int result) {
        NativeError.check(
                result, ErrorCode.UNREADABLE_MEDIA, field, "%s '%s' is damaged or cut off".formatted(field, file));
    }

    @Override
    public void close() {
        scope.close();
    }

    private void probe(Limits limits) {
        var streams = context.nb_streams();
        var pixels = new AVDictionary(null);
        av_dict_set(pixels, "max_pixels", Long.toString(limits.pixelsWithEdges()), 0);
        try (var options = new PointerPointer<AVDictionary>(Math.max(1, streams))) {
            for (var number = 0; number < streams; number++) {
                var copy = new AVDictionary(null);
                av_dict_copy(copy, pixels, 0);
                options.put(number, copy);
            }
            try {
                check(avformat_find_stream_info(context, options));
            } finally {
                for (var number = 0; number < streams; number++) {
                    av_dict_free(new AVDictionary(options.get(number)));
                }
            }
        } finally {
            av_dict_free(pixels);
        }
    }
}
