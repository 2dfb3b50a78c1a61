package dev.shotwright.server.description;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import dev.shotwright.jobs.Document;
import dev.shotwright.server.web.Wire;
import dev.shotwright.vocabulary.CameraMove;
import dev.shotwright.vocabulary.FrameRate;
import dev.shotwright.vocabulary.Hours;
import dev.shotwright.vocabulary.Money;
import dev.shotwright.vocabulary.Spelled;
import dev.shotwright.vocabulary.request.AspectRatio;
import dev.shotwright.vocabulary.request.Pixels;
import dev.shotwright.vocabulary.request.Resolution;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.oas.models.media.Discriminator;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * The schemas of our types, by the same conventions as their text form: a component is required unless it may be absent or is a
 * list or a map, an enum is its words, an alternative of a sealed interface is told by its {@code type}.
 */
@Component
final class RecordSchemas implements ModelConverter {
    private static final String OURS = "dev.shotwright.";
    private static final Map<Class<?>, String> TEXTS = Map.of(
            AspectRatio.class, "16:9",
            CameraMove.class, "pan-left:slow",
            Money.class, "3.5 CNY",
            Pixels.class, "1280x720",
            Resolution.class, "720p",
            Hours.class, "mon-fri 08:00-10:00 Asia/Shanghai");

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType annotated, ModelConverterContext context, Iterator<ModelConverter> chain) {
        var type = TypeFactory.defaultInstance().constructType(annotated.getType());
        var known = known(type, context);
        if (known != null) {
            return known;
        }
        return chain.hasNext() ? chain.next().resolve(annotated, context, chain) : null;
    }

    private @Nullable Schema<?> known(JavaType type, ModelConverterContext context) {
        var raw = type.getRawClass();
        var example = TEXTS.get(raw);
        if (example != null) {
            return text(null).example(example);
        }
        if (raw == Duration.class) {
            return new JsonSchema().typesItem("number").description("seconds").minimum(BigDecimal.ZERO);
        }
        if (raw == FrameRate.class) {
            return new JsonSchema()
                    .types(new java.util.LinkedHashSet<>(List.of("number", "string")))
                    .description("a number such as 24, or a fraction such as 30000/1001")
                    .example(24);
        }
        if (raw == Instant.class) {
            return text("date-time");
        }
        if (raw == LocalDate.class) {
            return text("date");
        }
        if (raw == URI.class) {
            return text("uri");
        }
        if (raw == BigDecimal.class) {
            return new JsonSchema().typesItem("number");
        }
        if (JsonNode.class.isAssignableFrom(raw)) {
            return new JsonSchema().typesItem("object");
        }
        if (raw == Document.class) {
            return context.resolve(ref(type.containedType(0)));
        }
        if (!raw.getName().startsWith(OURS)) {
            return null;
        }
        if (raw.isEnum() && Spelled.class.isAssignableFrom(raw)) {
            return words(raw);
        }
        if (raw.isRecord()) {
            return defined(raw, () -> group(raw, context), context);
        }
        if (raw.isInterface() && raw.isSealed()) {
            return defined(raw, () -> alternatives(raw, context), context);
        }
        return null;
    }

    private static Schema<?> text(@Nullable String format) {
        var schema = new JsonSchema().typesItem("string");
        return format == null ? schema : schema.format(format);
    }

    private static Schema<?> words(Class<?> type) {
        var words = new JsonSchema();
        words.typesItem("string");
        words.setEnum(Arrays.stream(type.getEnumConstants())
                .map(constant -> (Object) ((Spelled) constant).word())
                .toList());
        return words;
    }

    private static Schema<?> defined(
            Class<?> type, java.util.function.Supplier<Schema<?>> schema, ModelConverterContext context) {
        var name = name(type);
        if (!context.getDefinedModels().containsKey(name)) {
            context.defineModel(name, new JsonSchema().name(name));
            context.defineModel(name, schema.get().name(name));
        }
        return new JsonSchema().$ref("#/components/schemas/" + name);
    }

    /** A nested type is named with the one around it, since there is more than one {@code Clip}; a controller is no part of a name. */
    private static String name(Class<?> type) {
        var around = type.getDeclaringClass();
        return around == null || around.isInterface() || around.getSimpleName().endsWith("Controller")
                ? type.getSimpleName()
                : name(around) + type.getSimpleName();
    }

    private static AnnotatedType ref(Type type) {
        return new AnnotatedType(type).resolveAsRef(true);
    }

    private Schema<?> group(Class<?> type, ModelConverterContext context) {
        var group = new JsonSchema();
        group.typesItem("object");
        group.setAdditionalProperties(false);
        var required = new ArrayList<String>();
        if (isAlternative(type)) {
            var kind = new JsonSchema();
            kind.typesItem("string");
            kind.setConst(word(type));
            group.addProperty("type", kind);
            required.add("type");
        }
        var wire = type.getAnnotation(Wire.class);
        for (var component : type.getRecordComponents()) {
            var name = wire == null && !isOfDialect(type) ? component.getName() : snake(component.getName());
            var schema = component(component, context);
            var mayBeAbsent = isNullable(component);
            var list = Collection.class.isAssignableFrom(component.getType())
                    || Map.class.isAssignableFrom(component.getType());
            if (mayBeAbsent && isOfDialect(type)) {
                group.addProperty(name, orNull(schema));
            } else {
                group.addProperty(name, schema);
            }
            if (!mayBeAbsent && !list) {
                required.add(name);
            }
        }
        group.setRequired(required.isEmpty() ? null : required);
        return group;
    }

    /** In the dialects, null is the same as absent. */
    private static Schema<?> orNull(Schema<?> schema) {
        if (schema.get$ref() != null) {
            var either = new JsonSchema();
            either.setAnyOf(List.of(schema, new JsonSchema().typesItem("null")));
            return either;
        }
        var types = schema.getTypes();
        if (types != null) {
            schema.addType("null");
        }
        return schema;
    }

    private static Schema<?> component(RecordComponent component, ModelConverterContext context) {
        var declared = component.getAnnotation(io.swagger.v3.oas.annotations.media.Schema.class);
        var type = declared == null || declared.implementation() == Void.class
                ? component.getGenericType()
                : declared.implementation();
        return Objects.requireNonNull(context.resolve(ref(type)), component::toString);
    }

    private static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static boolean isOfDialect(Class<?> type) {
        var home = type.getPackageName();
        return home.endsWith(".openai") || home.endsWith(".ark");
    }

    private static Schema<?> alternatives(Class<?> type, ModelConverterContext context) {
        var either = new JsonSchema();
        var discriminator = new Discriminator().propertyName("type");
        either.setOneOf(new ArrayList<>());
        for (var alternative : type.getPermittedSubclasses()) {
            var schema = Objects.requireNonNull(context.resolve(ref(alternative)));
            either.addOneOfItem(schema);
            discriminator.mapping(word(alternative), schema.get$ref());
        }
        either.setDiscriminator(discriminator);
        return either;
    }

    private static boolean isAlternative(Class<?> type) {
        return Arrays.stream(type.getInterfaces()).anyMatch(Class::isSealed);
    }

    private static String word(Class<?> type) {
        return type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    private static String snake(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }
}
