package dev.shotwright.vocabulary.document;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.Nulls;
import dev.shotwright.vocabulary.Spelled;
import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;
import tools.jackson.databind.jsontype.NamedType;

/** What the project's types say about their text form without any annotation of Jackson's. */
final class RecordConventions extends NopAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
        return member instanceof AnnotatedParameter parameter ? presence(parameter) == Presence.REQUIRED : null;
    }

    @Override
    public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated annotated) {
        if (!(annotated instanceof AnnotatedParameter parameter)) {
            return JsonSetter.Value.empty();
        }
        return switch (presence(parameter)) {
            case REQUIRED -> JsonSetter.Value.construct(Nulls.FAIL, Nulls.FAIL);
            case EMPTY_IF_ABSENT -> JsonSetter.Value.construct(Nulls.AS_EMPTY, Nulls.FAIL);
            case OPTIONAL -> JsonSetter.Value.construct(Nulls.SET, Nulls.FAIL);
        };
    }

    @Override
    public String[] findEnumValues(
            MapperConfig<?> config, AnnotatedClass annotated, Enum<?>[] constants, String[] names) {
        for (var i = 0; i < constants.length; i++) {
            if (constants[i] instanceof Spelled spelled) {
                names[i] = spelled.word();
            }
        }
        return names;
    }

    @Override
    public JsonTypeInfo.@Nullable Value findPolymorphicTypeInfo(MapperConfig<?> config, Annotated annotated) {
        return annotated instanceof AnnotatedClass type && isAlternative(type.getRawType())
                ? JsonTypeInfo.Value.construct(
                        JsonTypeInfo.Id.NAME, JsonTypeInfo.As.PROPERTY, "type", null, false, true)
                : null;
    }

    @Override
    public @Nullable List<NamedType> findSubtypes(MapperConfig<?> config, Annotated annotated) {
        return annotated.getRawType().isInterface() && annotated.getRawType().isSealed()
                ? Arrays.stream(annotated.getRawType().getPermittedSubclasses())
                        .map(type -> new NamedType(type, typeName(type)))
                        .toList()
                : null;
    }

    @Override
    public @Nullable String findTypeName(MapperConfig<?> config, AnnotatedClass annotated) {
        return isAlternative(annotated.getRawType()) ? typeName(annotated.getRawType()) : null;
    }

    /** Whether a type is a sealed interface or a record of one, which a field {@code type} tells apart. */
    static boolean isAlternative(Class<?> type) {
        return (type.isInterface() && type.isSealed())
                || (type.isRecord() && Arrays.stream(type.getInterfaces()).anyMatch(Class::isSealed));
    }

    static String typeName(Class<?> type) {
        return type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    private static Presence presence(AnnotatedParameter parameter) {
        if (parameter.getOwner().getAnnotated() instanceof Constructor<?> constructor
                && constructor.getAnnotatedParameterTypes()[parameter.getIndex()].isAnnotationPresent(Nullable.class)) {
            return Presence.OPTIONAL;
        }
        var type = parameter.getRawType();
        return List.class.isAssignableFrom(type) || Map.class.isAssignableFrom(type)
                ? Presence.EMPTY_IF_ABSENT
                : Presence.REQUIRED;
    }

    private enum Presence {
        REQUIRED,
        OPTIONAL,
        EMPTY_IF_ABSENT
    }
}
