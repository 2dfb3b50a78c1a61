package dev.shotwright.media;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.Spelled;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A kind of file, or folder, that a clip is written as. */
public enum Container implements Spelled {
    /** H.264 and AAC, ready to stream. */
    MP4("mp4"),
    /** VP9 or AV1, and Opus. */
    WEBM("webm"),
    /** Pictures of 256 colours, without sound. */
    GIF("gif"),
    /** An animated WebP, without sound. */
    WEBP("webp"),
    /** A folder of PNG pictures, without sound. */
    FRAMES("frames");

    private final String word;

    Container(String word) {
        this.word = word;
    }

    @Override
    public String word() {
        return word;
    }

    /** The codecs whose pictures it can hold, the usual one first; empty if it has its own. */
    List<VideoCodec> codecs() {
        return switch (this) {
            case MP4 -> List.of(VideoCodec.H264, VideoCodec.AV1);
            case WEBM -> List.of(VideoCodec.VP9, VideoCodec.AV1);
            case GIF, WEBP, FRAMES -> List.of();
        };
    }

    /** Whether it can hold sound. */
    public boolean sounds() {
        return switch (this) {
            case MP4, WEBM -> true;
            case GIF, WEBP, FRAMES -> false;
        };
    }

    /**
     * The container that a target's ending asks for; a name without an ending, such as {@code frames/}, is a folder.
     *
     * @throws ShotwrightException with {@link ErrorCode#UNSUPPORTED_FORMAT} if nothing is written with this ending
     */
    public static Container of(Path target) {
        var fileName = target.getFileName();
        var name = fileName == null ? "" : fileName.toString();
        var dot = name.lastIndexOf('.');
        if (dot <= 0) {
            return FRAMES;
        }
        var ending = name.substring(dot + 1).toLowerCase(Locale.ROOT);
        for (var container : List.of(MP4, WEBM, GIF, WEBP)) {
            if (container.word.equals(ending)) {
                return container;
            }
        }
        throw new ShotwrightException(
                ErrorCode.UNSUPPORTED_FORMAT,
                "out",
                "out is '%s'; accepted endings are .mp4, .webm, .gif, .webp, and none for a folder of PNG pictures"
                        .formatted(target));
    }
}
