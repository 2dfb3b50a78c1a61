package dev.shotwright.media;

import static org.bytedeco.ffmpeg.global.avcodec.AV_PKT_FLAG_DISCARD;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_get_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_profile_name;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_VIDEO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;
import static org.bytedeco.ffmpeg.global.avutil.av_color_primaries_name;
import static org.bytedeco.ffmpeg.global.avutil.av_color_range_name;
import static org.bytedeco.ffmpeg.global.avutil.av_color_space_name;
import static org.bytedeco.ffmpeg.global.avutil.av_color_transfer_name;
import static org.bytedeco.ffmpeg.global.avutil.av_get_pix_fmt_name;

import dev.shotwright.media.Inspection.Colours;
import dev.shotwright.media.Inspection.Count;
import dev.shotwright.media.Inspection.PictureTrack;
import dev.shotwright.media.Inspection.SoundTrack;
import dev.shotwright.media.Inspection.Start;
import dev.shotwright.media.Inspection.Track;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.ffmpeg.avcodec.AVCodecParameters;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.javacpp.BytePointer;
import org.jspecify.annotations.Nullable;

/** One look into a file: its packets are counted, its pictures are not decoded. */
final class Inspector {
    private static final long MOST_BYTES_READ = 1L << 30;
    private static final double MICROSECONDS = 1e6;
    private static final double LONGEST_SECONDS = 1e9;

    private final Demuxer demuxer;
    private final @Nullable AVStream pictures;
    private long shown;
    private double end;
    private @Nullable String damage;

    private Inspector(Demuxer demuxer) {
        this.demuxer = demuxer;
        this.pictures = demuxer.best(AVMEDIA_TYPE_VIDEO);
    }

    static Inspection inspect(String field, Path file, Limits limits) {
        try {
            if (Files.isDirectory(file)) {
                return sequence("frames", file, PictureSequence.ofFolder(field, file, limits));
            }
            var format = FileFormat.of(field, file, limits);
            if (format == FileFormat.WEBP) {
                var bytes = PictureReader.bytes(field, file, format);
                if (WebpAnimation.is(bytes)) {
                    return animation(file, WebpAnimation.of(field, file, bytes, limits), bytes);
                }
            }
            if (format.still()) {
                return sequence(format.word(), file, new PictureSequence(field, List.of(file), limits));
            }
            try (var demuxer = new Demuxer(field, file, format, limits)) {
                return new Inspector(demuxer).look(Files.size(file));
            }
        } catch (IOException e) {
            throw new ShotwrightException(
                    ErrorCode.UNREADABLE_MEDIA, field, "%s '%s' cannot be read: %s".formatted(field, file, e), e);
        }
    }

    private static Inspection sequence(String container, Path path, PictureSequence pictures) throws IOException {
        return new Inspection(
                path,
                container,
                pictures.bytes(),
                pictures.count() == 1 ? Duration.ZERO : seconds(pictures.fps().secondsAt(pictures.count())),
                Start.AT_ONCE,
                List.of(new PictureTrack(
                        pictures.codec(),
                        null,
                        pictures.width(),
                        pictures.height(),
                        pictures.fps(),
                        pictures.count(),
                        Count.EXACT,
                        "rgb",
                        new Colours("pc", "gbr", "unknown", "unknown"),
                        0)),
                pictures.texts(),
                null);
    }

    private static Inspection animation(Path file, WebpAnimation animation, byte[] bytes) {
        return new Inspection(
                file,
                FileFormat.WEBP.word(),
                bytes.length,
                seconds(animation.duration()),
                Start.AT_ONCE,
                List.of(new PictureTrack(
                        FileFormat.WEBP.word(),
                        null,
                        animation.width(),
                        animation.height(),
                        animation.fps(),
                        animation.count(),
                        Count.EXACT,
                        "rgb",
                        new Colours("pc", "gbr", "unknown", "unknown"),
                        0)),
                WebpChunks.texts(bytes),
                null);
    }

    private Inspection look(long bytes) {
        var start = demuxer.startsAtOnce() ? Start.AT_ONCE : Start.WHEN_WHOLE;
        var count = bytes <= MOST_BYTES_READ ? Count.EXACT : Count.ESTIMATED;
        switch (count) {
            case EXACT -> countPackets();
            case ESTIMATED -> estimate();
        }
        var tracks = new ArrayList<Track>();
        if (pictures != null) {
            tracks.add(track(pictures, count));
        }
        for (var number = 0; number < demuxer.context().nb_streams(); number++) {
            var parameters = demuxer.context().streams(number).codecpar();
            if (parameters.codec_type() == AVMEDIA_TYPE_AUDIO) {
                tracks.add(new SoundTrack(
                        name(avcodec_get_name(parameters.codec_id())),
                        parameters.sample_rate(),
                        parameters.ch_layout().nb_channels()));
            }
        }
        return new Inspection(
                demuxer.file(),
                demuxer.format().word(),
                bytes,
                seconds(end),
                start,
                tracks,
                demuxer.metadata(),
                damage);
    }

    private void countPackets() {
        try {
            for (var packet = demuxer.next(); packet != null; packet = demuxer.next()) {
                count(packet);
            }
            if (pictures != null) {
                demuxer.checkWhole(pictures);
                var fps = VideoSource.fps(demuxer, pictures);
                if (Math.abs(end - fps.secondsAt(shown)) < fps.secondsAt(1)) {
                    end = fps.secondsAt(shown);
                }
            }
        } catch (ShotwrightException e) {
            damage = e.getMessage();
        }
    }

    private void count(AVPacket packet) {
        var stream = demuxer.context().streams(packet.stream_index());
        var picture = pictures != null && stream.index() == pictures.index();
        if (packet.pts() != AV_NOPTS_VALUE && (pictures == null || picture)) {
            var ticks = packet.pts() + packet.duration() - Math.max(0, stream.start_time());
            end = Math.max(
                    end,
                    (double) ticks
                            * stream.time_base().num()
                            / stream.time_base().den());
        }
        if (picture) {
            shown += (packet.flags() & AV_PKT_FLAG_DISCARD) == 0 ? 1 : 0;
        }
    }

    private void estimate() {
        end = demuxer.context().duration() / MICROSECONDS;
        if (pictures != null) {
            var announced = pictures.nb_frames();
            shown = announced > 0
                    ? announced
                    : Math.round(Math.max(0, end)
                            * VideoSource.fps(demuxer, pictures).framesPerSecond());
        }
    }

    private PictureTrack track(AVStream stream, Count count) {
        var parameters = stream.codecpar();
        var orientation = VideoSource.orientation(stream);
        var crop = VideoSource.crop(stream);
        var width = parameters.width() - crop[2] - crop[3];
        var height = parameters.height() - crop[0] - crop[1];
        var profile = avcodec_profile_name(parameters.codec_id(), parameters.profile());
        return new PictureTrack(
                name(avcodec_get_name(parameters.codec_id())),
                profile == null ? null : profile.getString(),
                orientation.swapsSides() ? height : width,
                orientation.swapsSides() ? width : height,
                VideoSource.fps(demuxer, stream),
                shown,
                count,
                name(av_get_pix_fmt_name(parameters.format())),
                colours(parameters),
                orientation.degrees());
    }

    private static Colours colours(AVCodecParameters parameters) {
        return new Colours(
                name(av_color_range_name(parameters.color_range())),
                name(av_color_space_name(parameters.color_space())),
                name(av_color_primaries_name(parameters.color_primaries())),
                name(av_color_transfer_name(parameters.color_trc())));
    }

    private static String name(@Nullable BytePointer text) {
        return text == null ? "unknown" : text.getString();
    }

    private static Duration seconds(double seconds) {
        return Double.isFinite(seconds) && seconds > 0 && seconds < LONGEST_SECONDS
                ? Duration.ofNanos(Math.round(seconds * 1e9))
                : Duration.ZERO;
    }
}
