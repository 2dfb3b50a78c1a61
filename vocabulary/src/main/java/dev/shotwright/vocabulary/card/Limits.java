package dev.shotwright.vocabulary.card;

import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.Style;
import dev.shotwright.vocabulary.request.Motion;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a model accepts. On a card it holds for every mode; what a mode says of its own goes before it, and what neither says
 * the model cannot do.
 *
 * @param seeds absent where the model takes no seed
 * @param count how many clips one request may ask for; 1 if absent
 * @param prompt absent where the model takes no prompt
 * @param negativePrompt absent where the model takes none
 * @param camera absent where the model cannot be told of the camera
 * @param shots absent where several shots must be told in one prompt
 * @param draft absent where the model has no cheap draft of its own
 */
public record Limits(
        @Nullable Sizes sizes,
        @Nullable Lengths lengths,
        @Nullable FrameRates fps,
        @Nullable Seeds seeds,
        @Nullable Integer count,
        @Nullable TextLimit prompt,
        @Nullable TextLimit negativePrompt,
        @Nullable CameraTerms camera,
        Map<Style, Term> styles,
        Map<Motion, Term> motions,
        @Nullable ShotTerms shots,
        @Nullable Offer audio,
        @Nullable Offer draft,
        @Nullable Offer watermark,
        @Nullable Offer label) {

    public Limits {
        styles = Collections.unmodifiableMap(new LinkedHashMap<>(styles));
        motions = Collections.unmodifiableMap(new LinkedHashMap<>(motions));
        if (count != null && count < 1) {
            throw ShotwrightException.invalid("count", count, "1 or more");
        }
    }

    /** These limits, and the given ones where these say nothing. */
    Limits over(Limits base) {
        return new Limits(
                sizes == null ? base.sizes : sizes,
                lengths == null ? base.lengths : lengths,
                fps == null ? base.fps : fps,
                seeds == null ? base.seeds : seeds,
                count == null ? base.count : count,
                prompt == null ? base.prompt : prompt,
                negativePrompt == null ? base.negativePrompt : negativePrompt,
                camera == null ? base.camera : camera,
                styles.isEmpty() ? base.styles : styles,
                motions.isEmpty() ? base.motions : motions,
                shots == null ? base.shots : shots,
                audio == null ? base.audio : audio,
                draft == null ? base.draft : draft,
                watermark == null ? base.watermark : watermark,
                label == null ? base.label : label);
    }
}
