package dev.shotwright.media;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The orientation that a camera noted in a picture file. */
final class Exif {
    private static final int ORIENTATION = 0x0112;
    private static final int MOST_TAGS = 1000;

    private Exif() {}

    /** The orientation in the bytes of a picture file; upright if there is none, or if what is there is damaged. */
    static Orientation orientation(FileFormat format, byte[] file) {
        try {
            return switch (format) {
                case JPEG -> jpeg(file);
                case PNG -> chunks(file, 8, "eXIf", ByteOrder.BIG_ENDIAN);
                case WEBP -> chunks(file, 12, "EXIF", ByteOrder.LITTLE_ENDIAN);
                case MP4, WEBM, MATROSKA, AVI, GIF, BMP, WAV, MP3, AAC, FLAC, OGG -> Orientation.UPRIGHT;
            };
        } catch (IndexOutOfBoundsException | BufferUnderflowException e) {
            return Orientation.UPRIGHT;
        }
    }

    private static Orientation jpeg(byte[] file) {
        var bytes = ByteBuffer.wrap(file);
        var position = 2;
        while (bytes.get(position) == (byte) 0xFF) {
            var marker = bytes.get(position + 1) & 0xFF;
            var length = Short.toUnsignedInt(bytes.getShort(position + 2));
            if (marker == 0xDA) {
                break;
            }
            if (marker == 0xE1 && length >= 8 && startsWith(file, position + 4, "Exif\0\0")) {
                return tiff(bytes.slice(position + 10, length - 8));
            }
            position += 2 + length;
        }
        return Orientation.UPRIGHT;
    }

    private static Orientation chunks(byte[] file, int first, String wanted, ByteOrder order) {
        var bytes = ByteBuffer.wrap(file).order(order);
        var png = order == ByteOrder.BIG_ENDIAN;
        for (long position = first; position + 8 <= file.length; ) {
            var at = (int) position;
            var length = Integer.toUnsignedLong(bytes.getInt(png ? at : at + 4));
            if (startsWith(file, png ? at + 4 : at, wanted)) {
                var skipped = startsWith(file, at + 8, "Exif\0\0") ? 6 : 0;
                return tiff(bytes.slice(at + 8 + skipped, Math.toIntExact(length) - skipped));
            }
            position += png ? length + 12 : length + 8 + (length & 1);
        }
        return Orientation.UPRIGHT;
    }

    private static Orientation tiff(ByteBuffer bytes) {
        bytes.order(bytes.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        var directory = bytes.getInt(4);
        var tags = Math.min(MOST_TAGS, Short.toUnsignedInt(bytes.getShort(directory)));
        for (var tag = 0; tag < tags; tag++) {
            var entry = directory + 2 + 12 * tag;
            if (Short.toUnsignedInt(bytes.getShort(entry)) == ORIENTATION) {
                return Orientation.ofExif(Short.toUnsignedInt(bytes.getShort(entry + 8)));
            }
        }
        return Orientation.UPRIGHT;
    }

    private static boolean startsWith(byte[] file, int position, String text) {
        return position + text.length() <= file.length
                && new String(file, position, text.length(), StandardCharsets.ISO_8859_1).equals(text);
    }
}
