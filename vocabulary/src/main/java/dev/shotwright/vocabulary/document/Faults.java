package dev.shotwright.vocabulary.document;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.Nearest;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.Spelled;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

/** Turns what Jackson objects to into words that a user can act on. */
final class Faults {
    private Faults() {}

    static ShotwrightException translate(JacksonException fault, JsonParser parser, Class<?> type) {
        var path = path(fault);
        var line = line(fault);
        return switch (fault) {
            case UnrecognizedPropertyException unknown -> unknownField(unknown, path, line);
            case InvalidNullException empty -> missing(path, line, empty);
            case InvalidTypeIdException wrong -> wrongType(wrong, path, line);
            case MismatchedInputException mismatch -> mismatch(mismatch, path, line, parser);
            case DatabindException other
            when other.getCause() instanceof ShotwrightException cause -> refused(cause, path, line, other);
            default -> malformed(path, line, fault);
        };
    }

    private static ShotwrightException unknownField(UnrecognizedPropertyException fault, String path, String line) {
        var known = fault.getKnownPropertyIds().stream()
                .map(String::valueOf)
                .sorted()
                .toList();
        var nearest = Nearest.word(fault.getPropertyName(), known);
        return new ShotwrightException(
                ErrorCode.UNKNOWN_FIELD,
                path,
                "%s is not a field%s%s; accepted are %s"
                        .formatted(
                                path,
                                line,
                                nearest == null ? "" : ", did you mean " + nearest + "?",
                                String.join(", ", known)),
                fault);
    }

    private static ShotwrightException missing(String path, String line, JacksonException fault) {
        return new ShotwrightException(
                ErrorCode.INVALID_VALUE, path, "%s is missing%s; it must have a value".formatted(path, line), fault);
    }

    private static ShotwrightException wrongType(InvalidTypeIdException fault, String path, String line) {
        var accepted = Arrays.stream(fault.getBaseType().getRawClass().getPermittedSubclasses())
                .map(RecordConventions::typeName)
                .collect(Collectors.joining(", "));
        var field = path.isEmpty() ? "type" : path + ".type";
        return new ShotwrightException(
                ErrorCode.INVALID_VALUE,
                field,
                "%s is %s%s; accepted are %s"
                        .formatted(
                                field,
                                fault.getTypeId() == null ? "missing" : "'" + fault.getTypeId() + "'",
                                line,
                                accepted),
                fault);
    }

    private static ShotwrightException mismatch(
            MismatchedInputException fault, String path, String line, JsonParser parser) {
        if (fault.getOriginalMessage().startsWith("Missing required creator property")) {
            return missing(path, line, fault);
        }
        if (fault.getOriginalMessage().startsWith("Trailing token")) {
            return new ShotwrightException(
                    ErrorCode.MALFORMED_DOCUMENT,
                    null,
                    "something follows the document%s; accepted is one document".formatted(line),
                    fault);
        }
        if (parser.currentToken() == null) {
            return new ShotwrightException(ErrorCode.MALFORMED_DOCUMENT, null, "the document is empty", fault);
        }
        var field = path.isEmpty() ? "the document" : path;
        return new ShotwrightException(
                ErrorCode.INVALID_VALUE,
                path.isEmpty() ? null : path,
                "%s is %s%s; accepted is %s".formatted(field, given(parser), line, accepted(fault.getTargetType())),
                fault);
    }

    private static ShotwrightException refused(
            ShotwrightException cause, String path, String line, DatabindException fault) {
        var message = String.valueOf(cause.getMessage());
        var local = cause.field();
        if (local == null) {
            return new ShotwrightException(cause.code(), path, path + ": " + message + line, fault);
        }
        var field = !(fault instanceof ValueInstantiationException) && !path.isEmpty()
                ? path
                : path.isEmpty() ? local : path + "." + local;
        var rest = message.startsWith(local + " ") ? message.substring(local.length()) : ": " + message;
        return new ShotwrightException(cause.code(), field, field + rest + line, fault);
    }

    private static ShotwrightException malformed(String path, String line, JacksonException fault) {
        return new ShotwrightException(
                ErrorCode.MALFORMED_DOCUMENT,
                path.isEmpty() ? null : path,
                "the document cannot be read%s: %s".formatted(line, fault.getOriginalMessage()),
                fault);
    }

    private static String given(JsonParser parser) {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> "the text '" + parser.getString() + "'";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "the number " + parser.getString();
            case VALUE_TRUE, VALUE_FALSE -> parser.getString();
            case VALUE_NULL -> "null";
            case START_ARRAY, END_ARRAY -> "a list";
            case START_OBJECT, END_OBJECT, PROPERTY_NAME -> "a group of fields";
            case NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT -> "something else";
        };
    }

    private static String accepted(@Nullable Class<?> type) {
        if (type == null) {
            return "another kind of value";
        }
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(constant -> constant instanceof Spelled spelled ? spelled.word() : String.valueOf(constant))
                    .collect(Collectors.joining(", "));
        }
        if (type == String.class) {
            return "text, in quotes where it looks like a number";
        }
        if (type == Integer.class || type == int.class || type == Long.class || type == long.class) {
            return "a whole number";
        }
        if (type == java.time.Duration.class) {
            return "a number of seconds";
        }
        if (Number.class.isAssignableFrom(type) || type.isPrimitive()) {
            return "a number";
        }
        if (Collection.class.isAssignableFrom(type)) {
            return "a list";
        }
        if (Map.class.isAssignableFrom(type) || type.isRecord() || type.isInterface()) {
            return "a group of fields";
        }
        return switch (type.getSimpleName()) {
            case "Instant" -> "a time such as 2026-11-21T08:00:00Z";
            case "LocalDate" -> "a date such as 2026-11-21";
            case "URI" -> "an address such as https://example.org/";
            default -> "text";
        };
    }

    private static String path(JacksonException fault) {
        var path = new StringBuilder();
        for (var step : fault.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.toString();
    }

    private static String line(JacksonException fault) {
        var location = fault.getLocation();
        return location == null || location.getLineNr() < 1 ? "" : " (line " + location.getLineNr() + ")";
    }
}
