package dev.shotwright.media;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_PAL8;

import dev.shotwright.vocabulary.ClipFormat;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** An animated GIF that plays for ever; each frame has the 255 colours that suit it best. */
final class GifFile implements Encoding {
    private static final int MOST_FRAMES_PER_SECOND = 50;

    private final Path file;
    private final Map<String, String> metadata;
    private final NativeScope scope = new NativeScope();
    private final Palette palette;
    private final Encoder encoder;
    private final Muxer muxer;
    private final AVStream stream;

    GifFile(Path file, ClipFormat format, Map<String, String> metadata) {
        this.file = file;
        this.metadata = metadata;
        var fps = format.fps();
        if (fps.framesPerSecond() > MOST_FRAMES_PER_SECOND) {
            throw new ShotwrightException(
                    ErrorCode.INVALID_VALUE,
                    "fps",
                    "fps is %s; gif accepts at most %d".formatted(fps, MOST_FRAMES_PER_SECOND));
        }
        try {
            palette = new Palette(format);
            scope.onClose(palette::close);
            encoder = new Encoder(
                    "gif",
                    context -> context.width(format.width())
                            .height(format.height())
                            .pix_fmt(AV_PIX_FMT_PAL8)
                            .time_base(new AVRational().num(fps.denominator()).den(fps.numerator())),
                    Map.of());
            scope.onClose(encoder::close);
            muxer = new Muxer(file, Container.GIF);
            scope.onClose(muxer::close);
            stream = muxer.addStream(encoder.parameters(), encoder.timeBase());
            muxer.begin(Map.of());
        } catch (RuntimeException e) {
            scope.close();
            throw e;
        }
    }

    @Override
    public void frame(int[] pixels) {
        palette.reduce(pixels, frame -> encoder.encode(frame, this::write));
    }

    @Override
    public void finish() {
        palette.finish(frame -> encoder.encode(frame, this::write));
        encoder.encode(null, this::write);
        muxer.finish();
        muxer.close();
        try {
            GifComment.insert(file, metadata);
        } catch (IOException e) {
            throw Target.storageFailed(file, e);
        }
    }

    @Override
    public void close() {
        scope.close();
    }

    private void write(AVPacket packet) {
        muxer.write(packet.duration(1), stream, encoder.timeBase());
    }
}
