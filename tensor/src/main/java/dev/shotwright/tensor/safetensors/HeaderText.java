package dev.shotwright.tensor.safetensors;

import java.io.ByteArrayOutputStream;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes the JSON of a header, padded with spaces so that the tensors begin at a multiple of eight bytes. */
final class HeaderText {
    private static final int ALIGNMENT = 8;

    private HeaderText() {}

    static byte[] of(Map<String, Slot> slots, Map<String, String> metadata) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new JsonFactory().createGenerator(ObjectWriteContext.empty(), bytes)) {
            out.writeStartObject();
            if (!metadata.isEmpty()) {
                out.writeName(Header.METADATA).writeStartObject();
                metadata.forEach(out::writeStringProperty);
                out.writeEndObject();
            }
            slots.forEach((name, slot) -> write(out, name, slot));
            out.writeEndObject();
        }
        while (bytes.size() % ALIGNMENT != 0) {
            bytes.write(' ');
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator out, String name, Slot slot) {
        out.writeName(name).writeStartObject();
        out.writeStringProperty("dtype", slot.form().type().name());
        writeNumbers(out, "shape", slot.form().lengths());
        writeNumbers(out, "data_offsets", slot.begin(), slot.end());
        out.writeEndObject();
    }

    private static void writeNumbers(JsonGenerator out, String name, long... numbers) {
        out.writeName(name).writeArray(numbers, 0, numbers.length);
    }
}
