package dev.shotwright.providers.enclosure;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.request.MediaItem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;

/** A medium of a request as vendors want to see it. */
public final class Enclosure {
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("jpg", "image/jpeg"),
            Map.entry("jpeg", "image/jpeg"),
            Map.entry("png", "image/png"),
            Map.entry("webp", "image/webp"),
            Map.entry("gif", "image/gif"),
            Map.entry("bmp", "image/bmp"),
            Map.entry("tiff", "image/tiff"),
            Map.entry("mp4", "video/mp4"),
            Map.entry("mov", "video/quicktime"),
            Map.entry("webm", "video/webm"),
            Map.entry("mp3", "audio/mpeg"),
            Map.entry("wav", "audio/wav"),
            Map.entry("m4a", "audio/mp4"));

    private final MediaItem item;

    public Enclosure(MediaItem item) {
        this.item = item;
    }

    /** Its address, or the file itself as a {@code data:} address. */
    public String address() {
        return item.fromAddress() ? item.source() : "data:%s;base64,%s".formatted(type(), base64());
    }

    /** Its bytes in Base64, without any prefix. */
    public String base64() {
        return Base64.getEncoder().encodeToString(bytes());
    }

    /** Its bytes. */
    public byte[] bytes() {
        if (item.fromAddress()) {
            throw ShotwrightException.invalid("media.source", item.source(), "a file");
        }
        try {
            return Files.readAllBytes(Path.of(item.source()));
        } catch (NoSuchFileException e) {
            throw new ShotwrightException(
                    ErrorCode.FILE_NOT_FOUND, "media.source", "%s does not exist".formatted(item.source()), e);
        } catch (IOException e) {
            throw new ShotwrightException(
                    ErrorCode.STORAGE_FAILED,
                    "media.source",
                    "%s cannot be read: %s".formatted(item.source(), e.getMessage()),
                    e);
        }
    }

    /** The name of its file. */
    public String fileName() {
        return String.valueOf(Path.of(item.source()).getFileName());
    }

    /** Its media type, by what a probe found or else by its name. */
    public String type() {
        var facts = item.facts();
        var name = facts == null
                ? item.source().substring(item.source().lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)
                : facts.format();
        var type = TYPES.get(name);
        if (type == null) {
            throw new ShotwrightException(
                    ErrorCode.UNSUPPORTED_FORMAT,
                    "media.format",
                    "%s is of the format '%s'; accepted are %s"
                            .formatted(
                                    item.source(),
                                    name,
                                    String.join(
                                            ", ",
                                            TYPES.keySet().stream().sorted().toList())));
        }
        return type;
    }
}
