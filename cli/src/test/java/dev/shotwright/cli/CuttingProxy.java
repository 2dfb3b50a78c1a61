package dev.shotwright.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.NullMarked;

/**
 * A way to a service on loopback that breaks: the first connection when the first byte of an answer has come, the second when it has
 * carried 60 kB back, and each later one when it has carried four times as much as the one before.
 */
@NullMarked
final class CuttingProxy implements AutoCloseable {
    private static final int CARRIED = 60_000;

    private final URI service;
    private final ServerSocket door;
    private final AtomicInteger cuts = new AtomicInteger();

    CuttingProxy(String service) throws IOException {
        this.service = URI.create(service);
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    String address() {
        return "http://127.0.0.1:" + door.getLocalPort();
    }

    /** How many connections have been cut. */
    int cuts() {
        return cuts.get();
    }

    private void serve() {
        for (var most = 0; ; most = most == 0 ? CARRIED : Math.min(4 * most, 1 << 28)) {
            try {
                var client = door.accept();
                var server = new Socket(service.getHost(), service.getPort());
                var carried = most;
                Thread.ofVirtual().start(() -> carry(client, server, carried));
                Thread.ofVirtual().start(() -> carry(server, client, carried));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void carry(Socket from, Socket to, int most) {
        var piece = new byte[1 << 14];
        try (from;
                to) {
            var all = 0;
            for (var count = from.getInputStream().read(piece);
                    count >= 0;
                    count = from.getInputStream().read(piece)) {
                all += count;
                if (all > most) {
                    cuts.incrementAndGet();
                    return;
                }
                to.getOutputStream().write(piece, 0, count);
            }
        } catch (IOException e) {
            return;
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
