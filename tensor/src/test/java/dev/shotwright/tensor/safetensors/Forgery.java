package dev.shotwright.tensor.safetensors;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files that are written byte by byte, as no honest writer would. */
final class Forgery {
    private Forgery() {}

    /** A file whose header says its own length, with that many bytes of tensors. */
    static Path file(Path path, String header, int tensorBytes) throws IOException {
        var text = header.getBytes(UTF_8);
        return file(path, text.length, text, tensorBytes);
    }

    /** A file whose header may lie about its length. */
    static Path file(Path path, long length, byte[] header, int tensorBytes) throws IOException {
        return Files.write(path, bytes(length, header, tensorBytes));
    }

    static byte[] bytes(long length, byte[] header, int tensorBytes) {
        return ByteBuffer.allocate(8 + header.length + tensorBytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(length)
                .put(header)
                .array();
    }
}
