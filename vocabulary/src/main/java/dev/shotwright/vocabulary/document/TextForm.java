package dev.shotwright.vocabulary.document;

import java.util.function.Function;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.ToStringSerializer;

/** A type that is one word in a document, as a value and as a key: what its {@code toString} writes, {@code parse} reads. */
record TextForm<T>(Class<T> type, Function<String, T> parse) {

    static <T> TextForm<T> of(Class<T> type, Function<String, T> parse) {
        return new TextForm<>(type, parse);
    }

    void addTo(SimpleModule module) {
        module.addDeserializer(type, new Value<>(this));
        module.addKeyDeserializer(type, new Key<>(this));
        module.addSerializer(type, ToStringSerializer.instance);
    }

    private static final class Value<T> extends StdDeserializer<T> {
        private final TextForm<T> form;

        Value(TextForm<T> form) {
            super(form.type);
            this.form = form;
        }

        @Override
        public T deserialize(JsonParser parser, DeserializationContext context) {
            if (!parser.currentToken().isScalarValue()) {
                return context.reportInputMismatch(String.class, "not one word");
            }
            return form.parse.apply(parser.getString());
        }
    }

    private static final class Key<T> extends KeyDeserializer {
        private final TextForm<T> form;

        Key(TextForm<T> form) {
            this.form = form;
        }

        @Override
        public Object deserializeKey(String key, DeserializationContext context) {
            return form.parse.apply(key);
        }
    }
}
