package dev.shotwright.engine.prompt;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An encoding with one byte a character, as in {@code encodings.txt}. Bytes are kept as strings of the characters 0 to 255.
 * The sloppy ones give bytes that mean nothing the character of the same number, and byte 1A stands for a character lost.
 */
final class Encoding {
    private static final Pattern TWO_SURROGATES =
            Pattern.compile("\\xed([\\xa0-\\xaf])([\\x80-\\xbf])\\xed([\\xb0-\\xbf])([\\x80-\\xbf])");

    private final String name;
    private final char[] characters = new char[256];
    private final Map<Character, Character> bytes = new HashMap<>();

    private Encoding(String[] line) {
        name = line[0];
        for (var code = 0; code < 0x80; code++) {
            characters[code] = (char) code;
        }
        characters[0x1A] = (char) Integer.parseInt(line[1], 16);
        for (var code = 0x80; code < 0x100; code++) {
            characters[code] = (char) Integer.parseInt(line[code - 0x80 + 2], 16);
        }
        for (var code = 0; code < 0x100; code++) {
            bytes.put(characters[code], (char) code);
        }
    }

    /** All encodings in the order in which they are tried. */
    static List<Encoding> all() {
        return Tables.lines("encodings.txt").stream().map(Encoding::new).toList();
    }

    boolean sloppy() {
        return name.startsWith("sloppy");
    }

    boolean is(String word) {
        return name.equals(word);
    }

    /** The bytes that would be read as this text, or null if none would. */
    @Nullable
    String encode(String text) {
        var encoded = new StringBuilder(text.length());
        for (var i = 0; i < text.length(); i++) {
            var code = bytes.get(text.charAt(i));
            if (code == null) {
                return null;
            }
            encoded.append(code.charValue());
        }
        return encoded.toString();
    }

    /** The character of a byte. */
    char character(char code) {
        return characters[code];
    }

    /** Whether a byte means something, and is not only passed through. */
    boolean defines(char code) {
        return code < 0x80 || characters[code] != code;
    }

    /** The text that bytes are in UTF-8, or null if they are none. */
    static @Nullable String utf8(String bytes) {
        try {
            var decoder = StandardCharsets.UTF_8.newDecoder();
            return decoder.decode(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** As {@link #utf8}, but surrogates may be coded each for itself, and the character 0 by two bytes. */
    static @Nullable String variantUtf8(String bytes) {
        var plain = TWO_SURROGATES.matcher(bytes).replaceAll(pair -> {
            var code = 0x10000
                    + ((pair.group(1).charAt(0) & 0x0F) << 16)
                    + ((pair.group(2).charAt(0) & 0x3F) << 10)
                    + ((pair.group(3).charAt(0) & 0x0F) << 6)
                    + (pair.group(4).charAt(0) & 0x3F);
            var coded = Character.toString(code).getBytes(StandardCharsets.UTF_8);
            return new String(coded, StandardCharsets.ISO_8859_1);
        });
        return utf8(plain.replace("\u00C0\u0080", "\0"));
    }
}
