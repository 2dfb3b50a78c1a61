package dev.shotwright.jobs;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A UUID in 26 lower-case letters and digits of Crockford's base 32, which keep its order. */
final class Letters {
    static final int LENGTH = 26;

    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

    private Letters() {}

    static String of(UUID id) {
        var text = new char[LENGTH];
        var high = id.getMostSignificantBits();
        var low = id.getLeastSignificantBits();
        for (var i = LENGTH - 1; i >= 0; i--) {
            text[i] = ALPHABET.charAt((int) (low & 31));
            low = low >>> 5 | high << 59;
            high >>>= 5;
        }
        return new String(text);
    }

    /** Null if the text is not an id. */
    static @Nullable UUID read(String text) {
        if (text.length() != LENGTH || text.charAt(0) > '7') {
            return null;
        }
        var high = 0L;
        var low = 0L;
        for (var i = 0; i < LENGTH; i++) {
            var digit = ALPHABET.indexOf(text.charAt(i));
            if (digit < 0) {
                return null;
            }
            high = high << 5 | low >>> 59;
            low = low << 5 | digit;
        }
        return new UUID(high, low);
    }
}
