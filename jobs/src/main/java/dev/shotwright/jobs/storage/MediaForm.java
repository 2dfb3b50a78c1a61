package dev.shotwright.jobs.storage;

import dev.shotwright.vocabulary.request.MediaKind;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a medium is, told by its first bytes alone.
 *
 * @param ending of its files, such as {@code png}
 * @param type its media type, such as {@code image/png}
 */
public record MediaForm(MediaKind kind, String ending, String type) {
    /** How many of its first bytes are enough to tell. */
    public static final int ENOUGH = 64;

    private static final String ACCEPTED =
            "png, jpeg, webp, gif, bmp, tiff, avif, heic; mp4, mov, webm, mkv, avi; wav, mp3, m4a, flac, ogg, aac";

    /** The names of what can be told. */
    public static String accepted() {
        return ACCEPTED;
    }

    /** What begins with these bytes, or null if it is nothing that a request can bring along. */
    public static @Nullable MediaForm of(byte[] start) {
        var text = new String(start, 0, Math.min(start.length, ENOUGH), StandardCharsets.ISO_8859_1);
        if (text.startsWith("\u0089PNG\r\n\u001a\n")) {
            return image("png");
        }
        if (text.startsWith("\u00ff\u00d8\u00ff")) {
            return image("jpeg");
        }
        if (text.startsWith("GIF87a") || text.startsWith("GIF89a")) {
            return image("gif");
        }
        if (text.startsWith("II*\0") || text.startsWith("MM\0*")) {
            return image("tiff");
        }
        if (text.startsWith("BM") && text.startsWith("\0\0\0\0", 6)) {
            return image("bmp");
        }
        if (text.startsWith("RIFF")) {
            return riff(text);
        }
        if (text.startsWith("ftyp", 4) && text.length() >= 12) {
            return isoMedia(text.substring(8, 12));
        }
        if (text.startsWith("\u001aE\u00df\u00a3")) {
            return text.contains("webm") ? video("webm", "video/webm") : video("mkv", "video/x-matroska");
        }
        return sound(text);
    }

    private static @Nullable MediaForm riff(String text) {
        if (text.startsWith("WEBP", 8)) {
            return image("webp");
        }
        if (text.startsWith("WAVE", 8)) {
            return audio("wav", "audio/wav");
        }
        return text.startsWith("AVI ", 8) ? video("avi", "video/x-msvideo") : null;
    }

    private static MediaForm isoMedia(String brand) {
        return switch (brand) {
            case "avif", "avis" -> image("avif");
            case "heic", "heix", "mif1", "msf1" -> image("heic");
            case "qt  " -> video("mov", "video/quicktime");
            case "M4A ", "M4B " -> audio("m4a", "audio/mp4");
            default -> video("mp4", "video/mp4");
        };
    }

    private static @Nullable MediaForm sound(String text) {
        if (text.startsWith("fLaC")) {
            return audio("flac", "audio/flac");
        }
        if (text.startsWith("OggS")) {
            return audio("ogg", "audio/ogg");
        }
        if (text.startsWith("ID3")) {
            return audio("mp3", "audio/mpeg");
        }
        if (text.length() < 4 || text.charAt(0) != 0xff || (text.charAt(1) & 0xe0) != 0xe0) {
            return null;
        }
        if ((text.charAt(1) & 0xf6) == 0xf0) {
            return audio("aac", "audio/aac");
        }
        var layer = text.charAt(1) & 0x06;
        var bitrate = text.charAt(2) & 0xf0;
        return layer == 0x02 && bitrate != 0xf0 && (text.charAt(2) & 0x0c) != 0x0c ? audio("mp3", "audio/mpeg") : null;
    }

    private static MediaForm image(String ending) {
        return new MediaForm(MediaKind.IMAGE, ending, "image/" + ending);
    }

    private static MediaForm video(String ending, String type) {
        return new MediaForm(MediaKind.VIDEO, ending, type);
    }

    private static MediaForm audio(String ending, String type) {
        return new MediaForm(MediaKind.AUDIO, ending, type);
    }
}
