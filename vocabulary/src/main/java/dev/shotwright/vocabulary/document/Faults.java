package dev.shotwright.vocabulary.document;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.Nearest;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.Spelled;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.InputCoercionException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidNullException;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;
import tools.jackson.databind.exc.ValueInstantiationException;

/** Turns what Jackson objects to into words that a user can act on. */
final class Faults {
    private Faults() {}

    /** @param again a parser at the start of the same document */
    static ShotwrightException translate(JacksonException fault, JsonParser parser, JsonParser again) {
        var path = path(fault.getPath());
        var line = line(fault.getLocation());
        return switch (fault) {
            case UnrecognizedPropertyException unknown ->
                unknownField(path, line, unknown.getPropertyName(), names(unknown.getKnownPropertyIds()), unknown);
            case InvalidTypeIdException wrong -> wrongType(wrong, path, line);
            case InvalidNullException empty -> missing(path, line, empty);
            case MismatchedInputException mismatch when isMissing(mismatch) -> missing(mismatch, path, line, again);
            case MismatchedInputException mismatch -> mismatch(mismatch, path, line, parser);
            case ValueInstantiationException refused
            when refused.getCause() instanceof ShotwrightException cause -> refused(refused, cause, path, line, again);
            case DatabindException other
            when other.getCause() instanceof ShotwrightException cause -> refused(cause, path, line, other);
            case InputCoercionException large -> tooLarge(large, path, line);
            default -> malformed(path, line, fault);
        };
    }

    private static ShotwrightException tooLarge(InputCoercionException fault, String path, String line) {
        var accepted = fault.getTargetType() == int.class
                ? Integer.MIN_VALUE + " to " + Integer.MAX_VALUE
                : Long.MIN_VALUE + " to " + Long.MAX_VALUE;
        return new ShotwrightException(
                ErrorCode.INVALID_VALUE,
                path,
                "%s is a number that is too large%s; accepted is %s".formatted(path, line, accepted),
                fault);
    }

    private static ShotwrightException unknownField(
            String path, String line, String name, List<String> known, JacksonException fault) {
        var nearest = Nearest.word(name, known);
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

    private static boolean isMissing(MismatchedInputException fault) {
        return fault.getOriginalMessage().startsWith("Missing required creator property");
    }

    /** A field that is missing, or the unknown one that was written in its place. */
    private static ShotwrightException missing(
            MismatchedInputException fault, String path, String line, JsonParser again) {
        var steps = fault.getPath();
        var unknown = steps.getLast().from() instanceof Class<?> type
                ? unknownField(again, steps.subList(0, steps.size() - 1), type, fault)
                : null;
        return unknown == null ? missing(path, line, fault) : unknown;
    }

    /** What a record refuses, or an unknown field beside it, which is read too late to be noticed first. */
    private static ShotwrightException refused(
            ValueInstantiationException fault, ShotwrightException cause, String path, String line, JsonParser again) {
        var unknown = unknownField(again, fault.getPath(), fault.getType().getRawClass(), fault);
        var local = cause.field();
        return unknown == null
                ? refused(cause, local == null ? path : path.isEmpty() ? local : path + "." + local, line, fault)
                : unknown;
    }

    private static @Nullable ShotwrightException unknownField(
            JsonParser again, List<JacksonException.Reference> group, Class<?> type, JacksonException fault) {
        if (!type.isRecord()) {
            return null;
        }
        var known = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .sorted()
                .toList();
        var alternative = RecordConventions.isAlternative(type);
        while (again.nextToken() != null) {
            var context = again.streamReadContext();
            if (again.currentToken() == JsonToken.PROPERTY_NAME
                    && pointer(group).equals(context.pathAsPointer().head().toString())
                    && !known.contains(again.currentName())
                    && !(alternative && again.currentName().equals("type"))) {
                var parent = path(group);
                var path = parent.isEmpty() ? again.currentName() : parent + "." + again.currentName();
                return unknownField(path, line(again.currentTokenLocation()), again.currentName(), known, fault);
            }
        }
        return null;
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
            ShotwrightException cause, String field, String line, DatabindException fault) {
        var message = String.valueOf(cause.getMessage());
        var local = cause.field();
        var rest =
                local != null && message.startsWith(local + " ") ? message.substring(local.length()) : ": " + message;
        return new ShotwrightException(cause.code(), field, field + rest + line, fault);
    }

    private static ShotwrightException malformed(String path, String line, JacksonException fault) {
        return new ShotwrightException(
                ErrorCode.MALFORMED_DOCUMENT,
                path.isEmpty() ? null : path,
                "the document cannot be read%s: %s".formatted(line, problem(fault.getOriginalMessage())),
                fault);
    }

    /** What the reader objects to, without the excerpts that it shows below. */
    private static String problem(String message) {
        return message.lines()
                .filter(line -> !line.startsWith(" "))
                .map(line -> line.replaceAll(" \\(start marker at .*", ""))
                .collect(Collectors.joining(", "));
    }

    private static String given(JsonParser parser) {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> "the text '" + parser.getString() + "'";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "the number " + parser.getString();
            case VALUE_TRUE, VALUE_FALSE -> parser.getString();
            case VALUE_NULL -> "null";
            case START_ARRAY, END_ARRAY -> "a list";
            case PROPERTY_NAME -> "given the field '" + parser.currentName() + "'";
            case START_OBJECT, END_OBJECT -> "a group of fields";
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
        return "text";
    }

    private static List<String> names(Collection<?> known) {
        return known.stream().map(String::valueOf).sorted().toList();
    }

    private static String path(List<JacksonException.Reference> steps) {
        var path = new StringBuilder();
        for (var step : steps) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.toString();
    }

    private static String pointer(List<JacksonException.Reference> steps) {
        var pointer = JsonPointer.empty();
        for (var step : steps) {
            pointer = step.getPropertyName() == null
                    ? pointer.appendIndex(step.getIndex())
                    : pointer.appendProperty(step.getPropertyName());
        }
        return pointer.toString();
    }

    private static String line(@Nullable TokenStreamLocation location) {
        return location == null || location.getLineNr() < 1 ? "" : " (line " + location.getLineNr() + ")";
    }
}
