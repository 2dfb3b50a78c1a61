package dev.shotwright.vocabulary;

import java.util.Arrays;
import java.util.List;

/** A constant with one spelling that is the same in JSON, in YAML, on the command line and in every message. */
public interface Spelled {

    /** The spelling, in lower case with hyphens, for example {@code pan-left}. */
    String word();

    /** All spellings of a type, in their declared order. */
    static <E extends Enum<E> & Spelled> List<String> words(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Spelled::word).toList();
    }

    /**
     * The constant that is spelled so.
     *
     * @param field the field that is named in the error
     * @throws ShotwrightException with {@link ErrorCode#INVALID_VALUE}, listing what is accepted
     */
    static <E extends Enum<E> & Spelled> E parse(Class<E> type, String field, String text) {
        for (var constant : type.getEnumConstants()) {
            if (constant.word().equals(text)) {
                return constant;
            }
        }
        throw new ShotwrightException(
                ErrorCode.INVALID_VALUE,
                field,
                "%s is '%s'; accepted are %s".formatted(field, text, String.join(", ", words(type))));
    }
}
