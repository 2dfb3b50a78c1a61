package dev.shotwright.media;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** What a GIF says of itself: a comment block of text lines before its first picture. */
final class GifComment {
    private static final int EXTENSION = 0x21;
    private static final int COMMENT = 0xFE;
    private static final int BLOCK_BYTES = 255;
    private static final int HEAD_BYTES = 13;
    private static final int FLAGS_AT = 10;
    private static final int MOVED_BYTES = 1 << 20;

    private GifComment() {}

    /** Puts texts into a GIF file, whose pictures are moved by as much as they need. */
    static void insert(Path file, Map<String, String> texts) throws IOException {
        if (texts.isEmpty()) {
            return;
        }
        var block = block(TextLines.write(texts).getBytes(StandardCharsets.UTF_8));
        try (var gif = new RandomAccessFile(file.toFile(), "rw")) {
            gif.seek(FLAGS_AT);
            var flags = gif.read();
            var start = HEAD_BYTES + ((flags & 0x80) == 0 ? 0 : 3 << ((flags & 7) + 1));
            var buffer = new byte[MOVED_BYTES];
            for (var end = gif.length(); end > start; ) {
                var count = (int) Math.min(buffer.length, end - start);
                end -= count;
                gif.seek(end);
                gif.readFully(buffer, 0, count);
                gif.seek(end + block.length);
                gif.write(buffer, 0, count);
            }
            gif.seek(start);
            gif.write(block);
        }
    }

    private static byte[] block(byte[] text) {
        var block = new ByteArrayOutputStream();
        block.write(EXTENSION);
        block.write(COMMENT);
        for (var from = 0; from < text.length; from += BLOCK_BYTES) {
            var count = Math.min(BLOCK_BYTES, text.length - from);
            block.write(count);
            block.write(text, from, count);
        }
        block.write(0);
        return block.toByteArray();
    }
}
