package dev.shotwright.providers.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The bytes of a clip as a stream that waits for the next piece only so long and asks for no more than a few at a time. */
final class ClipBody extends InputStream implements BodySubscriber<InputStream> {

    private sealed interface Piece {
        record Bytes(List<ByteBuffer> buffers) implements Piece {}

        record End(@Nullable Throwable fault) implements Piece {}
    }

    private static final int AHEAD = 8;

    private final Duration silence;
    private final BlockingQueue<Piece> pieces = new LinkedBlockingQueue<>();
    private volatile @Nullable Subscription subscription;
    private List<ByteBuffer> buffers = List.of();
    private int next;
    private boolean ended;

    ClipBody(Duration silence) {
        this.silence = silence;
    }

    @Override
    public CompletionStage<InputStream> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public void onSubscribe(Subscription begun) {
        subscription = begun;
        begun.request(AHEAD);
    }

    @Override
    public void onNext(List<ByteBuffer> more) {
        pieces.add(new Piece.Bytes(more));
    }

    @Override
    public void onError(Throwable fault) {
        pieces.add(new Piece.End(fault));
    }

    @Override
    public void onComplete() {
        pieces.add(new Piece.End(null));
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!ended && (next >= buffers.size() || !buffers.get(next).hasRemaining())) {
            if (next < buffers.size()) {
                next++;
            } else {
                await();
            }
        }
        if (ended) {
            return -1;
        }
        var buffer = buffers.get(next);
        var count = Math.min(length, buffer.remaining());
        buffer.get(target, offset, count);
        return count;
    }

    private void await() throws IOException {
        try {
            switch (pieces.poll(silence.toMillis(), TimeUnit.MILLISECONDS)) {
                case null ->
                    throw new HttpTimeoutException("nothing more came for %d s".formatted(silence.toSeconds()));
                case Piece.Bytes(var more) -> {
                    buffers = more;
                    next = 0;
                    var begun = subscription;
                    if (begun != null) {
                        begun.request(1);
                    }
                }
                case Piece.End(var fault) -> {
                    ended = true;
                    if (fault != null) {
                        throw new IOException("the connection ended before the clip did", fault);
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    @Override
    public void close() {
        var begun = subscription;
        if (begun != null) {
            begun.cancel();
        }
    }
}
