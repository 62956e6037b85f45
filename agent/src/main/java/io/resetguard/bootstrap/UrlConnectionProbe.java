package io.resetguard.bootstrap;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * What the hooks in the {@code HttpURLConnection} family call. Nothing here throws, blocks or does I/O but
 * {@code connect}, which makes the JDK's own call; each method hands on to the {@link UrlConnectionListener}, if there is
 * one.
 */
public final class UrlConnectionProbe {

    private static volatile @Nullable UrlConnectionListener listener;

    private UrlConnectionProbe() {}

    /** Who listens; {@code null}: nobody. */
    public static void listener(@Nullable UrlConnectionListener listener) {
        UrlConnectionProbe.listener = listener;
    }

    /** Hook: openServer(String,int) begins. */
    public static void connecting(Object client, String host, int port) {
        UrlConnectionListener l = listener;
        if (l == null) {
            return;
        }
        try {
            AgentLog.faultPoint("connecting");
            l.connecting(client, host, port);
        } catch (Throwable fault) {
            AgentLog.suppressed("UrlConnectionProbe.connecting", fault);
        }
    }

    /** Hook: NetworkClient.doConnect opens a connection. */
    public static void connect(Socket socket, SocketAddress address) throws IOException {
        socket.connect(reachable(address));
    }

    /** As {@link #connect(Socket, SocketAddress)}, with the application's or the JVM's limit. */
    public static void connect(Socket socket, SocketAddress address, int millis) throws IOException {
        socket.connect(reachable(address), millis);
    }

    private static SocketAddress reachable(SocketAddress address) {
        UrlConnectionListener l = listener;
        if (l == null || !(address instanceof InetSocketAddress)) {
            return address;
        }
        try {
            AgentLog.faultPoint("reachable");
            return l.reachable((InetSocketAddress) address);
        } catch (Throwable fault) {
            AgentLog.suppressed("UrlConnectionProbe.connect", fault);
            return address;
        }
    }

    /** Hook: openServer(String,int) returned. */
    public static void connected(Object client, @Nullable Socket socket) {
        UrlConnectionListener l = listener;
        if (l == null) {
            return;
        }
        try {
            AgentLog.faultPoint("connected");
            l.connected(client, socket);
        } catch (Throwable fault) {
            AgentLog.suppressed("UrlConnectionProbe.connected", fault);
        }
    }

    /** Hook: openServer(String,int) threw. */
    public static void connectFailed(Object client, Throwable error) {
        UrlConnectionListener l = listener;
        if (l == null) {
            return;
        }
        try {
            AgentLog.faultPoint("connectFailed");
            l.connectFailed(client, error);
        } catch (Throwable fault) {
            AgentLog.suppressed("UrlConnectionProbe.connectFailed", fault);
        }
    }

    /** Hook: HttpsClient.afterConnect() begins. */
    public static void handshaking(Object client) {
        UrlConnectionListener l = listener;
        if (l == null) {
            return;
        }
        try {
            AgentLog.faultPoint("handshaking");
            l.handshaking(client);
        } catch (Throwable fault) {
            AgentLog.suppressed("UrlConnectionProbe.handshaking", fault);
        }
    }

    /** Hook: HttpsClient.afterConnect() threw. */
    public static void handshakeFailed(Object client, Throwable error) {
        UrlConnectionListener l = listener;
        if (l == null) {
            return;
        }
        try {
            AgentLog.faultPoint("handshakeFailed");
            l.handshakeFailed(client, error);
        } catch (Throwable fault) {
            AgentLog.suppressed("UrlConnectionProbe.handshakeFailed", fault);
        }
    }

    /** Hook: before HttpURLConnection.writeRequests() calls HttpClient.writeRequests. */
    public static void sending(Object call, @Nullable Object client) {
        UrlConnectionListener l = listener;
        if (l == null) {
            return;
        }
        try {
            AgentLog.faultPoint("sending");
            l.sending(call, client);
        } catch (Throwable fault) {
            AgentLog.suppressed("UrlConnectionProbe.sending", fault);
        }
    }

    /** Hook: HttpClient.writeRequests(2 arguments) begins. */
    public static void requestWriting(Object client) {
        UrlConnectionListener l = listener;
        if (l == null) {
            return;
        }
        try {
            AgentLog.faultPoint("requestWriting");
            l.requestWriting(client);
        } catch (Throwable fault) {
            AgentLog.suppressed("UrlConnectionProbe.requestWriting", fault);
        }
    }

    /** Hook: HttpClient.writeRequests(2 arguments) returned. */
    public static void requestWritten(Object client) {
        UrlConnectionListener l = listener;
        if (l == null) {
            return;
        }
        try {
            AgentLog.faultPoint("requestWritten");
            l.requestWritten(client);
        } catch (Throwable fault) {
            AgentLog.suppressed("UrlConnectionProbe.requestWritten", fault);
        }
    }

    /** Hook: HttpClient.parseHTTP returned. */
    public static void responseHead(Object client, @Nullable Object headers) {
        UrlConnectionListener l = listener;
        if (l == null) {
            return;
        }
        try {
            AgentLog.faultPoint("responseHead");
            l.responseHead(client, headers);
        } catch (Throwable fault) {
            AgentLog.suppressed("UrlConnectionProbe.responseHead", fault);
        }
    }

    /** Hook: HttpURLConnection.expect100Continue() returned. */
    public static void continued(@Nullable Object client) {
        UrlConnectionListener l = listener;
        if (l == null) {
            return;
        }
        try {
            AgentLog.faultPoint("continued");
            l.continued(client);
        } catch (Throwable fault) {
            AgentLog.suppressed("UrlConnectionProbe.continued", fault);
        }
    }

    /** Hook: HttpClient.finished() begins. */
    public static void responseDone(Object client) {
        UrlConnectionListener l = listener;
        if (l == null) {
            return;
        }
        try {
            AgentLog.faultPoint("responseDone");
            l.responseDone(client);
        } catch (Throwable fault) {
            AgentLog.suppressed("UrlConnectionProbe.responseDone", fault);
        }
    }

    /** Hook: putInKeepAliveCache() begins. */
    public static void parked(Object client) {
        UrlConnectionListener l = listener;
        if (l == null) {
            return;
        }
        try {
            AgentLog.faultPoint("parked");
            l.parked(client);
        } catch (Throwable fault) {
            AgentLog.suppressed("UrlConnectionProbe.parked", fault);
        }
    }

    /** Hook: HttpClient.closeServer() begins. */
    public static void closing(Object client) {
        UrlConnectionListener l = listener;
        if (l == null) {
            return;
        }
        try {
            AgentLog.faultPoint("closing");
            l.closing(client);
        } catch (Throwable fault) {
            AgentLog.suppressed("UrlConnectionProbe.closing", fault);
        }
    }

    /** Hook: getInputStream0, plainConnect0, getOutputStream0 or an https connect() threw. */
    public static void failed(Object call, Throwable error) {
        UrlConnectionListener l = listener;
        if (l == null) {
            return;
        }
        try {
            AgentLog.faultPoint("failed");
            l.failed(call, error);
        } catch (Throwable fault) {
            AgentLog.suppressed("UrlConnectionProbe.failed", fault);
        }
    }

    /** Hook: HttpClient.parseHTTP and parseHTTPHeader ask for the request's method, to see whether to send it again. */
    public static @Nullable String resending(@Nullable String method, Object client) {
        UrlConnectionListener l = listener;
        if (l == null || method == null) {
            return method;
        }
        try {
            AgentLog.faultPoint("resending");
            return l.resending(method, client);
        } catch (Throwable fault) {
            AgentLog.suppressed("UrlConnectionProbe.resending", fault);
            return method;
        }
    }

    /** Hook: HttpURLConnection.writeRequests() asks whether writing failed, and writes again where it did. */
    public static boolean rewriting(boolean failed, Object call) {
        UrlConnectionListener l = listener;
        if (l == null || !failed) {
            return failed;
        }
        try {
            AgentLog.faultPoint("rewriting");
            return l.rewriting(call);
        } catch (Throwable fault) {
            AgentLog.suppressed("UrlConnectionProbe.rewriting", fault);
            return true;
        }
    }

    /** Hook: HttpClient.parseHTTP threw. Returns what it is to throw, or null where it is to begin anew. */
    public static @Nullable Throwable unanswered(Object client, Throwable error) {
        UrlConnectionListener l = listener;
        if (l == null) {
            return error;
        }
        try {
            AgentLog.faultPoint("unanswered");
            return l.unanswered(client, error);
        } catch (Throwable fault) {
            AgentLog.suppressed("UrlConnectionProbe.unanswered", fault);
            return error;
        }
    }

    /** Hook: HttpURLConnection.writeRequests() threw. Returns what it is to throw, or null where it is to begin anew. */
    public static @Nullable Throwable unwritten(Object call, Throwable error) {
        UrlConnectionListener l = listener;
        if (l == null) {
            return error;
        }
        try {
            AgentLog.faultPoint("unwritten");
            return l.unwritten(call, error);
        } catch (Throwable fault) {
            AgentLog.suppressed("UrlConnectionProbe.unwritten", fault);
            return error;
        }
    }

    /** Hook: plainConnect0 or an https connect() threw. Returns what it is to throw, or null where it is to begin anew. */
    public static @Nullable Throwable unconnected(Object call, Throwable error) {
        UrlConnectionListener l = listener;
        if (l == null) {
            return error;
        }
        try {
            AgentLog.faultPoint("unconnected");
            return l.unconnected(call, error);
        } catch (Throwable fault) {
            AgentLog.suppressed("UrlConnectionProbe.unconnected", fault);
            return error;
        }
    }

    /** Hook: plainConnect0 returned. */
    public static void opened(Object call) {
        UrlConnectionListener l = listener;
        if (l == null) {
            return;
        }
        try {
            AgentLog.faultPoint("opened");
            l.opened(call);
        } catch (Throwable fault) {
            AgentLog.suppressed("UrlConnectionProbe.opened", fault);
        }
    }

    /** Hook: StreamingOutputStream threw. */
    public static void uploadFailed(@Nullable Object call, Throwable error) {
        UrlConnectionListener l = listener;
        if (l == null) {
            return;
        }
        try {
            AgentLog.faultPoint("uploadFailed");
            l.uploadFailed(call, error);
        } catch (Throwable fault) {
            AgentLog.suppressed("UrlConnectionProbe.uploadFailed", fault);
        }
    }

    /** Hook: doTunneling0() begins. */
    public static void tunnelBegins(Object call) {
        tunnelling(call, true);
    }

    /** Hook: doTunneling0() returned. */
    public static void tunnelEnds(Object call) {
        tunnelling(call, false);
    }

    private static void tunnelling(Object call, boolean begins) {
        UrlConnectionListener l = listener;
        if (l == null) {
            return;
        }
        try {
            AgentLog.faultPoint("tunnelling");
            l.tunnelling(call, begins);
        } catch (Throwable fault) {
            AgentLog.suppressed("UrlConnectionProbe.tunnelling", fault);
        }
    }

    /** Hook: the socket's input stream, as parseHTTP takes it for each response. Returns what is to be read instead. */
    public static InputStream input(InputStream stream, Object client, @Nullable Socket socket) {
        UrlConnectionListener l = listener;
        if (l == null) {
            return stream;
        }
        try {
            AgentLog.faultPoint("input");
            Wire wire = l.reading(client);
            if (wire == null || stream instanceof WatchedInput) {
                return stream;
            }
            Object known = l.knownInput(wire);
            if (socket != null && known instanceof WatchedInput && ((WatchedInput) known).socket == socket) {
                return (WatchedInput) known;
            }
            WatchedInput watched = new WatchedInput(stream, socket, wire);
            l.keepInput(wire, watched);
            return watched;
        } catch (Throwable fault) {
            AgentLog.suppressed("UrlConnectionProbe.input", fault);
            return stream;
        }
    }

    /** Hook: the socket's output stream, as openServer and afterConnect take it. Returns what is to be written to. */
    public static OutputStream output(OutputStream stream, Object client) {
        UrlConnectionListener l = listener;
        if (l == null) {
            return stream;
        }
        try {
            AgentLog.faultPoint("output");
            Wire wire = l.wire(client);
            return wire == null || stream instanceof WatchedOutput ? stream : new WatchedOutput(stream, wire);
        } catch (Throwable fault) {
            AgentLog.suppressed("UrlConnectionProbe.output", fault);
            return stream;
        }
    }

    /** Hook: HttpURLConnection's getInputStream, getOutputStream or connect throws. */
    public static void surfaced(Object call, Throwable error) {
        UrlConnectionListener l = listener;
        if (l == null) {
            return;
        }
        try {
            AgentLog.faultPoint("surfaced");
            l.surfaced(call, error);
        } catch (Throwable fault) {
            AgentLog.suppressed("UrlConnectionProbe.surfaced", fault);
        }
    }
}
