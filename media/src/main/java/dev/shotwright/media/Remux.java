package dev.shotwright.media;

import static org.bytedeco.ffmpeg.global.avutil.AVMEDIA_TYPE_AUDIO;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.jspecify.annotations.Nullable;

/**
 * A copy of an MP4 or WebM clip whose pictures are the same to the bit, with another sound or other metadata.
 *
 * @param sound a file whose sound replaces the clip's, cut or continued by silence to its length, or null to keep it
 * @param metadata what the copy says of itself beside what the clip says; of the same name, these win
 */
public record Remux(Path clip, @Nullable Path sound, Map<String, String> metadata) {

    public Remux {
        metadata = ClipOptions.standard().withMetadata(metadata).metadata();
    }

    public static Remux of(Path clip) {
        return new Remux(clip, null, Map.of());
    }

    public Remux withSound(Path sound) {
        return new Remux(clip, sound, metadata);
    }

    public Remux withMetadata(Map<String, String> metadata) {
        return new Remux(clip, sound, metadata);
    }

    /** Writes the copy; its ending says whether it is MP4 or WebM. */
    public void write(Path target, Existing existing, Limits limits) {
        var container = Container.of(target);
        if (!container.sounds()) {
            throw new ShotwrightException(
                    ErrorCode.UNSUPPORTED_FORMAT,
                    "out",
                    "out is '%s'; accepted endings of a copy are .mp4 and .webm".formatted(target));
        }
        var format = FileFormat.of("clip", clip, limits);
        if (format.still()) {
            throw new ShotwrightException(
                    ErrorCode.UNREADABLE_MEDIA, "clip", "clip '%s' is a picture; accepted are clips".formatted(clip));
        }
        try (var file = Target.file(target, existing);
                var demuxer = new Demuxer("clip", clip, format, limits);
                var voice = sound == null ? null : new SoundSource("audio", sound, limits);
                var muxer = new Muxer(file.hidden(), container)) {
            copy(demuxer, muxer, container, voice);
            file.publish();
        }
    }

    private void copy(Demuxer demuxer, Muxer muxer, Container container, @Nullable Sound voice) {
        var pictures = demuxer.pictures();
        var newPictures = muxer.addStream(pictures.codecpar(), pictures.time_base());
        newPictures.avg_frame_rate(pictures.avg_frame_rate());
        var tags = demuxer.spelledMetadata();
        tags.keySet().removeIf(key -> metadata.containsKey(key.toLowerCase(Locale.ROOT)));
        tags.putAll(metadata);
        try (var track = voice == null ? null : new SoundTrack(voice, container, muxer)) {
            var kept = voice == null ? demuxer.best(AVMEDIA_TYPE_AUDIO) : null;
            var newKept = kept == null ? null : muxer.addStream(kept.codecpar(), kept.time_base());
            muxer.begin(tags);
            var end = 0.0;
            for (var packet = demuxer.next(); packet != null; packet = demuxer.next()) {
                if (packet.stream_index() == pictures.index()) {
                    if (packet.pts() != AV_NOPTS_VALUE) {
                        end = Math.max(end, seconds(pictures, packet.pts() + packet.duration()));
                    }
                    muxer.write(packet, newPictures, pictures.time_base());
                    if (track != null) {
                        track.advance(end);
                    }
                } else if (kept != null && newKept != null && packet.stream_index() == kept.index()) {
                    muxer.write(packet, newKept, kept.time_base());
                }
            }
            demuxer.checkWhole(pictures);
            if (track != null) {
                track.finish(end);
            }
            muxer.finish();
        }
    }

    private static double seconds(AVStream stream, long stamp) {
        var start = stream.start_time() == AV_NOPTS_VALUE ? 0 : stream.start_time();
        return (double) (stamp - start)
                * stream.time_base().num()
                / stream.time_base().den();
    }
}
