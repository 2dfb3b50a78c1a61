package dev.shotwright.server.web;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.Nearest;
import dev.shotwright.vocabulary.ShotwrightException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A group of fields of a foreign dialect while it is being read. An explicit null is an absent field, numbers may come as text
 * as forms send them, and a field that nobody asked for is refused by {@link #finish}.
 */
public final class Fields {
    private final String path;
    private final JsonNode node;
    private final Set<String> known = new LinkedHashSet<>();

    private Fields(String path, JsonNode node) {
        this.path = path;
        this.node = node;
    }

    /** @throws ShotwrightException if the document is no group of fields */
    public static Fields of(JsonNode document) {
        return of("", document);
    }

    private static Fields of(String path, JsonNode node) {
        if (!node.isObject()) {
            throw ShotwrightException.invalid(
                    path.isEmpty() ? "the body" : path, "a " + kind(node), "a group of fields");
        }
        return new Fields(path, node);
    }

    public @Nullable String text(String name) {
        var value = get(name);
        if (value == null) {
            return null;
        }
        if (!value.isString()) {
            throw ShotwrightException.invalid(at(name), kind(value), "text");
        }
        return value.asString();
    }

    /** @throws ShotwrightException if it is absent or blank */
    public String required(String name) {
        var value = text(name);
        if (value == null || value.isBlank()) {
            throw new ShotwrightException(
                    ErrorCode.INVALID_VALUE, at(name), "%s is missing; it must have a value".formatted(at(name)));
        }
        return value;
    }

    public @Nullable Long whole(String name) {
        var value = number(name);
        if (value == null) {
            return null;
        }
        try {
            return value.longValueExact();
        } catch (ArithmeticException e) {
            var fault = ShotwrightException.invalid(at(name), value.toPlainString(), "a whole number");
            fault.initCause(e);
            throw fault;
        }
    }

    public @Nullable BigDecimal number(String name) {
        var value = get(name);
        if (value == null) {
            return null;
        }
        var text = value.isString() ? value.asString().strip() : value.isNumber() ? value.asString() : "";
        if (!text.matches("-?\\d{1,18}(\\.\\d{1,9})?")) {
            throw ShotwrightException.invalid(
                    at(name), value.isValueNode() ? "'" + value.asString() + "'" : kind(value), "a number");
        }
        return new BigDecimal(text);
    }

    public @Nullable Boolean flag(String name) {
        var value = get(name);
        if (value == null) {
            return null;
        }
        if (value.isBoolean()) {
            return value.asBoolean();
        }
        var text = value.isString() ? value.asString() : "";
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw ShotwrightException.invalid(
                        at(name), value.isValueNode() ? "'" + value.asString() + "'" : kind(value), "true or false");
        };
    }

    public @Nullable Fields group(String name) {
        var value = get(name);
        return value == null ? null : of(at(name), value);
    }

    public List<Fields> groups(String name) {
        var value = get(name);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray()) {
            throw ShotwrightException.invalid(at(name), "a " + kind(value), "a list");
        }
        var groups = new ArrayList<Fields>();
        for (var i = 0; i < value.size(); i++) {
            groups.add(of("%s[%d]".formatted(at(name), i), value.get(i)));
        }
        return groups;
    }

    /** A value that is passed on as it is. */
    public @Nullable JsonNode any(String name) {
        return get(name);
    }

    /** The full name of a field, such as {@code content[1].role}. */
    public String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /** @throws ShotwrightException with {@link ErrorCode#UNKNOWN_FIELD} if there are fields that were never asked for */
    public void finish() {
        for (var field : node.properties()) {
            if (!known.contains(field.getKey()) && !field.getValue().isNull()) {
                var nearest = Nearest.word(field.getKey(), List.copyOf(known));
                throw new ShotwrightException(
                        ErrorCode.UNKNOWN_FIELD,
                        at(field.getKey()),
                        "%s is not a field%s; accepted are %s"
                                .formatted(
                                        at(field.getKey()),
                                        nearest == null ? "" : ", did you mean " + nearest + "?",
                                        String.join(", ", known)));
            }
        }
    }

    private @Nullable JsonNode get(String name) {
        known.add(name);
        var value = node.get(name);
        return value == null || value.isNull() ? null : value;
    }

    private static String kind(JsonNode node) {
        return switch (node.getNodeType()) {
            case ARRAY -> "list";
            case OBJECT, POJO -> "group of fields";
            case STRING -> "text";
            case NUMBER -> "number";
            case BOOLEAN -> "true or false";
            case NULL, MISSING, BINARY -> "nothing";
        };
    }
}
