package dev.shotwright.media;

import dev.shotwright.vocabulary.ClipFormat;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.jspecify.annotations.Nullable;

/** A file of compressed pictures, with or without sound, in a container of FFmpeg. */
final class VideoFile implements Encoding {
    private final ClipFormat format;
    private final NativeScope scope = new NativeScope();
    private final VideoEncoder encoder;
    private final Muxer muxer;
    private final AVStream stream;
    private final @Nullable SoundTrack track;
    private long frames;

    VideoFile(Path file, Container container, ClipFormat format, ClipOptions options, @Nullable Sound sound) {
        this.format = format;
        try {
            encoder = new VideoEncoder(options.codecIn(container), format);
            scope.onClose(encoder::close);
            muxer = new Muxer(file, container);
            scope.onClose(muxer::close);
            stream = muxer.addStream(encoder.parameters(), encoder.frameTime());
            stream.avg_frame_rate(encoder.frameRate());
            if (sound == null) {
                track = null;
            } else {
                track = new SoundTrack(sound, container, muxer);
                scope.onClose(track::close);
            }
            muxer.begin(options.metadata());
        } catch (RuntimeException e) {
            scope.close();
            throw e;
        }
    }

    @Override
    public void frame(int[] pixels) {
        encoder.encode(pixels, frames++, packet -> muxer.write(packet, stream, encoder.frameTime()));
        if (track != null) {
            track.advance(format.fps().secondsAt(frames));
        }
    }

    @Override
    public void finish() {
        encoder.finish(packet -> muxer.write(packet, stream, encoder.frameTime()));
        if (track != null) {
            track.finish(format.fps().secondsAt(frames));
        }
        muxer.finish();
    }

    @Override
    public void close() {
        scope.close();
    }
}
