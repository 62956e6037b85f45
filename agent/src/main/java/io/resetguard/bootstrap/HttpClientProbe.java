package io.resetguard.bootstrap;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the hooks in {@code java.net.http} call. Nothing here throws of its own, blocks or does I/O, but for
 * {@link #read} and {@link #write}, which stand in for the very calls they replace.
 */
public final class HttpClientProbe {

    private static volatile @Nullable HttpClientListener listener;

    private HttpClientProbe() {}

    /** Who listens; {@code null}: nobody. */
    public static void listener(@Nullable HttpClientListener listener) {
        HttpClientProbe.listener = listener;
    }

    /** Hook: SocketTube reads from its channel. */
    public static int read(SocketChannel channel, ByteBuffer into) throws IOException {
        int read;
        try {
            read = channel.read(into);
        } catch (IOException e) {
            rawEnd(channel, e, true);
            throw e;
        }
        if (read < 0) {
            rawEnd(channel, null, true);
        }
        return read;
    }

    /** Hook: SocketTube writes to its channel. */
    public static long write(SocketChannel channel, ByteBuffer[] from) throws IOException {
        try {
            return channel.write(from);
        } catch (IOException e) {
            rawEnd(channel, e, false);
            throw e;
        }
    }

    private static void rawEnd(SocketChannel channel, @Nullable IOException error, boolean reading) {
        HttpClientListener l = listener;
        if (l == null) {
            return;
        }
        try {
            AgentLog.faultPoint("rawEnd");
            Wire wire = l.wire(channel);
            if (wire == null) {
                return;
            }
            if (error == null) {
                wire.received(-1);
            } else if (reading) {
                wire.readFailed(error);
            } else {
                wire.writeFailed(error);
            }
        } catch (Throwable fault) {
            AgentLog.suppressed("HttpClientProbe.rawEnd", fault);
        }
    }

    /** Hook: PlainHttpConnection.connectAsync begins. */
    public static void connecting(Object plainConnection, @Nullable Object channel, @Nullable Object exchange) {
        HttpClientListener l = listener;
        if (l == null) {
            return;
        }
        try {
            AgentLog.faultPoint("connecting");
            l.connecting(plainConnection, channel, exchange);
        } catch (Throwable fault) {
            AgentLog.suppressed("HttpClientProbe.connecting", fault);
        }
    }

    /** Hook: PlainHttpConnection's ConnectEvent.handle returned. */
    public static void connectHandled(@Nullable Object plainConnection) {
        HttpClientListener l = listener;
        if (l == null) {
            return;
        }
        try {
            AgentLog.faultPoint("connectHandled");
            l.connectHandled(plainConnection);
        } catch (Throwable fault) {
            AgentLog.suppressed("HttpClientProbe.connectHandled", fault);
        }
    }

    /** Hook: PlainHttpConnection.finishConnect returned. */
    public static void connected(Object plainConnection, @Nullable Object channel) {
        HttpClientListener l = listener;
        if (l == null) {
            return;
        }
        try {
            AgentLog.faultPoint("connected");
            l.connected(plainConnection, channel);
        } catch (Throwable fault) {
            AgentLog.suppressed("HttpClientProbe.connected", fault);
        }
    }

    /** Hook: PlainHttpConnection.close begins. */
    public static void closing(Object plainConnection, @Nullable Object channel) {
        HttpClientListener l = listener;
        if (l == null) {
            return;
        }
        try {
            AgentLog.faultPoint("closing");
            l.closing(plainConnection, channel);
        } catch (Throwable fault) {
            AgentLog.suppressed("HttpClientProbe.closing", fault);
        }
    }

    /** Hook: Http1Exchange.sendHeadersAsync begins. */
    public static void exchangeBegins(
            Object h1Exchange, @Nullable Object connection, @Nullable Object request, @Nullable Object exchange) {
        HttpClientListener l = listener;
        if (l == null) {
            return;
        }
        try {
            AgentLog.faultPoint("exchangeBegins");
            l.exchangeBegins(h1Exchange, connection, request, exchange);
        } catch (Throwable fault) {
            AgentLog.suppressed("HttpClientProbe.exchangeBegins", fault);
        }
    }

    /** Hook: Http1Exchange.appendToOutgoing(List) begins. */
    public static void requestPart(Object h1Exchange, @Nullable Object connection, @Nullable List<?> data) {
        HttpClientListener l = listener;
        if (l == null) {
            return;
        }
        try {
            AgentLog.faultPoint("requestPart");
            l.requestPart(h1Exchange, connection, data);
        } catch (Throwable fault) {
            AgentLog.suppressed("HttpClientProbe.requestPart", fault);
        }
    }

    /** Hook: Http1AsyncReceiver.asyncReceive begins. */
    public static void plaintextReceived(@Nullable Object h1Exchange, ByteBuffer bytes) {
        HttpClientListener l = listener;
        if (l == null) {
            return;
        }
        try {
            AgentLog.faultPoint("plaintextReceived");
            l.plaintextReceived(h1Exchange, bytes);
        } catch (Throwable fault) {
            AgentLog.suppressed("HttpClientProbe.plaintextReceived", fault);
        }
    }

    /** Hook: Http1Exchange.readBodyAsync begins. */
    public static void bodyBegins(Object h1Exchange, @Nullable Object connection) {
        HttpClientListener l = listener;
        if (l == null) {
            return;
        }
        try {
            AgentLog.faultPoint("bodyBegins");
            l.bodyBegins(h1Exchange, connection);
        } catch (Throwable fault) {
            AgentLog.suppressed("HttpClientProbe.bodyBegins", fault);
        }
    }

    /** Hook: Http1Response.BodyReader.onReadError is about to fail the application's body. */
    public static void bodyFails(Object h1Response, Throwable error) {
        HttpClientListener l = listener;
        if (l == null) {
            return;
        }
        try {
            AgentLog.faultPoint("bodyFails");
            l.bodyFails(h1Response, error);
        } catch (Throwable fault) {
            AgentLog.suppressed("HttpClientProbe.bodyFails", fault);
        }
    }

    /** Hook: Http1Response.onReadError begins. */
    public static void responseReadFailed(Object h1Response, @Nullable Object connection, Throwable error) {
        HttpClientListener l = listener;
        if (l == null) {
            return;
        }
        try {
            AgentLog.faultPoint("responseReadFailed");
            l.responseReadFailed(h1Response, connection, error);
        } catch (Throwable fault) {
            AgentLog.suppressed("HttpClientProbe.responseReadFailed", fault);
        }
    }

    /** Hook: HttpConnection.closeOrReturnToCache begins. */
    public static void parking(Object connection, @Nullable Object headers) {
        HttpClientListener l = listener;
        if (l == null) {
            return;
        }
        try {
            AgentLog.faultPoint("parking");
            l.parking(connection, headers);
        } catch (Throwable fault) {
            AgentLog.suppressed("HttpClientProbe.parking", fault);
        }
    }

    /** Hook: Stream.registerStream begins. */
    public static void streamOpened(
            Object stream,
            int streamId,
            @Nullable Object h2Connection,
            @Nullable Object request,
            @Nullable Object exchange) {
        HttpClientListener l = listener;
        if (l == null) {
            return;
        }
        try {
            AgentLog.faultPoint("streamOpened");
            l.streamOpened(stream, streamId, h2Connection, request, exchange);
        } catch (Throwable fault) {
            AgentLog.suppressed("HttpClientProbe.streamOpened", fault);
        }
    }

    /** Hook: Http2Connection.encodeHeaders returned. */
    public static void streamHead(@Nullable Object encoded, Object h2Connection) {
        HttpClientListener l = listener;
        if (l == null) {
            return;
        }
        try {
            AgentLog.faultPoint("streamHead");
            l.streamHead(encoded, h2Connection);
        } catch (Throwable fault) {
            AgentLog.suppressed("HttpClientProbe.streamHead", fault);
        }
    }

    /** Hook: Http2Connection.sendDataFrame begins. */
    public static void streamData(Object h2Connection, Object frame) {
        HttpClientListener l = listener;
        if (l == null) {
            return;
        }
        try {
            AgentLog.faultPoint("streamData");
            l.streamData(h2Connection, frame);
        } catch (Throwable fault) {
            AgentLog.suppressed("HttpClientProbe.streamData", fault);
        }
    }

    /** Hook: Stream.incoming begins. */
    public static void frameReceived(Object stream, int streamId, @Nullable Object h2Connection, Object frame) {
        HttpClientListener l = listener;
        if (l == null) {
            return;
        }
        try {
            AgentLog.faultPoint("frameReceived");
            l.frameReceived(stream, streamId, h2Connection, frame);
        } catch (Throwable fault) {
            AgentLog.suppressed("HttpClientProbe.frameReceived", fault);
        }
    }

    /** Hook: Stream.incoming_reset begins. */
    public static void streamResetComes(Object stream, int streamId, @Nullable Object h2Connection, Object frame) {
        HttpClientListener l = listener;
        if (l == null) {
            return;
        }
        try {
            AgentLog.faultPoint("streamResetComes");
            l.streamResetComes(stream, streamId, h2Connection, frame);
        } catch (Throwable fault) {
            AgentLog.suppressed("HttpClientProbe.streamResetComes", fault);
        }
    }

    /** Hook: Stream.handleReset begins. */
    public static void streamReset(Object stream, int streamId, @Nullable Object h2Connection, Object frame) {
        HttpClientListener l = listener;
        if (l == null) {
            return;
        }
        try {
            AgentLog.faultPoint("streamReset");
            l.streamReset(stream, streamId, h2Connection, frame);
        } catch (Throwable fault) {
            AgentLog.suppressed("HttpClientProbe.streamReset", fault);
        }
    }

    /** Hook: Stream.connectionClosing or cancelImpl begins. */
    public static void streamFailed(Object stream, int streamId, @Nullable Object h2Connection, Throwable error) {
        HttpClientListener l = listener;
        if (l == null) {
            return;
        }
        try {
            AgentLog.faultPoint("streamFailed");
            l.streamFailed(stream, streamId, h2Connection, error);
        } catch (Throwable fault) {
            AgentLog.suppressed("HttpClientProbe.streamFailed", fault);
        }
    }

    /** Hook: Http2Connection.closeStream begins. */
    public static void streamClosed(int streamId, Object h2Connection) {
        HttpClientListener l = listener;
        if (l == null) {
            return;
        }
        try {
            AgentLog.faultPoint("streamClosed");
            l.streamClosed(streamId, h2Connection);
        } catch (Throwable fault) {
            AgentLog.suppressed("HttpClientProbe.streamClosed", fault);
        }
    }

    /** Hook: Http2Connection.handleGoAway begins. */
    public static void goAway(Object h2Connection, Object frame) {
        HttpClientListener l = listener;
        if (l == null) {
            return;
        }
        try {
            AgentLog.faultPoint("goAway");
            l.goAway(h2Connection, frame);
        } catch (Throwable fault) {
            AgentLog.suppressed("HttpClientProbe.goAway", fault);
        }
    }

    /** Hook: MultiExchange.getExceptionalCF (to 25) or checkRetryEligible (from 26) begins. */
    public static void attemptFailing(Object multiExchange, @Nullable Object exchange) {
        HttpClientListener l = listener;
        if (l == null) {
            return;
        }
        try {
            AgentLog.faultPoint("attemptFailing");
            l.attemptFailing(multiExchange, exchange);
        } catch (Throwable fault) {
            AgentLog.suppressed("HttpClientProbe.attemptFailing", fault);
        }
    }

    /** Hook: MultiExchange.getExceptionalCF (to 25) or checkRetryEligible (from 26) returned. */
    public static void attemptFailed(@Nullable Object verdict, Object multiExchange, Throwable error) {
        HttpClientListener l = listener;
        if (l == null) {
            return;
        }
        try {
            AgentLog.faultPoint("attemptFailed");
            l.attemptFailed(verdict, multiExchange, error);
        } catch (Throwable fault) {
            AgentLog.suppressed("HttpClientProbe.attemptFailed", fault);
        }
    }

    /** Hook: HttpClientImpl.send returned. */
    public static void sendReturned() {
        HttpClientListener l = listener;
        if (l == null) {
            return;
        }
        try {
            AgentLog.faultPoint("sendReturned");
            l.sendReturned();
        } catch (Throwable fault) {
            AgentLog.suppressed("HttpClientProbe.sendReturned", fault);
        }
    }

    /** Hook: HttpClientImpl.send throws. */
    public static void sendFailed(@Nullable Object request, Throwable thrown) {
        HttpClientListener l = listener;
        if (l == null) {
            return;
        }
        try {
            AgentLog.faultPoint("sendFailed");
            l.sendFailed(request, thrown);
        } catch (Throwable fault) {
            AgentLog.suppressed("HttpClientProbe.sendFailed", fault);
        }
    }

    /** Hook: HttpClientImpl.sendAsync (3 arguments) returned. */
    public static void futureReturned(@Nullable Object future, @Nullable Object request) {
        HttpClientListener l = listener;
        if (l == null) {
            return;
        }
        try {
            AgentLog.faultPoint("futureReturned");
            l.futureReturned(future, request);
        } catch (Throwable fault) {
            AgentLog.suppressed("HttpClientProbe.futureReturned", fault);
        }
    }
}
