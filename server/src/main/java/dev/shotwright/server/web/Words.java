package dev.shotwright.server.web;

import dev.shotwright.vocabulary.Spelled;
import java.util.Arrays;
import org.springframework.core.convert.converter.Converter;
import org.springframework.core.convert.converter.ConverterFactory;

/** Words of a query as the enums that they spell. */
final class Words implements ConverterFactory<String, Spelled> {

    @Override
    public <T extends Spelled> Converter<String, T> getConverter(Class<T> type) {
        return text -> Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.word().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(text));
    }
}
