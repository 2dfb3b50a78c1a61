package dev.shotwright.vocabulary.card;

import dev.shotwright.vocabulary.CameraWord;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.Speed;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a model is told of camera movements; a movement without a term is one that it cannot be told of.
 *
 * @param most how many movements one clip may have; any number if absent
 * @param speeds how a speed other than normal is told: a parameter beside a movement's parameter, words beside its words
 */
public record CameraTerms(
        Map<CameraWord, Term> moves, @Nullable Integer most, Map<Speed, Term> speeds) {

    public CameraTerms {
        moves = Collections.unmodifiableMap(new LinkedHashMap<>(moves));
        speeds = Collections.unmodifiableMap(new LinkedHashMap<>(speeds));
        if (most != null && most < 1) {
            throw ShotwrightException.invalid("most", most, "1 or more");
        }
    }
}
