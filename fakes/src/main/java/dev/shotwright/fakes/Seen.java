package dev.shotwright.fakes;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a vendor understood of a request, under names that are the same for every vendor: {@code prompt}, {@code negativePrompt},
 * {@code seconds}, {@code resolution} (720p), {@code ratio} (16:9), {@code size} (1280x720), {@code seed}, {@code audio},
 * {@code watermark}, {@code draft} (on, off), {@code tier} (standard, flex), {@code camera} (the vendor's words),
 * {@code callback}, {@code reference}, {@code endUser}, and for media {@code firstFrame}, {@code lastFrame}, {@code source},
 * {@code reference1}, {@code reference2} ...: the address, or the fingerprint of the bytes.
 */
public final class Seen {
    private final Map<String, String> words = new TreeMap<>();

    public Seen put(String name, @Nullable Object value) {
        if (value != null) {
            words.put(name, String.valueOf(value));
        }
        return this;
    }

    /** Notes a switch. */
    public Seen put(String name, @Nullable Boolean value) {
        return put(name, value == null ? (Object) null : value ? "on" : "off");
    }

    /** Notes one more medium of references. */
    public Seen reference(String medium) {
        var number = 1;
        while (words.containsKey("reference" + number)) {
            number++;
        }
        return put("reference" + number, medium);
    }

    public Map<String, String> words() {
        return words;
    }

    /**
     * A medium as an address, a {@code data:} address, or bare Base64.
     *
     * @throws Refusal if it is none of them
     */
    public static String medium(String field, String source) {
        if (source.startsWith("http://") || source.startsWith("https://")) {
            return source;
        }
        if (source.startsWith("data:")) {
            var comma = source.indexOf(";base64,");
            if (comma < 0) {
                throw new Refusal(field, "is a data address that is not in Base64");
            }
            return base64(field, source.substring(comma + 8));
        }
        throw new Refusal(field, "is neither an address nor a data address");
    }

    /** The fingerprint of bytes in bare Base64. */
    public static String base64(String field, String source) {
        try {
            return fingerprint(Base64.getDecoder().decode(source.getBytes(StandardCharsets.ISO_8859_1)));
        } catch (IllegalArgumentException e) {
            throw new Refusal(field, "is not in Base64");
        }
    }

    /** The fingerprint of bytes. */
    public static String fingerprint(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
