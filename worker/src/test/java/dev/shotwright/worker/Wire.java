package dev.shotwright.worker;

import dev.shotwright.jobs.database.DatabaseAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A wire to a database, which can be cut, or swallow whatever is said while both ends believe it to be whole. */
final class Wire implements AutoCloseable {
    private static final int PIECE = 1 << 14;

    private final DatabaseAddress beyond;
    private final URI target;
    private final ServerSocket here;
    private final Set<Strand> strands = ConcurrentHashMap.newKeySet();
    private volatile State state = State.WHOLE;

    private enum State {
        WHOLE,
        CUT,
        SWALLOWING
    }

    Wire(DatabaseAddress beyond) {
        this.beyond = beyond;
        this.target = URI.create(beyond.url().substring("jdbc:".length()));
        try {
            this.here = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("wire").start(this::accept);
    }

    /**
     * The database as it is reached over this wire.
     *
     * @param silence for how many seconds whoever calls waits for an answer
     */
    DatabaseAddress address(int silence) {
        return new DatabaseAddress(
                "jdbc:postgresql://127.0.0.1:%d%s?socketTimeout=%d"
                        .formatted(here.getLocalPort(), target.getPath(), silence),
                beyond.user(),
                beyond.password());
    }

    /** Whoever speaks is disconnected, and whoever calls is turned away. */
    void cut() {
        state = State.CUT;
        strands.forEach(Strand::tear);
    }

    /** Calls are answered, and nothing that is said arrives, in either direction. */
    void swallow() {
        state = State.SWALLOWING;
        strands.forEach(strand -> strand.deaf = true);
    }

    /** Who calls from now on is heard; who has called before is not. */
    void mend() {
        state = State.WHOLE;
    }

    private void accept() {
        while (!here.isClosed()) {
            try {
                var near = here.accept();
                switch (state) {
                    case WHOLE -> begin(near, new Socket(target.getHost(), target.getPort()), false);
                    case SWALLOWING -> begin(near, new Socket(), true);
                    case CUT -> near.close();
                }
            } catch (IOException e) {
                if (here.isClosed()) {
                    return;
                }
            }
        }
    }

    private void begin(Socket near, Socket far, boolean deaf) {
        var strand = new Strand(near, far);
        strand.deaf = deaf;
        strands.add(strand);
        Thread.ofVirtual().start(() -> strand.carry(near, far));
        if (!deaf) {
            Thread.ofVirtual().start(() -> strand.carry(far, near));
        }
    }

    /** One connection. */
    private final class Strand {
        private final Socket near;
        private final Socket far;
        private volatile boolean deaf;

        Strand(Socket near, Socket far) {
            this.near = near;
            this.far = far;
        }

        void carry(Socket from, Socket to) {
            var piece = new byte[PIECE];
            try {
                var source = from.getInputStream();
                for (var count = source.read(piece); count >= 0; count = source.read(piece)) {
                    if (!deaf) {
                        to.getOutputStream().write(piece, 0, count);
                    }
                }
            } catch (IOException e) {
                deaf = true;
            } finally {
                tear();
            }
        }

        void tear() {
            strands.remove(this);
            close(near);
            close(far);
        }

        private static void close(Socket socket) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() {
        try {
            here.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        strands.forEach(Strand::tear);
    }
}
