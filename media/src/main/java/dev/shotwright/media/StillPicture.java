package dev.shotwright.media;

import static org.bytedeco.ffmpeg.global.avcodec.AV_EF_EXPLODE;
import static org.bytedeco.ffmpeg.global.avcodec.av_new_packet;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_alloc_context3;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_find_decoder_by_name;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_free_context;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_open2;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_receive_frame;
import static org.bytedeco.ffmpeg.global.avcodec.avcodec_send_packet;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_alloc;
import static org.bytedeco.ffmpeg.global.avutil.av_frame_free;

import dev.shotwright.vocabulary.ErrorCode;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.nio.file.Path;
import java.util.Map;
import org.bytedeco.ffmpeg.avutil.AVDictionary;

/**
 * A picture that was decoded from the bytes of a file, turned as it is meant to be seen.
 *
 * @param image of the type {@code INT_RGB}, or {@code INT_ARGB} if the file's kind of picture has transparency
 * @param texts what the file says of itself, for example {@code comment}
 */
record StillPicture(BufferedImage image, Map<String, String> texts) {

    /** Decodes a whole file; FFmpeg sees its bytes alone. */
    static StillPicture decode(String field, Path file, FileFormat format, byte[] bytes, Limits limits) {
        try (var scope = new NativeScope()) {
            var context = scope.own(
                    avcodec_alloc_context3(avcodec_find_decoder_by_name(format.reader())),
                    c -> avcodec_free_context(c));
            context.max_pixels(limits.pixelsWithEdges()).thread_count(1).err_recognition(AV_EF_EXPLODE);
            var damaged = "%s '%s' is damaged or cut off".formatted(field, file);
            check(field, damaged, avcodec_open2(context, context.codec(), (AVDictionary) null));
            var packet = scope.own(av_packet_alloc(), p -> av_packet_free(p));
            check(field, damaged, av_new_packet(packet, bytes.length));
            packet.data().put(bytes);
            check(field, damaged, avcodec_send_packet(context, packet));
            check(field, damaged, avcodec_send_packet(context, null));
            var frame = scope.own(av_frame_alloc(), f -> av_frame_free(f));
            check(field, damaged, avcodec_receive_frame(context, frame));
            limits.checkPixels(field, file, frame.width(), frame.height());
            var pixels = new int[frame.width() * frame.height()];
            try (var rgb = new RgbPicture(field, frame.width(), frame.height())) {
                rgb.convert(frame, pixels);
            }
            var orientation = Exif.orientation(format, bytes);
            var upright = of(
                    orientation.swapsSides() ? frame.height() : frame.width(),
                    orientation.apply(pixels, frame.width(), frame.height()),
                    RgbPicture.transparent(frame) ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
            return new StillPicture(
                    upright.image,
                    switch (format) {
                        case PNG -> PngTexts.read(bytes);
                        case WEBP -> WebpChunks.texts(bytes);
                        case MP4, WEBM, MATROSKA, AVI, GIF, JPEG, BMP, WAV, MP3, AAC, FLAC, OGG -> Map.of();
                    });
        }
    }

    /** A picture without texts, of the given type and with a copy of the given pixels. */
    static StillPicture of(int width, int[] pixels, int type) {
        var picture = new StillPicture(new BufferedImage(width, pixels.length / width, type), Map.of());
        System.arraycopy(pixels, 0, picture.pixels(), 0, pixels.length);
        return picture;
    }

    /** The pixels 0xAARRGGBB of the image itself, not premultiplied. */
    int[] pixels() {
        return ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    }

    private static void check(String field, String message, int result) {
        NativeError.check(result, ErrorCode.UNREADABLE_MEDIA, field, message);
    }
}
