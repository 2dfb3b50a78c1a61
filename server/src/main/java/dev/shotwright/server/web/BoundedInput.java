package dev.shotwright.server.web;

import dev.shotwright.vocabulary.ErrorCode;
import dev.shotwright.vocabulary.ShotwrightException;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;

/** The body of a request, which must arrive within a time and may not be longer than allowed. */
final class BoundedInput extends ServletInputStream {
    private final ServletInputStream body;
    private final long most;
    private final long until;
    private final Runnable megabyte;
    private long seen;
    private int permits;

    /**
     * @param until in {@link System#nanoTime}s
     * @param megabyte asked for leave to read each further megabyte
     */
    BoundedInput(ServletInputStream body, long most, long until, Runnable megabyte) {
        this.body = body;
        this.most = most;
        this.until = until;
        this.megabyte = megabyte;
    }

    /** How many megabytes it was given leave for. */
    int permits() {
        return permits;
    }

    @Override
    public int read() throws IOException {
        var value = body.read();
        count(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        var count = body.read(bytes, offset, length);
        count(Math.max(0, count));
        return count;
    }

    private void count(int bytes) {
        seen += bytes;
        if (seen > most) {
            throw tooLarge(most);
        }
        while (permits < seen / BodyLimit.PERMIT) {
            megabyte.run();
            permits++;
        }
        if (System.nanoTime() - until > 0) {
            throw new ShotwrightException(ErrorCode.TIMED_OUT, null, "the body took too long to arrive");
        }
    }

    static ShotwrightException tooLarge(long most) {
        return new ShotwrightException(
                ErrorCode.TOO_LARGE, null, "the body is too long; accepted are at most %d bytes".formatted(most));
    }

    @Override
    public boolean isFinished() {
        return body.isFinished();
    }

    @Override
    public boolean isReady() {
        return body.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        body.setReadListener(listener);
    }
}
