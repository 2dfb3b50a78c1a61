package dev.shotwright.media;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The chunks of a WebP file, and the text that one of them can hold. */
final class WebpChunks {
    static final int HEAD_BYTES = 12;
    static final int CHUNK_HEAD_BYTES = 8;

    private static final int XMP_FLAG = 0x04;
    private static final Pattern TEXT = Pattern.compile("xml:lang=\"x-default\">([^<]*)<");

    private WebpChunks() {}

    /** A chunk's name, and where its content lies. */
    record Chunk(String name, int start, int length) {}

    /** The whole chunks between two places of a file. */
    static List<Chunk> of(byte[] file, int from, int to) {
        var chunks = new ArrayList<Chunk>();
        var bytes = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        long position = from;
        while (position + CHUNK_HEAD_BYTES <= to) {
            var at = (int) position;
            var length = Integer.toUnsignedLong(bytes.getInt(at + 4));
            if (position + CHUNK_HEAD_BYTES + length > to) {
                break;
            }
            var name = new String(file, at, 4, StandardCharsets.ISO_8859_1);
            chunks.add(new Chunk(name, at + CHUNK_HEAD_BYTES, (int) length));
            position += CHUNK_HEAD_BYTES + length + (length & 1);
        }
        return chunks;
    }

    /** Adds texts to a file that has none. */
    static void addTexts(Path path, int width, int height, Map<String, String> texts) throws IOException {
        if (texts.isEmpty()) {
            return;
        }
        var file = Files.readAllBytes(path);
        var result = new ByteArrayOutputStream();
        result.write(file, 0, HEAD_BYTES);
        var chunks = of(file, HEAD_BYTES, file.length);
        if (!chunks.getFirst().name().equals("VP8X")) {
            result.writeBytes(chunk("VP8X", extended(width, height)));
        }
        result.write(file, HEAD_BYTES, file.length - HEAD_BYTES);
        result.writeBytes(chunk("XMP ", xmp(TextLines.write(texts)).getBytes(StandardCharsets.UTF_8)));
        var bytes = result.toByteArray();
        bytes[HEAD_BYTES + CHUNK_HEAD_BYTES] |= XMP_FLAG;
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(4, bytes.length - 8);
        Files.write(path, bytes);
    }

    static Map<String, String> texts(byte[] file) {
        for (var chunk : of(file, HEAD_BYTES, file.length)) {
            if (chunk.name().equals("XMP ")) {
                var text = TEXT.matcher(new String(file, chunk.start(), chunk.length(), StandardCharsets.UTF_8));
                if (text.find()) {
                    return TextLines.read(text.group(1).replace("&lt;", "<").replace("&amp;", "&"));
                }
            }
        }
        return Map.of();
    }

    private static String xmp(String text) {
        return """
            <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\
            <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:description><rdf:Alt>\
            <rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:description></rdf:Description></rdf:RDF>\
            </x:xmpmeta>
            """.formatted(text.replace("&", "&amp;").replace("<", "&lt;"));
    }

    /** A chunk of a name of four letters, padded to an even length. */
    static byte[] chunk(String name, byte[] content) {
        return ByteBuffer.allocate(CHUNK_HEAD_BYTES + content.length + (content.length & 1))
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(name.getBytes(StandardCharsets.ISO_8859_1))
                .putInt(content.length)
                .put(content)
                .array();
    }

    /** The content of the chunk that announces others. */
    static byte[] extended(int width, int height) {
        return ByteBuffer.allocate(10)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0)
                .putShort((short) (width - 1))
                .put((byte) ((width - 1) >> 16))
                .putShort((short) (height - 1))
                .put((byte) ((height - 1) >> 16))
                .array();
    }
}
