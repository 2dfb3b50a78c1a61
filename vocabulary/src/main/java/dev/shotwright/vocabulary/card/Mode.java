package dev.shotwright.vocabulary.card;

import dev.shotwright.vocabulary.request.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One way to use a model. A model has several modes for an operation where its limits hang together, for example if it draws
 * 1080p at 8 seconds only.
 *
 * @param limits where this mode differs from the card's limits
 */
public record Mode(
        Operation operation,
        List<MediaLimit> media,
        @Nullable Limits limits) {

    public Mode {
        media = List.copyOf(media);
    }
}
