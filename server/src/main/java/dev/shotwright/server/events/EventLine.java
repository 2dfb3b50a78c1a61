package dev.shotwright.server.events;

import jakarta.servlet.http.WebConnection;
import java.io.IOException;
import org.apache.coyote.http11.upgrade.InternalHttpUpgradeHandler;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.SSLSupport;
import org.apache.tomcat.util.net.SocketEvent;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/**
 * A connection once the head of its response is sent: events go straight to its socket. The request, the response and their
 * buffers, 97 KB of each client for as long as it watches, serve others meanwhile. Made by Tomcat.
 */
public final class EventLine implements InternalHttpUpgradeHandler {
    private static final int MOST_READ_AT_ONCE = 16;

    private @Nullable SocketWrapperBase<?> socket;
    private @Nullable EventStream stream;

    /** Tomcat's to call. */
    public EventLine() {}

    void carry(EventStream events) {
        this.stream = events;
    }

    @Override
    public void setSocketWrapper(SocketWrapperBase<?> wrapper) {
        this.socket = wrapper;
    }

    @Override
    public void init(WebConnection connection) {
        if (stream != null && socket != null) {
            stream.begin(socket);
        }
    }

    @Override
    public SocketState upgradeDispatch(SocketEvent event) {
        if (stream == null || socket == null) {
            return SocketState.CLOSED;
        }
        var open = switch (event) {
            case OPEN_READ -> isThere(socket);
            case OPEN_WRITE -> stream.writable();
            case STOP, TIMEOUT, DISCONNECT, ERROR, CONNECT_FAIL -> false;
        };
        if (!open) {
            stream.gone();
        }
        return open ? SocketState.UPGRADED : SocketState.CLOSED;
    }

    /** Whether the client is still there; what it says is of no interest. */
    private static boolean isThere(SocketWrapperBase<?> socket) {
        var ignored = new byte[256];
        try {
            var read = socket.read(false, ignored, 0, ignored.length);
            for (var i = 0; read > 0 && i < MOST_READ_AT_ONCE; i++) {
                read = socket.read(false, ignored, 0, ignored.length);
            }
            return read >= 0;
        } catch (IOException gone) {
            return false;
        }
    }

    @Override
    public void destroy() {
        if (stream != null) {
            stream.gone();
        }
    }

    @Override
    public void timeoutAsync(long now) {}

    @Override
    public void setSslSupport(@Nullable SSLSupport support) {}

    @Override
    public void pause() {}
}
