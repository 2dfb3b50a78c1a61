package dev.shotwright.media;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.FrameRate;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Pictures in files of their own, each a frame. */
final class PictureSequence implements FrameSource {
    private static final FrameRate UNKNOWN_RATE = FrameRate.of(24);
    private static final Pattern PICTURE = Pattern.compile("(?i)[^.].*\\.(png|jpe?g|webp|bmp)");
    private static final Pattern RATE = Pattern.compile("(\\d{1,9})(?:/(\\d{1,9}))?");

    private final String field;
    private final List<Path> files;
    private final Limits limits;
    private final FrameRate fps;
    private final Map<String, String> texts;
    private final int width;
    private final int height;
    private int[] pixels;
    private int following;

    PictureSequence(String field, List<Path> files, Limits limits) {
        this.field = field;
        this.files = List.copyOf(files);
        this.limits = limits;
        limits.checkFrames(field, files.getFirst(), files.size());
        var first = PictureReader.decode(field, files.getFirst(), limits);
        texts = first.texts();
        fps = rate(texts.getOrDefault(FrameFolder.RATE_KEY, ""));
        width = first.image().getWidth();
        height = first.image().getHeight();
        pixels = first.pixels();
    }

    /** The pictures of a folder in the order of their names. */
    static PictureSequence ofFolder(String field, Path folder, Limits limits) {
        try (var files = Files.list(folder)) {
            var pictures = files.filter(file ->
                            PICTURE.matcher(file.getFileName().toString()).matches())
                    .sorted()
                    .toList();
            if (pictures.isEmpty()) {
                throw new ShotwrightException(
                        ErrorCode.UNREADABLE_MEDIA,
                        field,
                        "%s is '%s', a folder without pictures; accepted are clips and folders of PNG, JPEG, WebP or BMP"
                                .formatted(field, folder));
            }
            return new PictureSequence(field, pictures, limits);
        } catch (IOException e) {
            throw new ShotwrightException(
                    ErrorCode.UNREADABLE_MEDIA, field, "%s '%s' cannot be read: %s".formatted(field, folder, e), e);
        }
    }

    int count() {
        return files.size();
    }

    /** The format of the first picture. */
    String codec() {
        return FileFormat.of(field, files.getFirst(), limits).word();
    }

    /** What the first picture says of itself. */
    Map<String, String> texts() {
        return texts;
    }

    /** The size of all files. */
    long bytes() throws IOException {
        var bytes = 0L;
        for (var file : files) {
            bytes += Files.size(file);
        }
        return bytes;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public FrameRate fps() {
        return fps;
    }

    @Override
    public boolean next() {
        if (following == files.size()) {
            return false;
        }
        if (following > 0) {
            var file = files.get(following);
            var picture = PictureReader.decode(field, file, limits);
            var image = picture.image();
            if (image.getWidth() != width || image.getHeight() != height) {
                throw new ShotwrightException(
                        ErrorCode.UNREADABLE_MEDIA,
                        field,
                        "%s '%s' has %d×%d pixels; accepted is %d×%d like the first"
                                .formatted(field, file, image.getWidth(), image.getHeight(), width, height));
            }
            pixels = picture.pixels();
        }
        following++;
        return true;
    }

    @Override
    public int[] pixels() {
        return pixels;
    }

    @Override
    public double seconds() {
        return fps.secondsAt(following - 1);
    }

    @Override
    public void skipTo(double seconds) {
        while (following < files.size() - 1 && fps.secondsAt(following + 1) <= seconds) {
            following++;
        }
    }

    @Override
    public void close() {}

    private static FrameRate rate(String text) {
        var matcher = RATE.matcher(text);
        if (!matcher.matches()) {
            return UNKNOWN_RATE;
        }
        var denominator = matcher.group(2);
        try {
            return new FrameRate(
                    Integer.parseInt(matcher.group(1)), denominator == null ? 1 : Integer.parseInt(denominator));
        } catch (ShotwrightException e) {
            return UNKNOWN_RATE;
        }
    }
}
