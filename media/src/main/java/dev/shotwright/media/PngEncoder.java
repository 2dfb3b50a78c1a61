package dev.shotwright.media;

import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;

import dev.shotwright.vocabulary.ErrorCode;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** Pictures of one size as the bytes of PNG files, which say the same of themselves. */
final class PngEncoder implements AutoCloseable {
    private static final int COMPRESSION = 3;

    private final int width;
    private final int height;
    private final byte[] texts;
    private final byte[] row;
    private final NativeScope scope = new NativeScope();
    private final Encoder encoder;
    private final AVFrame frame;
    private byte[] file = {};

    PngEncoder(int width, int height, Map<String, String> metadata) {
        this.width = width;
        this.height = height;
        this.texts = PngTexts.write(metadata);
        this.row = new byte[width * 3];
        try {
            encoder = new Encoder(
                    "png",
                    context -> context.width(width)
                            .height(height)
                            .pix_fmt(AV_PIX_FMT_RGB24)
                            .time_base(new AVRational().num(1).den(1))
                            .thread_count(1)
                            .compression_level(COMPRESSION),
                    Map.of("pred", "up"));
            scope.onClose(encoder::close);
            frame = scope.own(av_frame_alloc(), f -> av_frame_free(f));
            frame.width(width).height(height).format(AV_PIX_FMT_RGB24);
            NativeError.check(
                    av_frame_get_buffer(frame, 0),
                    ErrorCode.INTERNAL,
                    "out",
                    "a picture cannot be prepared for coding");
        } catch (RuntimeException e) {
            scope.close();
            throw e;
        }
    }

    /** The file of a picture of pixels 0xRRGGBB. */
    byte[] encode(int[] pixels) {
        var data = frame.data(0);
        for (var y = 0; y < height; y++) {
            for (int x = 0, to = 0; x < width; x++) {
                var pixel = pixels[y * width + x];
                row[to++] = (byte) (pixel >> 16);
                row[to++] = (byte) (pixel >> 8);
                row[to++] = (byte) pixel;
            }
            data.position((long) y * frame.linesize(0)).put(row, 0, row.length);
        }
        encoder.encode(frame, this::take);
        return file;
    }

    @Override
    public void close() {
        scope.close();
    }

    private void take(AVPacket packet) {
        var picture = packet.data();
        file = new byte[packet.size() + texts.length];
        picture.get(file, 0, PngTexts.POSITION);
        System.arraycopy(texts, 0, file, PngTexts.POSITION, texts.length);
        picture.position(PngTexts.POSITION)
                .get(file, PngTexts.POSITION + texts.length, packet.size() - PngTexts.POSITION);
    }
}
