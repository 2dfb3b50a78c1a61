package dev.shotwright.media;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_encoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_packet;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_frame;
import static org.bytedeco.ffmpeg.global.avutil.AV_PIX_FMT_RGB24;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_free;
import static org.bytedeco.ffmpeg.global.avutil.av_dict_set;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_get_buffer;

import dev.shotwright.vocabulary.ErrorCode;
import java.util.Map;
import org.bytedeco.ffmpeg.avcodec.AVCodecContext;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avutil.AVDictionary;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.ffmpeg.avutil.AVRational;

/** Pictures of one size as the bytes of PNG files, which say the same of themselves. */
final class PngEncoder implements AutoCloseable {
    private final int width;
    private final int height;
    private final byte[] texts;
    private final byte[] row;
    private final NativeScope scope = new NativeScope();
    private final AVCodecContext context;
    private final AVFrame frame;
    private final AVPacket packet;

    PngEncoder(int width, int height, Map<String, String> metadata) {
        this.width = width;
        this.height = height;
        this.texts = PngTexts.write(metadata);
        this.row = new byte[width * 3];
        try {
            context = scope.own(
                    avcodec_alloc_context3(avcodec_find_encoder_by_name("png")), c -> avcodec_free_context(c));
            context.width(width)
                    .height(height)
                    .pix_fmt(AV_PIX_FMT_RGB24)
                    .time_base(new AVRational().num(1).den(1))
                    .thread_count(1)
                    .compression_level(3);
            var options = new AVDictionary(null);
            av_dict_set(options, "pred", "up", 0);
            try {
                check(avcodec_open2(context, context.codec(), options));
            } finally {
                av_dict_free(options);
            }
            frame = scope.own(av_frame_alloc(), f -> av_frame_free(f));
            frame.width(width).height(height).format(AV_PIX_FMT_RGB24);
            check(av_frame_get_buffer(frame, 0));
            packet = scope.own(av_packet_alloc(), p -> av_packet_free(p));
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
        check(avcodec_send_frame(context, frame));
        check(avcodec_receive_packet(context, packet));
        var file = new byte[packet.size() + texts.length];
        packet.data().get(file, 0, PngTexts.POSITION);
        System.arraycopy(texts, 0, file, PngTexts.POSITION, texts.length);
        packet.data()
                .position(PngTexts.POSITION)
                .get(file, PngTexts.POSITION + texts.length, packet.size() - PngTexts.POSITION);
        av_packet_unref(packet);
        return file;
    }

    @Override
    public void close() {
        scope.close();
    }

    private static void check(int result) {
        NativeError.check(result, ErrorCode.INTERNAL, "out", "a picture cannot be coded as PNG");
    }
}
