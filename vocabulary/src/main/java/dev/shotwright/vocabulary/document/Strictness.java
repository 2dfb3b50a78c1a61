package dev.shotwright.vocabulary.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.shotwright.vocabulary.CameraMove;
import dev.shotwright.vocabulary.FrameRate;
import dev.shotwright.vocabulary.Hours;
import dev.shotwright.vocabulary.Money;
import dev.shotwright.vocabulary.ShotwrightException;
import dev.shotwright.vocabulary.request.AspectRatio;
import dev.shotwright.vocabulary.request.Pixels;
import dev.shotwright.vocabulary.request.Resolution;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.AnnotationIntrospector;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.MapperBuilder;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/** The settings under which Jackson guesses nothing. */
final class Strictness {
    private Strictness() {}

    static <B extends MapperBuilder<?, B>> B applyTo(B builder) {
        return builder.addModule(texts())
                .annotationIntrospector(
                        AnnotationIntrospector.pair(new RecordConventions(), new JacksonAnnotationIntrospector()))
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfig(LogicalType.Textual, config -> {
                    config.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail);
                    config.setCoercion(CoercionInputShape.Float, CoercionAction.Fail);
                    config.setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
                })
                .changeDefaultPropertyInclusion(inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
                .withConfigOverride(List.class, Strictness::leaveOutEmpty)
                .withConfigOverride(Map.class, Strictness::leaveOutEmpty);
    }

    private static void leaveOutEmpty(tools.jackson.databind.cfg.MutableConfigOverride override) {
        override.setInclude(JsonInclude.Value.construct(JsonInclude.Include.NON_EMPTY, JsonInclude.Include.ALWAYS));
    }

    private static SimpleModule texts() {
        var module = new SimpleModule("texts");
        TextForm.of(AspectRatio.class, AspectRatio::parse).addTo(module);
        TextForm.of(Instant.class, Strictness::instant).addTo(module);
        TextForm.of(LocalDate.class, Strictness::date).addTo(module);
        TextForm.of(URI.class, Strictness::address).addTo(module);
        TextForm.of(CameraMove.class, text -> CameraMove.parse("camera", text)).addTo(module);
        TextForm.of(Hours.class, Hours::parse).addTo(module);
        TextForm.of(Money.class, Money::parse).addTo(module);
        TextForm.of(Pixels.class, Pixels::parse).addTo(module);
        TextForm.of(Resolution.class, Resolution::parse).addTo(module);
        module.addDeserializer(FrameRate.class, new NumberForms.FrameRateReader());
        module.addSerializer(FrameRate.class, new NumberForms.FrameRateWriter());
        module.addDeserializer(Duration.class, new NumberForms.SecondsReader());
        module.addSerializer(Duration.class, new NumberForms.SecondsWriter());
        return module;
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException fault) {
            throw fault("time", text, "a time such as 2026-11-21T08:00:00Z", fault);
        }
    }

    private static LocalDate date(String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException fault) {
            throw fault("date", text, "a date such as 2026-11-21", fault);
        }
    }

    private static URI address(String text) {
        try {
            var address = new URI(text);
            if (address.isAbsolute()) {
                return address;
            }
            throw new URISyntaxException(text, "no scheme");
        } catch (URISyntaxException fault) {
            throw fault("address", text, "an address such as https://example.org/", fault);
        }
    }

    private static ShotwrightException fault(String field, String text, String accepted, Exception cause) {
        var fault = ShotwrightException.invalid(field, "'" + text + "'", accepted);
        fault.initCause(cause);
        return fault;
    }
}
