package dev.shotwright.media;

import dev.shotwright.media.WebpChunks.Chunk;
import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.FrameRate;
import dev.shotwright.vocabulary.ShotwrightException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * The pictures of an animated WebP. FFmpeg decodes single pictures only, so each frame is handed to it as a file of its
 * own and laid on the canvas here.
 */
final class WebpAnimation implements FrameSource {
    private static final int FRAME_HEAD_BYTES = 16;
    private static final int CANVAS_BYTES = 10;
    private static final int DISPOSE = 1;
    private static final int REPLACE = 2;
    private static final int ALPHA_FLAG = 0x10;
    private static final double MILLISECONDS = 1000;

    private final String field;
    private final Path file;
    private final byte[] bytes;
    private final Limits limits;
    private final List<Chunk> frames;
    private final int width;
    private final int height;
    private final int[] canvas;
    private final int[] pixels;
    private final FrameRate fps;
    private int following;
    private long milliseconds;
    private long shownAt;

    private WebpAnimation(String field, Path file, byte[] bytes, Limits limits) {
        this.field = field;
        this.file = file;
        this.bytes = bytes;
        this.limits = limits;
        var chunks = WebpChunks.of(bytes, WebpChunks.HEAD_BYTES, bytes.length);
        if (chunks.isEmpty() || chunks.getFirst().length() < CANVAS_BYTES) {
            throw damaged();
        }
        var canvasAt = chunks.getFirst().start() + 4;
        width = number(canvasAt) + 1;
        height = number(canvasAt + 3) + 1;
        limits.checkPixels(field, file, width, height);
        frames = chunks.stream()
                .filter(chunk -> chunk.name().equals("ANMF") && chunk.length() > FRAME_HEAD_BYTES)
                .toList();
        limits.checkFrames(field, file, frames.size());
        if (frames.isEmpty()) {
            throw damaged();
        }
        fps = rate();
        canvas = new int[width * height];
        pixels = new int[width * height];
    }

    /** Whether the bytes of a WebP file are an animation. */
    static boolean is(byte[] bytes) {
        return bytes.length > 30
                && new String(bytes, WebpChunks.HEAD_BYTES, 4, StandardCharsets.ISO_8859_1).equals("VP8X")
                && (bytes[WebpChunks.HEAD_BYTES + WebpChunks.CHUNK_HEAD_BYTES] & 0x02) != 0;
    }

    static WebpAnimation of(String field, Path file, byte[] bytes, Limits limits) {
        return new WebpAnimation(field, file, bytes, limits);
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public int height() {
        return height;
    }

    @Override
    public FrameRate fps() {
        return fps;
    }

    int count() {
        return frames.size();
    }

    @Override
    public boolean next() {
        if (following == frames.size()) {
            return false;
        }
        var frame = frames.get(following++);
        var start = frame.start();
        var left = 2 * number(start);
        var top = 2 * number(start + 3);
        var frameWidth = number(start + 6) + 1;
        var frameHeight = number(start + 9) + 1;
        if ((long) left + frameWidth > width || (long) top + frameHeight > height) {
            throw damaged();
        }
        var flags = bytes[start + 15];
        var still = still(frame, frameWidth, frameHeight);
        for (var y = 0; y < frameHeight; y++) {
            for (var x = 0; x < frameWidth; x++) {
                var at = (top + y) * width + left + x;
                var pixel = still[y * frameWidth + x];
                canvas[at] = (flags & REPLACE) != 0 ? pixel : Alpha.over(pixel, canvas[at]);
            }
        }
        System.arraycopy(canvas, 0, pixels, 0, canvas.length);
        if ((flags & DISPOSE) != 0) {
            for (var y = top; y < top + frameHeight; y++) {
                Arrays.fill(canvas, y * width + left, y * width + left + frameWidth, 0);
            }
        }
        shownAt = milliseconds;
        milliseconds += number(start + 12);
        return true;
    }

    @Override
    public int[] pixels() {
        return pixels;
    }

    @Override
    public double seconds() {
        return shownAt / MILLISECONDS;
    }

    @Override
    public void skipTo(double seconds) {
        while (following < frames.size() - 1
                && (milliseconds + number(frames.get(following).start() + 12)) / MILLISECONDS <= seconds) {
            next();
        }
    }

    @Override
    public void close() {}

    /** How long it plays, in seconds. */
    double duration() {
        var total = 0L;
        for (var frame : frames) {
            total += number(frame.start() + 12);
        }
        return total / MILLISECONDS;
    }

    private FrameRate rate() {
        var perSecond = Math.round(frames.size() / Math.max(duration(), 1 / MILLISECONDS) * 100);
        return perSecond < 1 || perSecond > 100_000 ? FrameRate.of(10) : nearest(perSecond);
    }

    private static FrameRate nearest(long hundredths) {
        var whole = Math.round(hundredths / 100.0);
        return Math.abs(whole * 100 - hundredths) <= whole
                ? FrameRate.of((int) Math.max(1, whole))
                : new FrameRate((int) hundredths, 100);
    }

    private int[] still(Chunk frame, int frameWidth, int frameHeight) {
        var content = new ByteArrayOutputStream();
        for (var part : WebpChunks.of(bytes, frame.start() + FRAME_HEAD_BYTES, frame.start() + frame.length())) {
            if (part.name().equals("ALPH")) {
                var extended = WebpChunks.extended(frameWidth, frameHeight);
                extended[0] = ALPHA_FLAG;
                content.writeBytes(WebpChunks.chunk("VP8X", extended));
            }
            content.write(
                    bytes, part.start() - WebpChunks.CHUNK_HEAD_BYTES, part.length() + WebpChunks.CHUNK_HEAD_BYTES);
            if ((part.length() & 1) != 0) {
                content.write(0);
            }
        }
        var body = content.toByteArray();
        var head = WebpChunks.chunk("RIFF", new byte[4]);
        var size = body.length + 4;
        for (var index = 0; index < 4; index++) {
            head[4 + index] = (byte) (size >> (8 * index));
            head[8 + index] = (byte) "WEBP".charAt(index);
        }
        var whole = new ByteArrayOutputStream();
        whole.writeBytes(head);
        whole.writeBytes(body);
        var picture = StillPicture.decode(field, file, FileFormat.WEBP, whole.toByteArray(), limits);
        if (picture.image().getWidth() != frameWidth || picture.image().getHeight() != frameHeight) {
            throw damaged();
        }
        return picture.pixels();
    }

    /** A little-endian number of three bytes. */
    private int number(int at) {
        return at + 3 > bytes.length
                ? 0
                : (bytes[at] & 255) | ((bytes[at + 1] & 255) << 8) | ((bytes[at + 2] & 255) << 16);
    }

    private ShotwrightException damaged() {
        return new ShotwrightException(
                ErrorCode.UNREADABLE_MEDIA, field, "%s '%s' is damaged or cut off".formatted(field, file));
    }
}
