package dev.shotwright.vocabulary.card;

import dev.shotwright.vocabulary.ShotwrightException;
import org.jspecify.annotations.Nullable;

/**
 * How a model is told of a camera movement, a style or the like: by a parameter of its own, or by words in the prompt. A
 * parameter goes before words.
 *
 * @param parameter the value that the model's own parameter takes
 * @param words what is added to the prompt
 */
public record Term(@Nullable String parameter, @Nullable String words) {

    public Term {
        if (parameter == null && words == null) {
            throw ShotwrightException.invalid("parameter", "absent", "a parameter, or words for the prompt, or both");
        }
    }
}
