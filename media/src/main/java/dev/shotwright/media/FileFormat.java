package dev.shotwright.media;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A format that is read, known by its first bytes and never by a file's name. The list is closed: playlists, scripts and
 * everything else that could make FFmpeg open a second file are not on it.
 */
enum FileFormat {
    MP4("mp4", "mov"),
    WEBM("webm", "matroska"),
    MATROSKA("matroska", "matroska"),
    AVI("avi", "avi"),
    GIF("gif", "gif"),
    PNG("png", "png"),
    JPEG("jpeg", "mjpeg"),
    WEBP("webp", "webp"),
    BMP("bmp", "bmp"),
    WAV("wav", "wav"),
    MP3("mp3", "mp3"),
    AAC("aac", "aac"),
    FLAC("flac", "flac"),
    OGG("ogg", "ogg");

    private static final int HEAD_BYTES = 64;

    private final String word;
    private final String reader;

    FileFormat(String word, String reader) {
        this.word = word;
        this.reader = reader;
    }

    /** The name that is shown to people. */
    String word() {
        return word;
    }

    /** FFmpeg's name for what reads it: a decoder for stills, else a demuxer. */
    String reader() {
        return reader;
    }

    /** Whether a file of this format is one picture that is read whole. */
    boolean still() {
        return switch (this) {
            case PNG, JPEG, WEBP, BMP -> true;
            case MP4, WEBM, MATROSKA, AVI, GIF, WAV, MP3, AAC, FLAC, OGG -> false;
        };
    }

    /**
     * The format of a file.
     *
     * @throws ShotwrightException if the file is missing, empty, too large, or nothing that is read
     */
    static FileFormat of(String field, Path file, Limits limits) {
        if (!Files.exists(file)) {
            throw new ShotwrightException(
                    ErrorCode.FILE_NOT_FOUND, field, "%s is '%s', which does not exist".formatted(field, file));
        }
        if (!Files.isRegularFile(file)) {
            throw new ShotwrightException(
                    ErrorCode.UNREADABLE_MEDIA,
                    field,
                    "%s is '%s', which is not a file; accepted are files".formatted(field, file));
        }
        try (var bytes = Files.newInputStream(file)) {
            var size = Files.size(file);
            if (size > limits.bytes()) {
                throw new ShotwrightException(
                        ErrorCode.MEDIA_TOO_LARGE,
                        field,
                        "%s '%s' has %d bytes; accepted are at most %d".formatted(field, file, size, limits.bytes()));
            }
            var format = of(bytes.readNBytes(HEAD_BYTES));
            if (format == null) {
                throw new ShotwrightException(
                        ErrorCode.UNREADABLE_MEDIA,
                        field,
                        "%s '%s' %s; accepted are %s"
                                .formatted(
                                        field,
                                        file,
                                        size == 0 ? "is empty" : "is neither a clip, a picture nor a sound",
                                        words()));
            }
            return format;
        } catch (IOException e) {
            throw new ShotwrightException(
                    ErrorCode.UNREADABLE_MEDIA, field, "%s '%s' cannot be read: %s".formatted(field, file, e), e);
        }
    }

    private static @Nullable FileFormat of(byte[] head) {
        var text = new String(head, StandardCharsets.ISO_8859_1);
        if (text.startsWith("RIFF") && text.length() >= 12) {
            return switch (text.substring(8, 12)) {
                case "WEBP" -> WEBP;
                case "WAVE" -> WAV;
                case "AVI " -> AVI;
                default -> null;
            };
        }
        if (text.length() >= 8 && Mp4Boxes.FIRST.contains(text.substring(4, 8))) {
            return MP4;
        }
        if (text.startsWith("\u001aE\u00df\u00a3")) {
            return text.contains("webm") ? WEBM : MATROSKA;
        }
        if (text.startsWith("GIF87a") || text.startsWith("GIF89a")) {
            return GIF;
        }
        if (text.startsWith("\u0089PNG\r\n\u001a\n")) {
            return PNG;
        }
        if (text.startsWith("\u00ff\u00d8\u00ff")) {
            return JPEG;
        }
        if (text.startsWith("fLaC")) {
            return FLAC;
        }
        if (text.startsWith("OggS")) {
            return OGG;
        }
        if (text.startsWith("ID3")) {
            return MP3;
        }
        if (text.startsWith("BM") && text.length() >= 14 && text.startsWith("\0\0\0\0", 6)) {
            return BMP;
        }
        return text.length() >= 2 && head[0] == (byte) 0xFF ? framedSound(head[1] & 0xFF) : null;
    }

    private static @Nullable FileFormat framedSound(int second) {
        if ((second & 0xF6) == 0xF0) {
            return AAC;
        }
        return (second & 0xE6) == 0xE2 ? MP3 : null;
    }

    private static String words() {
        return String.join(", ", Arrays.stream(values()).map(FileFormat::word).toList());
    }
}
