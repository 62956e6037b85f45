package io.resetguard.bootstrap;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the further hooks in {@code java.net.http} ask that are there only where prevent is on. Unlike those of
 * {@link HttpClientListener}, its answers change what the JDK does. Same threads: must not block.
 */
public abstract class HttpClientPreventListener {

    /**
     * ConnectionPool.findConnection takes one of these idle connections, of which the first is idle for longest. Under
     * the pool's lock: must not close anything.
     *
     * @return whether the one that is idle for longest is taken; else the one that was used last
     */
    protected abstract boolean takesOldest(List<?> idle);

    /**
     * HttpConnection.getConnection has taken this connection out of its pool. Outside of the pool's lock.
     *
     * @return the same, which is then used; or another that was taken out instead, which is then asked about; or
     *     {@code null}, and then the JDK opens one
     */
    protected abstract @Nullable Object takenFromPool(Object connection, Object client, Object request)
            throws Throwable;

    /**
     * Http2ClientImpl.getConnectionFor has found this connection and is about to give it a stream. Under that pool's
     * lock: must not close anything.
     */
    protected abstract void foundInPool(Object h2Connection, Object request) throws Throwable;

    /** Http2ClientImpl.getConnectionFor returned. */
    protected abstract void searchedPool(Object request) throws Throwable;

    /** Http2Connection.closeStream returned. */
    protected abstract void streamEnded(Object h2Connection) throws Throwable;

    /** Http2Connection.processFrame begins: a frame came, of whatever kind. */
    protected abstract void anyFrame(Object h2Connection);

    /** PlainHttpConnection.connectAsync returned: this connection is being opened for this exchange. */
    protected abstract void opening(@Nullable Object channel, @Nullable Object exchange);
}
