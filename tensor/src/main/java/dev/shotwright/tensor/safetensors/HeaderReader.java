package dev.shotwright.tensor.safetensors;

import dev.shotwright.tensor.DataType;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads the JSON of a header token by token, so that nothing of a hostile one is built before it is refused. */
final class HeaderReader {
    private static final int MOST_TENSORS = 100_000;
    private static final int MOST_DIMENSIONS = 64;

    private final JsonParser in;
    private final Object origin;
    private final Map<String, Slot> slots = new LinkedHashMap<>();
    private @Nullable Map<String, String> metadata;

    private HeaderReader(JsonParser in, Object origin) {
        this.in = in;
        this.origin = origin;
    }

    static Header read(Reader text, Object origin, long start) {
        return HostileJson.read(text, origin, in -> new HeaderReader(in, origin).read(start));
    }

    private Header read(long start) {
        expect(JsonToken.START_OBJECT, "the header", "an object");
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = in.currentName();
            if (name.equals(Header.METADATA)) {
                readMetadata();
            } else {
                readTensor(name);
            }
        }
        if (in.nextToken() != null) {
            throw fault("the header goes on after its end");
        }
        return new Header(slots, metadata == null ? Map.of() : metadata, start);
    }

    private void readMetadata() {
        if (metadata != null) {
            throw fault("__metadata__ is there twice");
        }
        var entries = new LinkedHashMap<String, String>();
        expect(JsonToken.START_OBJECT, "__metadata__", "an object of strings");
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            var key = in.currentName();
            expect(JsonToken.VALUE_STRING, "__metadata__ " + Refusal.quoted(key), "a string");
            if (entries.put(key, in.getString()) != null) {
                throw fault("__metadata__ has " + Refusal.quoted(key) + " twice");
            }
        }
        metadata = entries;
    }

    private void readTensor(String name) {
        var tensor = "tensor " + Refusal.quoted(name);
        if (slots.size() == MOST_TENSORS) {
            throw fault("more than %d tensors; accepted are at most so many".formatted(MOST_TENSORS));
        }
        expect(JsonToken.START_OBJECT, tensor, "an object");
        DataType type = null;
        List<Long> shape = null;
        List<Long> offsets = null;
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            var field = in.currentName();
            switch (field) {
                case "dtype" -> {
                    refuseSecond(type, tensor, field);
                    expect(JsonToken.VALUE_STRING, tensor + ": dtype", "a string");
                    type = type(tensor, in.getString());
                }
                case "shape" -> {
                    refuseSecond(shape, tensor, field);
                    shape = numbers(tensor + ": shape", MOST_DIMENSIONS);
                }
                case "data_offsets" -> {
                    refuseSecond(offsets, tensor, field);
                    offsets = numbers(tensor + ": data_offsets", 2);
                }
                default -> {
                    in.nextToken();
                    in.skipChildren();
                }
            }
        }
        if (type == null || shape == null || offsets == null || offsets.size() != 2) {
            throw fault(tensor + " needs a dtype, a shape and two data_offsets");
        }
        if (slots.put(name, slot(tensor, type, shape, offsets)) != null) {
            throw fault(tensor + " is there twice");
        }
    }

    private Slot slot(String tensor, DataType type, List<Long> shape, List<Long> offsets) {
        long begin = offsets.getFirst();
        long end = offsets.getLast();
        if (begin > end) {
            throw fault("%s begins at byte %d and ends at %d".formatted(tensor, begin, end));
        }
        var form = new TensorForm(type, shape);
        try {
            if (end - begin != form.bytes()) {
                throw fault("%s has %d bytes; %s of %s takes %d"
                        .formatted(tensor, end - begin, type.name(), shape, form.bytes()));
            }
        } catch (ArithmeticException e) {
            throw Refusal.broken(origin, "%s has a shape without end: %s".formatted(tensor, shape), e);
        }
        return new Slot(form, begin, end);
    }

    private DataType type(String tensor, String word) {
        return Arrays.stream(DataType.values())
                .filter(type -> type.name().equals(word))
                .findFirst()
                .orElseThrow(() -> Refusal.unsupported(
                        origin,
                        "%s is of type %s; accepted are %s"
                                .formatted(
                                        tensor,
                                        Refusal.quoted(word),
                                        Arrays.stream(DataType.values())
                                                .map(Enum::name)
                                                .collect(Collectors.joining(", ")))));
    }

    private List<Long> numbers(String what, int most) {
        expect(JsonToken.START_ARRAY, what, "a list of whole numbers");
        var numbers = new ArrayList<Long>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            if (in.currentToken() != JsonToken.VALUE_NUMBER_INT
                    || in.getNumberType() == JsonParser.NumberType.BIG_INTEGER) {
                throw fault(what + " holds something else than whole numbers of 64 bits");
            }
            long number = in.getLongValue();
            if (number < 0) {
                throw fault("%s holds %d; accepted are numbers from 0".formatted(what, number));
            }
            if (numbers.size() == most) {
                throw fault("%s holds more than %d numbers".formatted(what, most));
            }
            numbers.add(number);
        }
        return numbers;
    }

    private void refuseSecond(@Nullable Object first, String tensor, String field) {
        if (first != null) {
            throw fault("%s has %s twice".formatted(tensor, field));
        }
    }

    private void expect(JsonToken token, String what, String accepted) {
        if (in.nextToken() != token) {
            throw fault(what + " is not " + accepted);
        }
    }

    private ShotwrightException fault(String what) {
        return Refusal.broken(origin, what);
    }
}
