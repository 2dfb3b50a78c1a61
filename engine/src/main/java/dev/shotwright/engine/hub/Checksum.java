package dev.shotwright.engine.hub;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a hub says the bytes of a file add up to.
 *
 * @param hex lower-case hexadecimal digits
 */
public record Checksum(Kind kind, String hex) {

    /** How a checksum is made of bytes. */
    public enum Kind {
        /** SHA-256 of the bytes, as of files in large-file storage. */
        SHA256("SHA-256", 64),
        /** SHA-1 of Git's header and the bytes, as of files that are Git objects themselves. */
        GIT_BLOB("SHA-1", 40);

        private final String algorithm;
        private final int digits;

        Kind(String algorithm, int digits) {
            this.algorithm = algorithm;
            this.digits = digits;
        }
    }

    public Checksum {
        if (hex.length() != kind.digits || !hex.matches("[0-9a-f]+")) {
            throw new ShotwrightException(
                    ErrorCode.REFUSED,
                    "files",
                    "the hub's list has the checksum '%s'; accepted are %d lower-case hexadecimal digits"
                            .formatted(hex.length() > 80 ? hex.substring(0, 80) : hex, kind.digits));
        }
    }

    /** A digest that is to be fed the bytes of a file of that many bytes. */
    MessageDigest begin(long bytes) {
        try {
            var digest = MessageDigest.getInstance(kind.algorithm);
            if (kind == Kind.GIT_BLOB) {
                digest.update(("blob " + bytes + "\0").getBytes(StandardCharsets.US_ASCII));
            }
            return digest;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether a fed digest comes to this checksum; the digest is spent. */
    boolean matches(MessageDigest fed) {
        return HexFormat.of().formatHex(fed.digest()).equals(hex);
    }
}
