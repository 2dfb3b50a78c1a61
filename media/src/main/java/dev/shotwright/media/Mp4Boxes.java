package dev.shotwright.media;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;

/**
 * The boxes of an MP4 or QuickTime file, walked without reading what they hold: how many samples they announce, which
 * costs FFmpeg memory before the first is read, and whether the index stands before the pictures. Uncompressed sound, one
 * tick a sample, is not counted: FFmpeg keeps it by chunks.
 */
final class Mp4Boxes {
    /** The types that a file may begin with. */
    static final Set<String> FIRST = Set.of("ftyp", "moov", "mdat", "free", "skip", "wide", "pnot");

    private static final Set<String> PARENTS = Set.of("moov", "trak", "mdia", "minf", "stbl", "moof", "traf");
    private static final int MOST_BOXES = 1_000_000;
    private static final int MOST_DEPTH = 8;

    private final FileChannel channel;
    private long samples;
    private long trackSamples;
    private boolean sound;
    private boolean plain;
    private int boxes;
    private boolean pictures;
    private boolean indexFirst;

    private Mp4Boxes(FileChannel channel) {
        this.channel = channel;
    }

    /** Walks a file and refuses it if it announces more samples than the limits allow. */
    static Mp4Boxes of(String field, Path file, Limits limits) {
        try (var channel = FileChannel.open(file)) {
            var result = new Mp4Boxes(channel);
            result.walk(0, channel.size(), 0);
            limits.checkFrames(field, file, result.samples);
            return result;
        } catch (IOException e) {
            throw new ShotwrightException(
                    ErrorCode.UNREADABLE_MEDIA, field, "%s '%s' cannot be read: %s".formatted(field, file, e), e);
        }
    }

    /** Whether a player can start before it has the whole file. */
    boolean indexFirst() {
        return indexFirst;
    }

    private void walk(long from, long to, int depth) throws IOException {
        for (var position = from; position + 8 <= to && boxes++ < MOST_BOXES; ) {
            var size = number(position);
            var type = text(position + 4);
            var start = position + 8;
            if (size == 1) {
                size = read(start, 8).getLong();
                start += 8;
            } else if (size == 0) {
                size = to - position;
            }
            var end = size < 8 || size > to - position ? to : position + size;
            visit(type, start, end, depth);
            position = end;
        }
    }

    private void visit(String type, long start, long end, int depth) throws IOException {
        switch (type) {
            case "moov" -> indexFirst |= !pictures;
            case "mdat" -> pictures = true;
            case "hdlr" -> sound &= text(start + 8).equals("soun");
            case "stts" -> plain = number(start + 4) == 1 && number(start + 12) == 1;
            case "stsz", "stz2" -> trackSamples += number(start + 8);
            case "trun" -> samples += number(start + 4);
            default -> {}
        }
        if (type.equals("trak")) {
            sound = true;
            plain = false;
            trackSamples = 0;
        }
        if (PARENTS.contains(type) && depth < MOST_DEPTH) {
            walk(start, end, depth + 1);
        }
        if (type.equals("trak") && !(sound && plain)) {
            samples += trackSamples;
        }
    }

    private long number(long position) throws IOException {
        return Integer.toUnsignedLong(read(position, 4).getInt());
    }

    private String text(long position) throws IOException {
        return StandardCharsets.ISO_8859_1.decode(read(position, 4)).toString();
    }

    /** Bytes of the file; those beyond its end are zero. */
    private ByteBuffer read(long position, int count) throws IOException {
        var bytes = ByteBuffer.allocate(count);
        while (bytes.hasRemaining() && channel.read(bytes, position + bytes.position()) > 0) {}
        return bytes.clear();
    }
}
