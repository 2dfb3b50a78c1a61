package dev.shotwright.providers.openai;

import dev.shotwright.providers.enclosure.Enclosure;
import dev.shotwright.providers.transport.Call;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A form with one file, {@code input_reference}. What parts it is a fingerprint of the file, which the file cannot hold. */
final class Form {
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final Enclosure file;
    private final byte[] bytes;
    private final String boundary;

    Form(Enclosure file) {
        this.file = file;
        this.bytes = file.bytes();
        this.boundary = "shotwright-" + fingerprint(bytes);
    }

    private static String fingerprint(byte[] bytes) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes))
                    .substring(0, 32);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    void field(String name, String value) {
        write("--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n".formatted(boundary, name, value));
    }

    Call post(URI address) {
        var name = file.fileName().replaceAll("[\"\\r\\n]", "_");
        write(
                "--%s\r\nContent-Disposition: form-data; name=\"input_reference\"; filename=\"%s\"\r\nContent-Type: %s\r\n\r\n"
                        .formatted(boundary, name, file.type()));
        body.writeBytes(bytes);
        write("\r\n--%s--\r\n".formatted(boundary));
        return Call.post(address, "multipart/form-data; boundary=" + boundary, body.toByteArray());
    }

    private void write(String text) {
        body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
