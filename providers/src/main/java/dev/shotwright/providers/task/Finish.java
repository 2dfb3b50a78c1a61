package dev.shotwright.providers.task;

import dev.shotwright.media.ClipOptions;
import dev.shotwright.media.Container;
import dev.shotwright.media.Credentials;
import dev.shotwright.media.Existing;
import dev.shotwright.media.Inspection;
import dev.shotwright.media.Limits;
import dev.shotwright.media.Montage;
import dev.shotwright.media.Montage.Piece;
import dev.shotwright.media.Remux;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.card.ModelCard;
import dev.shotwright.vocabulary.request.VideoRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A clip as it gets its name: in the container that the name asks for, and with the label that the request wants. What the vendor
 * sent stays beside it; pictures of the same container are not coded anew.
 *
 * @param file what was made, or what the vendor sent where it is to stay as it is
 * @param remark what the user should know; absent if nothing
 */
record Finish(Path file, @Nullable String remark) {
    private static final Duration MOMENT = Duration.ofMillis(200);
    private static final Set<String> MP4 = Set.of("mp4", "mov");

    /**
     * Makes the file and reads it back.
     *
     * @param sent what came, which has been played
     * @throws ShotwrightException if the clip cannot be brought into the container of its name
     */
    static Finish of(Task task, ModelCard card, Path sent, Inspection found) {
        var container = Container.of(Path.of(task.output()));
        var kept = container.word().equals(found.container())
                || (container == Container.MP4 && MP4.contains(found.container()));
        var options = ClipOptions.standard().withExisting(Existing.REPLACE).describing(card, seeded(task));
        var label = options.metadata();
        if (kept && label.isEmpty()) {
            return new Finish(sent, null);
        }
        if (kept && Credentials.areIn(sent)) {
            return new Finish(
                    sent,
                    "the clip carries credentials that its vendor has signed, which a label would break; it is left as"
                            + " it came");
        }
        var made = sent.resolveSibling(
                "%s.%s".formatted(String.valueOf(sent.getFileName()).replaceFirst("\\.part$", ""), container.word()));
        try {
            if (kept) {
                Remux.of(sent).withMetadata(label).write(made, Existing.REPLACE, Limits.standard());
            } else {
                Montage.of(Piece.whole(sent)).write(made, options, Limits.standard());
            }
            check(made, found, kept, label);
            return new Finish(made, null);
        } catch (ShotwrightException e) {
            delete(made);
            if (kept) {
                return new Finish(sent, "the clip could not be labelled: " + e.getMessage());
            }
            throw new ShotwrightException(
                    e.code(),
                    "output",
                    "the clip cannot be made into %s: %s; what the vendor sent is kept as %s"
                            .formatted(container.word(), e.getMessage(), sent),
                    e);
        }
    }

    /** The request with the seed that the vendor tells where none was asked for. */
    private static VideoRequest seeded(Task task) {
        var clip = task.clip();
        var seed = clip == null || task.request().seed() != null ? null : clip.seed();
        return seed == null
                ? task.request()
                : task.request().toBuilder().seed(seed).build();
    }

    private static void check(Path made, Inspection sent, boolean kept, Map<String, String> label) {
        var found = Inspection.of("clip", made, Limits.standard());
        if (found.damage() != null
                || !(kept ? found.tracks().equals(sent.tracks()) : isTheSame(found, sent))
                || !found.metadata().entrySet().containsAll(label.entrySet())) {
            throw new ShotwrightException(
                    ErrorCode.UNREADABLE_MEDIA, "clip", "what was made of it reads back as another clip");
        }
    }

    /**
     * Whether a clip that was coded anew looks the same; it has a steady rate now, and may gain or lose a moment. One in which
     * nothing moves may have become a still.
     */
    private static boolean isTheSame(Inspection found, Inspection sent) {
        var pictures = found.pictures();
        var before = sent.pictures();
        var difference = found.duration().minus(sent.duration()).abs();
        return pictures != null
                && before != null
                && pictures.width() == before.width()
                && pictures.height() == before.height()
                && (found.duration().isZero()
                        || difference.compareTo(MOMENT.plus(sent.duration().dividedBy(50))) <= 0);
    }

    private static void delete(Path made) {
        try {
            Files.deleteIfExists(made);
        } catch (IOException e) {
            throw new ShotwrightException(
                    ErrorCode.STORAGE_FAILED, "output", "%s cannot be removed: %s".formatted(made, e), e);
        }
    }
}
