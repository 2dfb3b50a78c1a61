package dev.shotwright.jobs.account;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Secrets under seal: AES-256 in Galois counter mode with a random nonce, under a key that lies in a file which its owner alone
 * can read. What is sealed for one name opens for no other.
 */
public final class Vault {
    private static final byte VERSION = 1;
    private static final int KEY = 32;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final Set<PosixFilePermission> OWNER_ALONE = PosixFilePermissions.fromString("rw-------");

    private final SecretKeySpec key;
    private final SecureRandom random;

    private Vault(byte[] key, SecureRandom random) {
        this.key = new SecretKeySpec(key, "AES");
        this.random = random;
    }

    /**
     * The vault whose key is in a file, which is made where it is missing.
     *
     * @throws ShotwrightException with {@link ErrorCode#STORAGE_FAILED} if the file cannot be read or made, if it is not a key,
     *     or if others may read it
     */
    public static Vault open(Path file) {
        var random = new SecureRandom();
        try {
            create(file, random);
            var others = EnumSet.copyOf(Files.getPosixFilePermissions(file));
            others.removeAll(OWNER_ALONE);
            if (!others.isEmpty()) {
                throw refused(file, "may be used by others than its owner; accepted is mode 600");
            }
            var key = Base64.getDecoder().decode(Files.readString(file).strip());
            if (key.length != KEY) {
                throw refused(file, "holds %d bytes; accepted are %d in base 64".formatted(key.length, KEY));
            }
            return new Vault(key, random);
        } catch (IllegalArgumentException fault) {
            throw refused(file, "is not a key; accepted are %d bytes in base 64".formatted(KEY));
        } catch (IOException fault) {
            throw new ShotwrightException(
                    ErrorCode.STORAGE_FAILED,
                    "keyFile",
                    "the key file %s cannot be read or made".formatted(file),
                    fault);
        }
    }

    /** Written beside its place and linked there whole, so that of two processes that start together both read one key. */
    private static void create(Path file, SecureRandom random) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        var bytes = new byte[KEY];
        random.nextBytes(bytes);
        var draft = file.resolveSibling(file.getFileName() + "." + Long.toHexString(random.nextLong()));
        try {
            Files.createFile(draft, PosixFilePermissions.asFileAttribute(OWNER_ALONE));
            Files.writeString(draft, Base64.getEncoder().encodeToString(bytes) + "\n", StandardOpenOption.SYNC);
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException made) {
            return;
        } finally {
            Files.deleteIfExists(draft);
        }
    }

    public byte[] seal(String name, byte[] secret) {
        var nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            var closed = cipher(Cipher.ENCRYPT_MODE, name, nonce).doFinal(secret);
            return ByteBuffer.allocate(1 + NONCE + closed.length)
                    .put(VERSION)
                    .put(nonce)
                    .put(closed)
                    .array();
        } catch (GeneralSecurityException fault) {
            throw new ShotwrightException(ErrorCode.INTERNAL, null, "a secret cannot be sealed", fault);
        }
    }

    /** @throws ShotwrightException if it was sealed under another key or for another name, or was changed */
    public byte[] unseal(String name, byte[] closed) {
        if (closed.length < 1 + NONCE || closed[0] != VERSION) {
            throw broken(name);
        }
        var nonce = new byte[NONCE];
        System.arraycopy(closed, 1, nonce, 0, NONCE);
        try {
            return cipher(Cipher.DECRYPT_MODE, name, nonce).doFinal(closed, 1 + NONCE, closed.length - 1 - NONCE);
        } catch (GeneralSecurityException fault) {
            var broken = broken(name);
            broken.initCause(fault);
            throw broken;
        }
    }

    private Cipher cipher(int mode, String name, byte[] nonce) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(name.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static ShotwrightException broken(String name) {
        return new ShotwrightException(
                ErrorCode.STORAGE_FAILED,
                "keyFile",
                "the secret of %s does not open; accepted is the key file that it was sealed under".formatted(name));
    }

    private static ShotwrightException refused(Path file, String why) {
        return new ShotwrightException(ErrorCode.STORAGE_FAILED, "keyFile", "the key file %s %s".formatted(file, why));
    }
}
