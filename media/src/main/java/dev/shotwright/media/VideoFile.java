package dev.shotwright.media;

import dev.shotwright.vocabulary.ClipFormat;
import java.nio.file.Path;
import org.bytedeco.ffmpeg.avformat.AVStream;

/** A file of compressed pictures in a container of FFmpeg. */
final class VideoFile implements Encoding {
    private final Muxer muxer;
    private final VideoEncoder encoder;
    private final AVStream stream;
    private long frames;

    VideoFile(Path file, Container container, ClipFormat format, ClipOptions options) {
        encoder = new VideoEncoder(container.codecs().getFirst(), format);
        muxer = new Muxer(file, container);
        stream = muxer.addStream(encoder.parameters(), encoder.frameTime());
        stream.avg_frame_rate(encoder.frameRate());
        muxer.begin(options.metadata());
    }

    @Override
    public void frame(int[] pixels) {
        encoder.encode(pixels, frames++, packet -> muxer.write(packet, stream, encoder.frameTime()));
    }

    @Override
    public void finish() {
        encoder.finish(packet -> muxer.write(packet, stream, encoder.frameTime()));
        muxer.finish();
    }

    @Override
    public void close() {
        try (encoder) {
            muxer.close();
        }
    }
}
