package dev.shotwright.media;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.UUID;

/** Signed content credentials (C2PA) of an MP4 file, which any change of the file breaks; they lie in a box of their own. */
public final class Credentials {
    private static final int UUID_BOX = 0x75756964;
    private static final UUID C2PA = UUID.fromString("d8fec3d6-1b0e-483c-9297-5828877ec481");
    private static final int MOST_BOXES = 10_000;

    private Credentials() {}

    /** Whether a file carries such credentials; what is no MP4 file carries none. */
    public static boolean areIn(Path file) {
        try (var channel = FileChannel.open(file)) {
            long position = 0;
            for (var box = 0; box < MOST_BOXES; box++) {
                var head = ByteBuffer.allocate(32);
                while (head.hasRemaining() && channel.read(head, position + head.position()) > 0) {}
                if (head.position() < 24) {
                    return false;
                }
                head.clear();
                var size = Integer.toUnsignedLong(head.getInt());
                var type = head.getInt();
                if (size == 1) {
                    size = head.getLong();
                }
                if (type == UUID_BOX && new UUID(head.getLong(), head.getLong()).equals(C2PA)) {
                    return true;
                }
                if (size < 8 || size > channel.size() - position) {
                    return false;
                }
                position += size;
            }
            return false;
        } catch (IOException e) {
            throw new ShotwrightException(
                    ErrorCode.UNREADABLE_MEDIA, "clip", "clip '%s' cannot be read: %s".formatted(file, e), e);
        }
    }
}
