package dev.shotwright.engine.hub;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The fetch of one file, over as many connections as it takes, into a {@link Part} and then under its own name. */
final class Transfer {
    private static final int BLOCK = 1 << 16;
    private static final int MOST_WRONG = 2;
    private static final Pattern RANGE = Pattern.compile("bytes (\\d{1,18})-\\d{1,18}/(\\d{1,18}|\\*)");

    private final Wire wire;
    private final URI location;
    private final ListedFile file;
    private final Path folder;
    private final Tally tally;
    private volatile @Nullable InputStream open;
    private volatile long heard;

    Transfer(Wire wire, URI location, ListedFile file, Path folder, Tally tally) {
        this.wire = wire;
        this.location = location;
        this.file = file;
        this.folder = folder;
        this.tally = tally;
    }

    /** The fault of a server or of the way to it, to be told from a disk's. */
    private static class Broken extends IOException {
        private static final long serialVersionUID = 1L;

        Broken(IOException cause) {
            super(cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage(), cause);
        }

        Broken(String message) {
            super(message);
        }
    }

    /** An answer that does not fit what the hub's list says. */
    private static final class Lie extends Broken {
        private static final long serialVersionUID = 1L;

        Lie(String message) {
            super(message);
        }
    }

    /** @throws ShotwrightException if the file cannot be had */
    void run() throws InterruptedException {
        try (var part = Part.open(folder, file)) {
            tally.found(part.length());
            for (var wrong = 0; wrong < MOST_WRONG; wrong++) {
                fill(part);
                if (part.finish(file.path().under(folder))) {
                    return;
                }
                tally.lost(file.bytes());
            }
        } catch (IOException e) {
            throw Storage.failed(folder, e);
        }
        throw new ShotwrightException(
                ErrorCode.NETWORK_FAILED,
                "files",
                "the bytes of %s do not add up to the checksum in the hub's list, twice; they were thrown away"
                        .formatted(file.path()));
    }

    private void fill(Part part) throws IOException, InterruptedException {
        var attempts = new Attempts(wire.patience());
        while (!part.complete()) {
            var before = part.length();
            var failure = attempt(part);
            if (part.length() > before) {
                attempts.succeeded();
            }
            if (failure != null) {
                attempts.failed(failure);
            }
        }
    }

    /** One connection, until it ends. */
    private @Nullable Failure attempt(Part part) throws IOException, InterruptedException {
        try (var reply = ask(part)) {
            switch (reply.status()) {
                case 200 -> {
                    restart(part);
                    expectLength(reply, file.bytes());
                }
                case 206 -> expectRange(reply, part);
                case 416 -> {
                    restart(part);
                    return refusal(reply);
                }
                default -> {
                    return refusal(reply);
                }
            }
            part.tag(strong(reply.header("etag")));
            receive(reply, part);
            return null;
        } catch (Lie e) {
            return new Failure(
                    null,
                    new ShotwrightException(
                            ErrorCode.NETWORK_FAILED,
                            "files",
                            "the server of %s contradicts the hub's list: %s".formatted(file.path(), e.getMessage()),
                            e));
        } catch (Broken e) {
            return wire.broken(location, e);
        }
    }

    private Reply ask(Part part) throws IOException, InterruptedException {
        Map<String, String> headers = new HashMap<>();
        if (part.length() > 0) {
            headers.put("Range", "bytes=%d-".formatted(part.length()));
            var tag = part.tag();
            if (tag != null) {
                headers.put("If-Range", tag);
            }
        }
        try {
            return wire.get(location, headers);
        } catch (IOException e) {
            throw new Broken(e);
        }
    }

    private Failure refusal(Reply reply) throws Broken {
        try {
            return wire.refusal(reply, file.path());
        } catch (IOException e) {
            throw new Broken(e);
        }
    }

    private void restart(Part part) throws IOException {
        tally.lost(part.length());
        part.restart();
    }

    private static void expectLength(Reply reply, long bytes) throws Lie {
        var coding = reply.header("content-encoding");
        if (coding != null && !coding.equals("identity")) {
            throw new Lie("it sends %s, which was not asked for".formatted(coding));
        }
        var length = reply.header("content-length");
        if (length != null && !length.equals(Long.toString(bytes))) {
            throw new Lie("it sends %s bytes, the list says %d".formatted(length, bytes));
        }
    }

    private void expectRange(Reply reply, Part part) throws Lie {
        var range = reply.header("content-range");
        var numbers = RANGE.matcher(range == null ? "" : range);
        if (!numbers.matches() || Long.parseLong(numbers.group(1)) != part.length()) {
            throw new Lie("it sends the range '%s', asked was from byte %d".formatted(range, part.length()));
        }
        if (!numbers.group(2).equals("*") && Long.parseLong(numbers.group(2)) != file.bytes()) {
            throw new Lie("it has %s bytes, the list says %d".formatted(numbers.group(2), file.bytes()));
        }
        expectLength(reply, file.bytes() - part.length());
    }

    private static @Nullable String strong(@Nullable String tag) {
        return tag == null || tag.startsWith("W/") ? null : tag;
    }

    private void receive(Reply reply, Part part) throws IOException {
        heard = System.nanoTime();
        open = reply.body();
        try {
            var block = new byte[BLOCK];
            int count;
            while ((count = read(reply.body(), block)) >= 0) {
                if (part.length() + count > file.bytes()) {
                    throw new Lie("it sends more than the %d bytes of the list".formatted(file.bytes()));
                }
                part.append(block, count);
                tally.fetched(count);
                heard = System.nanoTime();
            }
        } finally {
            open = null;
        }
        if (!part.complete()) {
            throw new Broken("the connection ended at byte %d of %d".formatted(part.length(), file.bytes()));
        }
    }

    private static int read(InputStream stream, byte[] block) throws Broken {
        try {
            return stream.read(block);
        } catch (IOException e) {
            throw new Broken(e);
        }
    }

    /** Gives up a connection on which nothing has arrived for too long; the transfer then opens another. */
    void endSilence() {
        var stream = open;
        if (stream != null
                && System.nanoTime() - heard > wire.patience().silence().toNanos()) {
            try {
                stream.close();
            } catch (IOException e) {
                // The reader learns of it and tries again.
                return;
            }
        }
    }
}
