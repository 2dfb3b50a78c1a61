package dev.shotwright.media;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The check whether a file is as long as its own structure says, for the formats whose decoders take what is there for
 * the whole: GIF ends with a mark, WebP and Matroska name their length.
 */
final class CutOff {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int GIF_TABLE = 0x80;
    private static final int GIF_EXTENSION = 0x21;
    private static final int GIF_PICTURE = 0x2C;
    private static final int GIF_END = 0x3B;
    private static final int SEGMENT = 0x18538067;
    private static final long UNKNOWN = -1;

    private CutOff() {}

    /** Refuses a file that ends too early. */
    static void check(String field, Path file, FileFormat format) {
        try (var bytes = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES))) {
            switch (format) {
                case GIF -> gif(bytes);
                case WEBP -> webp(bytes);
                case WEBM, MATROSKA -> matroska(bytes);
                case MP4, AVI, PNG, JPEG, BMP, WAV, MP3, AAC, FLAC, OGG -> {}
            }
        } catch (EOFException e) {
            throw new ShotwrightException(
                    ErrorCode.UNREADABLE_MEDIA, field, "%s '%s' is cut off".formatted(field, file), e);
        } catch (IOException e) {
            throw new ShotwrightException(
                    ErrorCode.UNREADABLE_MEDIA, field, "%s '%s' cannot be read: %s".formatted(field, file, e), e);
        }
    }

    private static void gif(DataInputStream bytes) throws IOException {
        bytes.skipNBytes(10);
        var flags = bytes.readUnsignedByte();
        bytes.skipNBytes(2 + table(flags));
        for (var block = bytes.readUnsignedByte(); block != GIF_END; block = bytes.readUnsignedByte()) {
            if (block == GIF_EXTENSION) {
                bytes.skipNBytes(1);
                skipParts(bytes);
            } else if (block == GIF_PICTURE) {
                bytes.skipNBytes(8);
                bytes.skipNBytes(table(bytes.readUnsignedByte()) + 1);
                skipParts(bytes);
            }
        }
    }

    private static long table(int flags) {
        return (flags & GIF_TABLE) == 0 ? 0 : 3L << ((flags & 7) + 1);
    }

    private static void skipParts(DataInputStream bytes) throws IOException {
        for (var length = bytes.readUnsignedByte(); length > 0; length = bytes.readUnsignedByte()) {
            bytes.skipNBytes(length);
        }
    }

    private static void webp(DataInputStream bytes) throws IOException {
        bytes.skipNBytes(4);
        bytes.skipNBytes(Integer.toUnsignedLong(Integer.reverseBytes(bytes.readInt())));
    }

    private static void matroska(DataInputStream bytes) throws IOException {
        bytes.skipNBytes(4);
        bytes.skipNBytes(length(bytes));
        if (bytes.readInt() == SEGMENT) {
            bytes.skipNBytes(length(bytes));
        }
    }

    /** A length of one to eight bytes, the first of which says how many; live recordings do not know theirs. */
    private static long length(DataInputStream bytes) throws IOException {
        var first = bytes.readUnsignedByte();
        var following = Integer.numberOfLeadingZeros(first) - 24;
        var length = (long) first & (0x7F >> following);
        for (var index = 0; index < following; index++) {
            length = (length << 8) | bytes.readUnsignedByte();
        }
        return length == (1L << (7 * (following + 1))) - 1 ? UNKNOWN : length;
    }
}
