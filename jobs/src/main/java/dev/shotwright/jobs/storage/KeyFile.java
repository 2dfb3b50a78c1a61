package dev.shotwright.jobs.storage;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A secret of 256 bits in a file that its owner alone may read. From it come signatures, and further secrets by name. */
public final class KeyFile {
    private static final int BYTES = 32;
    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");

    private final SecretKeySpec key;

    private KeyFile(byte[] secret) {
        key = new SecretKeySpec(secret, "HmacSHA256");
    }

    /**
     * The secret of a file, which is made if it is not there. Of many processes that come at once, one makes it.
     *
     * @throws ShotwrightException with {@link ErrorCode#FORBIDDEN} if others may read the file
     */
    public static KeyFile at(Path file, SecureRandom random) {
        try {
            if (!Files.exists(file)) {
                make(file, random);
            }
            var permissions = Files.getPosixFilePermissions(file);
            if (!OWNER.containsAll(permissions)) {
                throw new ShotwrightException(
                        ErrorCode.FORBIDDEN,
                        null,
                        "%s is %s; accepted is rw------- (chmod 600)"
                                .formatted(file, PosixFilePermissions.toString(permissions)));
            }
            var secret = HexFormat.of().parseHex(Files.readString(file).strip());
            if (secret.length != BYTES) {
                throw ShotwrightException.invalid(
                        file.toString(), "%d bytes".formatted(secret.length), BYTES + " bytes as hexadecimal digits");
            }
            return new KeyFile(secret);
        } catch (IOException e) {
            throw new ShotwrightException(
                    ErrorCode.STORAGE_FAILED, null, "the key file %s cannot be read".formatted(file), e);
        } catch (IllegalArgumentException e) {
            throw ShotwrightException.invalid(
                    file.toString(), "no hexadecimal text", BYTES + " bytes as hexadecimal digits");
        }
    }

    /** The key of a secret that was given otherwise than by a file. */
    public static KeyFile of(byte[] secret) {
        if (secret.length < BYTES) {
            throw ShotwrightException.invalid("secret", secret.length + " bytes", BYTES + " bytes or more");
        }
        return new KeyFile(secret.clone());
    }

    private static void make(Path file, SecureRandom random) throws IOException {
        var folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException(file + " has no folder");
        }
        Files.createDirectories(folder);
        var secret = new byte[BYTES];
        random.nextBytes(secret);
        var beside = Files.createTempFile(folder, ".key", "", PosixFilePermissions.asFileAttribute(OWNER));
        try {
            try (var channel = FileChannel.open(beside, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap(HexFormat.of().formatHex(secret).getBytes(StandardCharsets.US_ASCII)));
                channel.force(true);
            }
            Files.createLink(file, beside);
        } catch (FileAlreadyExistsException e) {
            return;
        } finally {
            Files.deleteIfExists(beside);
        }
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** The HMAC-SHA256 of bytes: 32 bytes. */
    public byte[] sign(byte[] message) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(message);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A secret of its own for a purpose; the same each time. */
    public KeyFile derive(String purpose) {
        return new KeyFile(sign(purpose.getBytes(StandardCharsets.UTF_8)));
    }
}
