package dev.shotwright.engine.hub;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a file that have arrived so far, in a place of their own that is named after the checksum they shall have, so
 * that what an earlier process left is taken up where it ended and never mixed with another file's bytes.
 */
final class Part implements AutoCloseable {
    private static final int BLOCK = 1 << 20;

    private final ListedFile file;
    private final Path path;
    private final Path tag;
    private final FileChannel channel;
    private MessageDigest digest;
    private long length;

    private Part(ListedFile file, Path path, FileChannel channel) {
        this.file = file;
        this.path = path;
        this.tag = path.resolveSibling("etag");
        this.channel = channel;
        this.digest = file.checksum().begin(file.bytes());
    }

    /** The folder of all parts. */
    static Path parts(Path folder) {
        return Manifest.ownFolder(folder).resolve("parts");
    }

    static Path path(Path folder, ListedFile file) {
        var own = parts(folder).resolve(file.checksum().hex());
        return file.path().under(own).resolve("bytes");
    }

    /** Opens the part of a file, and reads what is there already. */
    static Part open(Path folder, ListedFile file) throws IOException {
        var path = path(folder, file);
        Files.createDirectories(path.getParent());
        var channel =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        var part = new Part(file, path, channel);
        try {
            part.readAgain();
            return part;
        } catch (IOException | RuntimeException e) {
            part.close();
            throw e;
        }
    }

    private void readAgain() throws IOException {
        if (channel.size() > file.bytes()) {
            restart();
            return;
        }
        var block = ByteBuffer.allocate(BLOCK);
        while (channel.read(block.clear()) > 0) {
            digest.update(block.flip());
        }
        length = channel.position();
    }

    long length() {
        return length;
    }

    boolean complete() {
        return length == file.bytes();
    }

    /** Adds bytes that have arrived. */
    void append(byte[] bytes, int count) throws IOException {
        var block = ByteBuffer.wrap(bytes, 0, count);
        while (block.hasRemaining()) {
            channel.write(block);
        }
        digest.update(bytes, 0, count);
        length += count;
    }

    /** Throws everything away that has arrived. */
    void restart() throws IOException {
        channel.truncate(0).position(0);
        Files.deleteIfExists(tag);
        digest = file.checksum().begin(file.bytes());
        length = 0;
    }

    /** The entity tag under which the server gave these bytes, or null. */
    @Nullable
    String tag() throws IOException {
        return Files.exists(tag) ? Files.readString(tag) : null;
    }

    void tag(@Nullable String given) throws IOException {
        if (given == null) {
            Files.deleteIfExists(tag);
        } else {
            Files.writeString(tag, given);
        }
    }

    /**
     * Gives a complete part its final name if its bytes are the right ones, and throws them away otherwise.
     *
     * @return whether they were
     */
    boolean finish(Path target) throws IOException {
        if (!file.checksum().matches(digest)) {
            restart();
            return false;
        }
        channel.force(true);
        channel.close();
        Files.createDirectories(target.getParent());
        Files.move(path, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Files.deleteIfExists(tag);
        return true;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
