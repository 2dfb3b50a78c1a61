package dev.shotwright.media;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_BGRA;

import dev.shotwright.vocabulary.ClipFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVStream;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** An animated WebP that plays for ever; its compressed frames are held in memory until it is finished. */
final class WebpFile implements Encoding {
    private static final int FRAMES_BETWEEN_KEY_FRAMES = 12;

    private final Path file;
    private final ClipFormat format;
    private final Map<String, String> metadata;
    private final NativeScope scope = new NativeScope();
    private final PixelFrame picture;
    private final Encoder encoder;
    private final Muxer muxer;
    private final AVStream stream;
    private long frames;

    WebpFile(Path file, ClipFormat format, Map<String, String> metadata) {
        this.file = file;
        this.format = format;
        this.metadata = metadata;
        var fps = format.fps();
        try {
            picture = new PixelFrame(format.width(), format.height(), AV_PIX_FMT_BGRA);
            scope.onClose(picture::close);
            encoder = new Encoder(
                    "libwebp_anim",
                    context -> context.width(format.width())
                            .height(format.height())
                            .pix_fmt(AV_PIX_FMT_BGRA)
                            .time_base(new AVRational().num(fps.denominator()).den(fps.numerator()))
                            .gop_size(FRAMES_BETWEEN_KEY_FRAMES)
                            .compression_level(2),
                    Map.of("quality", "85"));
            scope.onClose(encoder::close);
            muxer = new Muxer(file, Container.WEBP);
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
        picture.draw(pixels);
        picture.frame().pts(frames++);
        encoder.encode(picture.frame(), this::write);
    }

    @Override
    public void finish() {
        encoder.encode(null, this::write);
        muxer.finish();
        muxer.close();
        try {
            WebpChunks.addTexts(file, format.width(), format.height(), metadata);
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
