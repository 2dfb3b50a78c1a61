package dev.shotwright.tensor.safetensors;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CodingErrorAction;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The header of a safetensors file: where each tensor lies, and what the file says of itself.
 *
 * <p>The format: eight bytes that hold the header's length n as a little-endian number, n bytes of JSON that may end in spaces,
 * and the tensors' bytes without gaps. A header that is read here has been checked against the length of its file: every slot
 * lies within it, is as long as its shape and type say, and begins where another one ends.
 *
 * @param slots by the names of the tensors, in the order of the file
 * @param start where the tensors' bytes begin in the file
 */
record Header(Map<String, Slot> slots, Map<String, String> metadata, long start) {
    /** The longest header that the reference implementation reads as well. */
    static final long LONGEST = 100_000_000;

    static final int PREFIX = 8;
    static final String METADATA = "__metadata__";

    private static final ValueLayout.OfLong LENGTH = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** Reads and checks the header of a whole file; {@code origin} names it in messages. */
    static Header read(MemorySegment file, Object origin) {
        long size = file.byteSize();
        if (size < PREFIX) {
            throw Refusal.broken(origin, "%d bytes are too few for a safetensors file".formatted(size));
        }
        long length = file.get(LENGTH, 0);
        if (length <= 0 || length > LONGEST) {
            throw Refusal.broken(
                    origin,
                    "no safetensors file: its header would be %s bytes long; accepted are 1 to %d"
                            .formatted(Long.toUnsignedString(length), LONGEST));
        }
        if (length > size - PREFIX) {
            throw Refusal.broken(
                    origin,
                    "the header is %d bytes long and the file %d: it is cut off, or no safetensors file"
                            .formatted(length, size));
        }
        if (file.get(ValueLayout.JAVA_BYTE, PREFIX) != '{') {
            throw Refusal.broken(origin, "no safetensors file: its header does not begin with {");
        }
        var bytes = file.asSlice(PREFIX, length).toArray(ValueLayout.JAVA_BYTE);
        var decoder = UTF_8.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        var text = new InputStreamReader(new ByteArrayInputStream(bytes), decoder);
        var header = HeaderReader.read(text, origin, PREFIX + length);
        header.checkPlaces(size, origin);
        return header;
    }

    /** The header of a file that shall hold {@code forms}: the widest types first, so that each lies where it can be viewed. */
    static Header of(Map<String, TensorForm> forms, Map<String, String> metadata) {
        if (forms.containsKey(METADATA)) {
            throw new IllegalArgumentException(METADATA + " is no name for a tensor");
        }
        var slots = new LinkedHashMap<String, Slot>();
        long at = 0;
        var widestFirst = forms.entrySet().stream()
                .sorted(Comparator.comparingInt(
                        entry -> -entry.getValue().type().bytes()))
                .toList();
        for (var entry : widestFirst) {
            long end = Math.addExact(at, entry.getValue().bytes());
            slots.put(entry.getKey(), new Slot(entry.getValue(), at, end));
            at = end;
        }
        return new Header(slots, metadata, PREFIX + HeaderText.of(slots, metadata).length);
    }

    /** The bytes that the file begins with. */
    ByteBuffer bytes() {
        var text = HeaderText.of(slots, metadata);
        return ByteBuffer.allocate(PREFIX + text.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(text.length)
                .put(text)
                .flip();
    }

    /** How long the whole file is. */
    long fileSize() {
        return start + slots.values().stream().mapToLong(Slot::end).max().orElse(0);
    }

    private void checkPlaces(long size, Object origin) {
        var inOrder = slots.entrySet().stream()
                .sorted(Comparator.comparingLong(
                                (Map.Entry<String, Slot> e) -> e.getValue().begin())
                        .thenComparingLong(e -> e.getValue().end()))
                .toList();
        long room = size - start;
        long at = 0;
        var before = "the header";
        for (var entry : inOrder) {
            var slot = entry.getValue();
            var name = "tensor " + Refusal.quoted(entry.getKey());
            if (slot.end() > room) {
                throw Refusal.broken(
                        origin, "%s ends at byte %d of %d: the file is cut off".formatted(name, slot.end(), room));
            }
            if (slot.begin() < at) {
                throw Refusal.broken(origin, name + " overlaps " + before);
            }
            if (slot.begin() > at) {
                throw Refusal.broken(
                        origin,
                        "%d bytes between %s and %s belong to no tensor".formatted(slot.begin() - at, before, name));
            }
            at = slot.end();
            before = name;
        }
        if (at < room) {
            throw Refusal.broken(origin, "%d bytes after %s belong to no tensor".formatted(room - at, before));
        }
    }
}
