package io.resetguard.bootstrap;

import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the hooks in {@code java.net.http} tell. Nothing of that module can be named here (it belongs to the platform
 * loader): its objects come as {@link Object}. Calls come on the client's selector thread and on its executor's.
 */
public abstract class HttpClientListener {

    /** PlainHttpConnection.connectAsync begins. */
    protected abstract void connecting(Object plainConnection, @Nullable Object channel, @Nullable Object exchange);

    /** PlainHttpConnection's ConnectEvent.handle returned: the TCP connection is there, or failed. */
    protected abstract void connectHandled(@Nullable Object plainConnection);

    /** PlainHttpConnection.finishConnect returned. */
    protected abstract void connected(Object plainConnection, @Nullable Object channel);

    /** PlainHttpConnection.close begins. */
    protected abstract void closing(Object plainConnection, @Nullable Object channel);

    /** Http1Exchange.sendHeadersAsync begins. */
    protected abstract void exchangeBegins(
            Object h1Exchange, @Nullable Object connection, @Nullable Object request, @Nullable Object exchange);

    /** Http1Exchange.appendToOutgoing(List) begins. */
    protected abstract void requestPart(Object h1Exchange, @Nullable Object connection, @Nullable List<?> data);

    /** Http1AsyncReceiver.asyncReceive begins. */
    protected abstract void plaintextReceived(@Nullable Object h1Exchange, ByteBuffer bytes);

    /** Http1Exchange.readBodyAsync begins. */
    protected abstract void bodyBegins(Object h1Exchange, @Nullable Object connection);

    /** Http1Response.BodyReader.onReadError is about to fail the application's body. */
    protected abstract void bodyFails(Object h1Response, Throwable error);

    /** Http1Response.onReadError begins. */
    protected abstract void responseReadFailed(Object h1Response, @Nullable Object connection, Throwable error);

    /** HttpConnection.closeOrReturnToCache begins. */
    protected abstract void parking(Object connection, @Nullable Object headers);

    /** Stream.registerStream begins. */
    protected abstract void streamOpened(
            Object stream,
            int streamId,
            @Nullable Object h2Connection,
            @Nullable Object request,
            @Nullable Object exchange);

    /** Http2Connection.encodeHeaders returned: the head of the stream that was opened last goes out. */
    protected abstract void streamHead(@Nullable Object encoded, Object h2Connection);

    /** Http2Connection.sendDataFrame begins. */
    protected abstract void streamData(Object h2Connection, Object frame);

    /** Stream.incoming begins. */
    protected abstract void frameReceived(Object stream, int streamId, @Nullable Object h2Connection, Object frame);

    /** Stream.incoming_reset begins: the frame may have to wait for others before it is handled. */
    protected abstract void streamResetComes(Object stream, int streamId, @Nullable Object h2Connection, Object frame);

    /** Stream.handleReset begins. */
    protected abstract void streamReset(Object stream, int streamId, @Nullable Object h2Connection, Object frame);

    /** Stream.connectionClosing or cancelImpl begins. */
    protected abstract void streamFailed(Object stream, int streamId, @Nullable Object h2Connection, Throwable error);

    /** Http2Connection.closeStream begins. */
    protected abstract void streamClosed(int streamId, Object h2Connection);

    /** Http2Connection.handleGoAway begins. */
    protected abstract void goAway(Object h2Connection, Object frame);

    /** MultiExchange.getExceptionalCF (to 25) or checkRetryEligible (from 26) begins: the failed exchange is still there. */
    protected abstract void attemptFailing(Object multiExchange, @Nullable Object exchange);

    /** MultiExchange.getExceptionalCF (to 25) or checkRetryEligible (from 26) returned. */
    protected abstract void attemptFailed(@Nullable Object verdict, Object multiExchange, Throwable error);

    /** HttpClientImpl.send returned. On the caller's thread. */
    protected abstract void sendReturned();

    /** HttpClientImpl.send throws. On the caller's thread. */
    protected abstract void sendFailed(@Nullable Object request, Throwable thrown);

    /** HttpClientImpl.sendAsync returned its {@code CompletableFuture}. On the caller's thread. */
    protected abstract void futureReturned(@Nullable Object future, @Nullable Object request);

    /** Some hooks are missing on this JDK: what they would tell is told from the exceptions that surface. */
    public abstract void degraded();

    /** The JVM ends: what waits for something is told now. */
    public abstract void ending();

    /** Where the bytes of this channel are counted; {@code null} where it is not tracked. */
    protected abstract @Nullable Wire wire(SocketChannel channel);
}
