package dev.shotwright.vocabulary.document;

import dev.shotwright.vocabulary.FrameRate;
import dev.shotwright.vocabulary.Seconds;
import java.math.BigDecimal;
import java.time.Duration;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.ser.std.StdSerializer;

/** Types that are numbers in a document: a duration in seconds, and a frame rate, which may also be a fraction in text. */
final class NumberForms {
    private static final BigDecimal LONGEST = BigDecimal.valueOf(1_000_000_000);

    private NumberForms() {}

    static final class SecondsReader extends StdDeserializer<Duration> {
        SecondsReader() {
            super(Duration.class);
        }

        @Override
        public Duration deserialize(JsonParser parser, DeserializationContext context) {
            if (!parser.currentToken().isNumeric()) {
                return (Duration) context.handleUnexpectedToken(Duration.class, parser);
            }
            var seconds = parser.getDecimalValue();
            if (seconds.abs().compareTo(LONGEST) > 0
                    || seconds.stripTrailingZeros().scale() > 9) {
                return (Duration)
                        context.handleWeirdNumberValue(Duration.class, seconds, "seconds with at most nine decimals");
            }
            return Duration.ofSeconds(
                    seconds.longValue(),
                    seconds.remainder(BigDecimal.ONE).movePointRight(9).intValueExact());
        }
    }

    static final class SecondsWriter extends StdSerializer<Duration> {
        SecondsWriter() {
            super(Duration.class);
        }

        @Override
        public void serialize(Duration duration, JsonGenerator generator, SerializationContext context) {
            generator.writeNumber(Seconds.of(duration));
        }
    }

    static final class FrameRateReader extends StdDeserializer<FrameRate> {
        FrameRateReader() {
            super(FrameRate.class);
        }

        @Override
        public FrameRate deserialize(JsonParser parser, DeserializationContext context) {
            if (!parser.currentToken().isScalarValue()) {
                return context.reportInputMismatch(Number.class, "not one word");
            }
            return FrameRate.parse(parser.getString());
        }
    }

    static final class FrameRateWriter extends StdSerializer<FrameRate> {
        FrameRateWriter() {
            super(FrameRate.class);
        }

        @Override
        public void serialize(FrameRate rate, JsonGenerator generator, SerializationContext context) {
            if (rate.denominator() == 1) {
                generator.writeNumber(rate.numerator());
            } else {
                generator.writeString(rate.toString());
            }
        }
    }
}
