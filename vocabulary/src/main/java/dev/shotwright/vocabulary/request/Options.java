package dev.shotwright.vocabulary.request;

import dev.shotwright.vocabulary.ShotwrightException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The free part of a request: plain values only, copied so that nobody can change them afterwards. */
final class Options {
    private static final int DEEPEST = 16;

    private Options() {}

    static Map<String, Object> copy(Map<String, Object> options) {
        var copy = new LinkedHashMap<String, Object>();
        options.forEach((name, value) -> copy.put(name, value("options." + name, value, 1)));
        return Collections.unmodifiableMap(copy);
    }

    private static Object value(String field, @Nullable Object value, int depth) {
        if (depth > DEEPEST) {
            throw ShotwrightException.invalid(field, "nested too deep", "at most %d levels".formatted(DEEPEST));
        }
        return switch (value) {
            case String text -> text;
            case Boolean flag -> flag;
            case Integer number -> number;
            case Long number -> (long) (int) (long) number == number ? (Object) number.intValue() : number;
            case BigInteger number -> number;
            case BigDecimal number -> number;
            case Double number when Double.isFinite(number) -> new BigDecimal(number.toString());
            case List<?> list ->
                list.stream().map(item -> value(field, item, depth + 1)).toList();
            case Map<?, ?> map -> {
                var copy = new LinkedHashMap<String, Object>();
                map.forEach((key, item) -> copy.put(String.valueOf(key), value(field + "." + key, item, depth + 1)));
                yield Collections.unmodifiableMap(copy);
            }
            case null, default ->
                throw ShotwrightException.invalid(
                        field, value, "text, a number, true or false, or a list or map of them");
        };
    }
}
