package io.resetguard.bootstrap;

import java.util.LinkedList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the hooks in {@code java.net.http} call that are there only where prevent is on. Nothing here throws of its own,
 * blocks or does I/O that waits; where anything goes wrong the JDK's own choice stands.
 */
public final class HttpClientPreventProbe {

    private static volatile @Nullable HttpClientPreventListener listener;

    private HttpClientPreventProbe() {}

    /** Who answers; {@code null}: nobody, and the JDK's own choices stand. */
    public static void listener(@Nullable HttpClientPreventListener listener) {
        HttpClientPreventProbe.listener = listener;
    }

    /** Hook: ConnectionPool.findConnection takes the first of these connections. It has seen that there is one. */
    @SuppressWarnings("NonApiType") // it stands in for a call of this class
    public static Object taken(LinkedList<?> idle) {
        return takesOldest(idle) ? idle.removeFirst() : idle.removeLast();
    }

    private static boolean takesOldest(List<?> idle) {
        HttpClientPreventListener l = listener;
        if (l == null) {
            return true;
        }
        try {
            AgentLog.faultPoint("takesOldest");
            return l.takesOldest(idle);
        } catch (Throwable fault) {
            AgentLog.suppressed("HttpClientPreventProbe.taken", fault);
            return true;
        }
    }

    /** Hook: HttpConnection.getConnection has asked its pool. One that was closed makes the JDK open another. */
    public static @Nullable Object takenFromPool(@Nullable Object connection, Object client, Object request) {
        HttpClientPreventListener l = listener;
        Object asked = connection;
        while (l != null && asked != null) {
            Object answer = asked;
            try {
                AgentLog.faultPoint("takenFromPool");
                answer = l.takenFromPool(asked, client, request);
            } catch (Throwable fault) {
                AgentLog.suppressed("HttpClientPreventProbe.takenFromPool", fault);
            }
            if (answer == asked) {
                return asked;
            }
            asked = answer;
        }
        return asked;
    }

    /** Hook: Http2ClientImpl.getConnectionFor has looked into its pool. */
    public static @Nullable Object foundInPool(@Nullable Object h2Connection, Object request) {
        HttpClientPreventListener l = listener;
        if (l == null || h2Connection == null) {
            return h2Connection;
        }
        try {
            AgentLog.faultPoint("foundInPool");
            l.foundInPool(h2Connection, request);
        } catch (Throwable fault) {
            AgentLog.suppressed("HttpClientPreventProbe.foundInPool", fault);
        }
        return h2Connection;
    }

    /** Hook: Http2ClientImpl.getConnectionFor returned. */
    public static void searchedPool(Object request) {
        HttpClientPreventListener l = listener;
        if (l == null) {
            return;
        }
        try {
            AgentLog.faultPoint("searchedPool");
            l.searchedPool(request);
        } catch (Throwable fault) {
            AgentLog.suppressed("HttpClientPreventProbe.searchedPool", fault);
        }
    }

    /** Hook: Http2Connection.closeStream returned. */
    public static void streamEnded(Object h2Connection) {
        HttpClientPreventListener l = listener;
        if (l == null) {
            return;
        }
        try {
            AgentLog.faultPoint("streamEnded");
            l.streamEnded(h2Connection);
        } catch (Throwable fault) {
            AgentLog.suppressed("HttpClientPreventProbe.streamEnded", fault);
        }
    }

    /** Hook: Http2Connection.processFrame begins. */
    public static void anyFrame(Object h2Connection) {
        HttpClientPreventListener l = listener;
        if (l == null) {
            return;
        }
        try {
            AgentLog.faultPoint("anyFrame");
            l.anyFrame(h2Connection);
        } catch (Throwable fault) {
            AgentLog.suppressed("HttpClientPreventProbe.anyFrame", fault);
        }
    }

    /** Hook: PlainHttpConnection.connectAsync returned. */
    public static void opening(@Nullable Object channel, @Nullable Object exchange) {
        HttpClientPreventListener l = listener;
        if (l == null) {
            return;
        }
        try {
            AgentLog.faultPoint("opening");
            l.opening(channel, exchange);
        } catch (Throwable fault) {
            AgentLog.suppressed("HttpClientPreventProbe.opening", fault);
        }
    }
}
