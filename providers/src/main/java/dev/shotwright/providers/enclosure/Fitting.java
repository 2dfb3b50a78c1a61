package dev.shotwright.providers.enclosure;

import dev.shotwright.media.Limits;
import dev.shotwright.media.PictureReader;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.card.MediaLimit;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.negotiation.Notice;
import dev.shotwright.vocabulary.request.MediaFacts;
import dev.shotwright.vocabulary.request.MediaItem;
import dev.shotwright.vocabulary.request.MediaKind;
import dev.shotwright.vocabulary.request.Pixels;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.MemoryCacheImageOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Brings a request's pictures into a format and size that a model reads, before it is negotiated. Pictures that it reads as
 * they are stay as they are; one that is too small is left to be refused.
 */
public final class Fitting {
    private static final int WHITE = 0xFFFFFF;
    private static final float[] QUALITIES = {0.92f, 0.85f, 0.75f};
    private static final double SMALLER = 0.8;

    private final Path folder;
    private final Map<Wish, MediaItem> made = new HashMap<>();

    /** A picture and what it is to become. */
    private record Wish(MediaItem item, MediaLimit limit) {}

    /** @param folder where the pictures are kept that were made */
    public Fitting(Path folder) {
        this.folder = folder;
    }

    /**
     * A request and what was changed in it.
     *
     * @param notices one for each picture that was converted
     */
    public record Fitted(VideoRequest request, List<Notice> notices) {

        public Fitted {
            notices = List.copyOf(notices);
        }
    }

    /** @param request its media have been probed */
    public Fitted fitted(VideoRequest request, ModelCard card) {
        var notices = new ArrayList<Notice>();
        var media = new ArrayList<MediaItem>();
        for (var i = 0; i < request.media().size(); i++) {
            var item = request.media().get(i);
            var limit = limit(request, card, item);
            var facts = item.facts();
            var size = facts == null ? null : facts.size();
            if (item.kind() != MediaKind.IMAGE
                    || item.fromAddress()
                    || limit == null
                    || facts == null
                    || size == null
                    || isRead(facts, size, limit)) {
                media.add(item);
                continue;
            }
            var fit = made.computeIfAbsent(new Wish(item, limit), wish -> converted(wish.item(), wish.limit()));
            if (fit.equals(item)) {
                media.add(item);
                continue;
            }
            notices.add(new Notice(
                    "media[%d]".formatted(i),
                    words(facts),
                    words(Objects.requireNonNull(fit.facts())),
                    "the model reads " + words(limit)));
            media.add(fit);
        }
        return new Fitted(request.toBuilder().media(media).build(), notices);
    }

    private static @Nullable MediaLimit limit(VideoRequest request, ModelCard card, MediaItem item) {
        return card.modes().stream()
                .filter(mode -> mode.operation() == request.operation())
                .flatMap(mode -> mode.media().stream())
                .filter(limit -> limit.covers(item))
                .findFirst()
                .orElse(null);
    }

    private static boolean isRead(MediaFacts facts, Pixels size, MediaLimit limit) {
        return (limit.formats().isEmpty() || limit.formats().contains(facts.format()))
                && (limit.mostBytes() == null || facts.bytes() <= limit.mostBytes())
                && (limit.mostSide() == null || size.longSide() <= limit.mostSide());
    }

    private MediaItem converted(MediaItem item, MediaLimit limit) {
        var picture = new PictureReader(Limits.standard()).readOn(WHITE, "media.source", Path.of(item.source()));
        var longSide = Math.max(picture.getWidth(), picture.getHeight());
        var scaled = limit.mostSide() == null || longSide <= limit.mostSide()
                ? picture
                : scaled(picture, (double) limit.mostSide() / longSide);
        var lossless = limit.formats().isEmpty() || limit.formats().contains("png");
        var lossy = limit.formats().isEmpty() || limit.formats().contains("jpeg");
        if (!lossless && !lossy) {
            return item;
        }
        var most = Objects.requireNonNullElse(limit.mostBytes(), Long.MAX_VALUE);
        if (lossless) {
            var bytes = png(scaled);
            if (bytes.length <= most || !lossy) {
                return kept(item, "png", scaled, bytes);
            }
        }
        while (true) {
            for (var quality : QUALITIES) {
                var bytes = jpeg(scaled, quality);
                if (bytes.length <= most) {
                    return kept(item, "jpeg", scaled, bytes);
                }
            }
            scaled = scaled(scaled, SMALLER);
        }
    }

    private static BufferedImage scaled(BufferedImage picture, double factor) {
        var width = Math.max(1, (int) (picture.getWidth() * factor));
        var height = Math.max(1, (int) (picture.getHeight() * factor));
        var smaller = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var graphics = smaller.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.drawImage(picture, 0, 0, width, height, null);
        graphics.dispose();
        return smaller;
    }

    private static byte[] png(BufferedImage picture) {
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(picture, "png", bytes);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] jpeg(BufferedImage picture, float quality) {
        var bytes = new ByteArrayOutputStream();
        var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        try (var out = new MemoryCacheImageOutputStream(bytes)) {
            var terms = writer.getDefaultWriteParam();
            terms.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            terms.setCompressionQuality(quality);
            writer.setOutput(out);
            writer.write(null, new IIOImage(picture, null, null), terms);
            out.flush();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    private MediaItem kept(MediaItem item, String format, BufferedImage picture, byte[] bytes) {
        try {
            Files.createDirectories(folder);
            var file = folder.resolve(fingerprint(bytes) + "." + format);
            Files.write(file, bytes);
            var size = new Pixels(picture.getWidth(), picture.getHeight());
            return new MediaItem(
                    item.kind(),
                    item.role(),
                    file.toString(),
                    item.at(),
                    new MediaFacts(format, bytes.length, size, null, null));
        } catch (IOException e) {
            throw new ShotwrightException(
                    ErrorCode.STORAGE_FAILED,
                    "media",
                    "%s cannot be written to: %s".formatted(folder, e.getMessage()),
                    e);
        }
    }

    private static String fingerprint(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String words(MediaFacts facts) {
        return "%s of %s and %d kB".formatted(facts.format(), facts.size(), (facts.bytes() + 999) / 1000);
    }

    private static String words(MediaLimit limit) {
        var words = new ArrayList<String>();
        words.add(limit.formats().isEmpty() ? "pictures" : String.join(", ", limit.formats()));
        if (limit.mostSide() != null) {
            words.add("sides up to %d pixels".formatted(limit.mostSide()));
        }
        if (limit.mostBytes() != null) {
            words.add("files up to %d kB".formatted(limit.mostBytes() / 1000));
        }
        return String.join(", ", words);
    }
}
