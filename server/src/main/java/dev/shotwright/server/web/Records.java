package dev.shotwright.server.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.document.Documents;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/**
 * Records as bodies: ours by {@link Documents}, those of dialects as {@link Wire} says, and documents of any shape as trees.
 */
public final class Records extends AbstractHttpMessageConverter<Object> {
    private static final JsonMapper TREES = JsonMapper.builder().build();
    private static final JsonMapper FULL = snake(JsonInclude.Include.ALWAYS);
    private static final JsonMapper SPARSE = snake(JsonInclude.Include.NON_NULL);

    Records() {
        super(StandardCharsets.UTF_8, MediaType.APPLICATION_JSON, new MediaType("application", "*+json"));
    }

    private static JsonMapper snake(JsonInclude.Include include) {
        return JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(include))
                .build();
    }

    @Override
    protected boolean supports(Class<?> type) {
        return type.getName().startsWith("dev.shotwright.") || JsonNode.class.isAssignableFrom(type);
    }

    @Override
    protected Object readInternal(Class<?> type, HttpInputMessage message) throws IOException {
        var bytes = message.getBody().readAllBytes();
        return JsonNode.class.isAssignableFrom(type)
                ? tree(bytes)
                : Documents.json().read(type, text(bytes));
    }

    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ShotwrightException(ErrorCode.MALFORMED_DOCUMENT, null, "the body is not UTF-8", e);
        }
    }

    private static JsonNode tree(byte[] bytes) {
        try {
            return TREES.readTree(bytes);
        } catch (JacksonException e) {
            var line = e.getOriginalMessage().lines().findFirst().orElse("");
            throw new ShotwrightException(ErrorCode.MALFORMED_DOCUMENT, null, "the body cannot be read: " + line, e);
        }
    }

    @Override
    protected void writeInternal(Object value, HttpOutputMessage message) throws IOException {
        var bytes = bytes(value);
        message.getHeaders().setContentLength(bytes.length);
        message.getBody().write(bytes);
    }

    /** A record as the text of an answer. */
    public static String text(Object value) {
        return new String(bytes(value), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(Object value) {
        if (value instanceof JsonNode tree) {
            return tree.toString().getBytes(StandardCharsets.UTF_8);
        }
        var wire = value.getClass().getAnnotation(Wire.class);
        return wire == null
                ? Documents.json().write(value).getBytes(StandardCharsets.UTF_8)
                : (wire.nulls() ? FULL : SPARSE).writeValueAsBytes(value);
    }

    @Override
    public List<MediaType> getSupportedMediaTypes(Class<?> type) {
        return getSupportedMediaTypes();
    }
}
