package dev.shotwright.models;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A checkpoint's {@code config.json}: the dimensions that a model is built from. */
public final class Configuration {
    private final String origin;
    private final JsonNode fields;

    private Configuration(String origin, JsonNode fields) {
        this.origin = origin;
        this.fields = fields;
    }

    /** Reads a file such as {@code transformer/config.json}. */
    public static Configuration read(Path file) {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new ShotwrightException(
                    ErrorCode.FILE_NOT_FOUND, "checkpoint", file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Takes the text of a configuration; {@code origin} names it in messages. */
    public static Configuration parse(String origin, String json) {
        try {
            var fields = JsonMapper.shared().readTree(json);
            if (!fields.isObject()) {
                throw new ShotwrightException(
                        ErrorCode.MALFORMED_DOCUMENT, "checkpoint", origin + " is not a JSON object");
            }
            return new Configuration(origin, fields);
        } catch (JacksonException e) {
            throw new ShotwrightException(
                    ErrorCode.MALFORMED_DOCUMENT, "checkpoint", origin + " is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** Whether the field is there and not null. */
    public boolean has(String field) {
        return fields.hasNonNull(field);
    }

    /** A whole number that must be there. */
    public int integer(String field) {
        return value(field, JsonNode::isIntegralNumber, "a whole number").intValue();
    }

    /** A whole number, or {@code otherwise} where the field is absent or null. */
    public int integer(String field, int otherwise) {
        return has(field) ? integer(field) : otherwise;
    }

    /** A number that must be there. */
    public double number(String field) {
        return value(field, JsonNode::isNumber, "a number").doubleValue();
    }

    /** A number, or {@code otherwise} where the field is absent or null. */
    public double number(String field, double otherwise) {
        return has(field) ? number(field) : otherwise;
    }

    /** A word, or {@code otherwise} where the field is absent or null. */
    public @Nullable String word(String field, @Nullable String otherwise) {
        return has(field) ? value(field, JsonNode::isString, "a string").stringValue() : otherwise;
    }

    /** True or false, or {@code otherwise} where the field is absent or null. */
    public boolean flag(String field, boolean otherwise) {
        return has(field) ? value(field, JsonNode::isBoolean, "true or false").booleanValue() : otherwise;
    }

    /** Whether the field is an object. */
    public boolean isObject(String field) {
        return fields.path(field).isObject();
    }

    /** An object that must be there. */
    public Configuration object(String field) {
        return new Configuration(origin + ": " + field, value(field, JsonNode::isObject, "an object"));
    }

    /** A list of whole numbers that must be there. */
    public int[] integers(String field) {
        var list = value(field, JsonNode::isArray, "a list of whole numbers");
        return list.valueStream().mapToInt(JsonNode::asInt).toArray();
    }

    /** A list of numbers that must be there. */
    public double[] numbers(String field) {
        var list = value(field, JsonNode::isArray, "a list of numbers");
        return list.valueStream().mapToDouble(JsonNode::asDouble).toArray();
    }

    /** A list of true and false that must be there. */
    public boolean[] flags(String field) {
        var list = value(field, JsonNode::isArray, "a list of true and false");
        var flags = new boolean[list.size()];
        for (int i = 0; i < flags.length; i++) {
            flags[i] = list.get(i).asBoolean();
        }
        return flags;
    }

    private JsonNode value(String field, Predicate<JsonNode> accepted, String what) {
        var value = fields.path(field);
        if (!accepted.test(value)) {
            var given = value.isMissingNode() ? "missing" : value.toString();
            throw new ShotwrightException(
                    ErrorCode.MALFORMED_DOCUMENT,
                    field,
                    "%s: %s is %s; accepted is %s".formatted(origin, field, given, what));
        }
        return value;
    }

    @Override
    public String toString() {
        return origin;
    }
}
