package dev.shotwright.providers.enclosure;

import dev.shotwright.providers.transport.Call;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A form ({@code multipart/form-data}) with one file at its end. What parts it is a fingerprint of the file, which the file cannot hold. */
public final class Form {
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final String part;
    private final Enclosure file;
    private final byte[] bytes;
    private final String boundary;

    /** @param part the name that the file has in the form */
    public Form(String part, Enclosure file) {
        this.part = part;
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

    public void field(String name, String value) {
        write("--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n".formatted(boundary, name, value));
    }

    public Call post(URI address) {
        var name = file.fileName().replaceAll("[\"\\r\\n]", "_");
        write("--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\nContent-Type: %s\r\n\r\n"
                .formatted(boundary, part, name, file.type()));
        body.writeBytes(bytes);
        write("\r\n--%s--\r\n".formatted(boundary));
        return Call.post(address, "multipart/form-data; boundary=" + boundary, body.toByteArray());
    }

    private void write(String text) {
        body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    }
}
