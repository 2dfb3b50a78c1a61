package dev.shotwright.media;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;

/** What a PNG file says of itself: chunks of a key and a text in any language. */
final class PngTexts {
    /** Where such chunks are put: after the signature and the header. */
    static final int POSITION = 33;

    private static final int SIGNATURE_BYTES = 8;
    private static final int CHUNK_BYTES = 12;
    private static final String INTERNATIONAL = "iTXt";
    private static final String UNCOMPRESSED_NO_LANGUAGE = "\0\0\0\0\0";

    private PngTexts() {}

    static byte[] write(Map<String, String> texts) {
        var bytes = new ByteArrayOutputStream();
        texts.forEach((key, value) -> bytes.writeBytes(chunk(key, value)));
        return bytes.toByteArray();
    }

    /** The texts that stand before the picture; compressed ones are left out. */
    static Map<String, String> read(byte[] file) {
        var texts = new TreeMap<String, String>();
        var bytes = ByteBuffer.wrap(file);
        long position = SIGNATURE_BYTES;
        while (position + CHUNK_BYTES <= file.length) {
            var at = (int) position;
            var length = Integer.toUnsignedLong(bytes.getInt(at));
            var type = new String(file, at + 4, 4, StandardCharsets.ISO_8859_1);
            if (type.equals("IDAT") || position + CHUNK_BYTES + length > file.length) {
                break;
            }
            if (type.equals(INTERNATIONAL)) {
                var content = new String(file, at + 8, (int) length, StandardCharsets.UTF_8);
                var end = content.indexOf(UNCOMPRESSED_NO_LANGUAGE);
                if (end > 0) {
                    texts.put(content.substring(0, end), content.substring(end + UNCOMPRESSED_NO_LANGUAGE.length()));
                }
            }
            position += CHUNK_BYTES + length;
        }
        return texts;
    }

    private static byte[] chunk(String key, String value) {
        var content = (INTERNATIONAL + key + UNCOMPRESSED_NO_LANGUAGE + value).getBytes(StandardCharsets.UTF_8);
        var check = new CRC32();
        check.update(content);
        return ByteBuffer.allocate(content.length + 8)
                .putInt(content.length - 4)
                .put(content)
                .putInt((int) check.getValue())
                .array();
    }
}
