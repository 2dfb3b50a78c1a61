package dev.shotwright.vocabulary.negotiation;

import org.jspecify.annotations.Nullable;

/**
 * Why a request was refused: the field, what was asked, what the model accepts, and what would come nearest.
 *
 * @param nearest absent where nothing comes near
 */
public record Reason(
        String field,
        String asked,
        String accepted,
        @Nullable String nearest) {

    @Override
    public String toString() {
        return "%s is %s; accepted is %s%s"
                .formatted(field, asked, accepted, nearest == null ? "" : "; nearest is " + nearest);
    }
}
