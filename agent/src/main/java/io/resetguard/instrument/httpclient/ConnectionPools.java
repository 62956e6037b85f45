package io.resetguard.instrument.httpclient;

import io.resetguard.exchange.WeakIdentityMap;
import io.resetguard.instrument.JdkObject;
import java.lang.reflect.Constructor;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JDK's pools of idle HTTP/1.1 connections, and the requests for which they are closed. Any thread. */
final class ConnectionPools {

    /** To JDK 11 the pool looks for plain HTTP via a proxy under the origin too, where nothing ever is. */
    private static final boolean KEYED_BY_PROXY_ALONE =
            !System.getProperty("java.specification.version", "11").equals("11");

    /** By {@code HttpRequestImpl}: those that must not be given a connection from the pool. */
    private final WeakIdentityMap<RetriedRequest> closed = new WeakIdentityMap<>();

    private volatile @Nullable Object empty;

    /** From now on this {@code HttpRequestImpl} gets new connections only. */
    void close(@Nullable Object jdkRequest, RetriedRequest request) {
        if (jdkRequest != null) {
            closed.put(jdkRequest, request);
        }
    }

    /** It gets what the JDK gives it. */
    void open(@Nullable Object jdkRequest) {
        closed.remove(jdkRequest);
    }

    /** Without a look into the pool a connection is opened; used, it goes into the client's own pool. */
    Object poolFor(Object pool, Object address, Object jdkRequest) {
        RetriedRequest request = closed.get(jdkRequest);
        if (request == null) {
            return pool;
        }
        if (holds(pool, address, jdkRequest)) {
            request.keptFromPool();
        }
        return emptyInsteadOf(pool);
    }

    /** A {@code ConnectionPool} without any connection; the given one where none can be made. */
    private Object emptyInsteadOf(Object pool) {
        Object made = empty;
        if (made == null) {
            try {
                Constructor<?> constructor = pool.getClass().getDeclaredConstructor(long.class);
                constructor.setAccessible(true);
                made = constructor.newInstance(0L);
                empty = made;
            } catch (ReflectiveOperationException | RuntimeException notKnown) {
                return pool;
            }
        }
        return made;
    }

    /** Does it have an idle connection for this {@code HttpRequestImpl}? Looked at without its lock: a guess. */
    private static boolean holds(Object pool, Object address, Object request) {
        boolean secure = Boolean.TRUE.equals(JdkObject.field(request, "secure"));
        Object idle = JdkObject.field(pool, secure ? "sslPool" : "plainPool");
        try {
            Constructor<?> key = Class.forName(
                            pool.getClass().getName() + "$CacheKey",
                            false,
                            pool.getClass().getClassLoader())
                    .getDeclaredConstructor(boolean.class, InetSocketAddress.class, InetSocketAddress.class);
            key.setAccessible(true);
            Object proxy = resolved(JdkObject.call(request, "proxy"));
            Object destination = proxy != null && !secure && KEYED_BY_PROXY_ALONE ? null : address;
            Object connections =
                    idle instanceof Map ? ((Map<?, ?>) idle).get(key.newInstance(secure, destination, proxy)) : null;
            return connections instanceof Collection && !((Collection<?>) connections).isEmpty();
        } catch (ReflectiveOperationException | RuntimeException notKnown) {
            return false;
        }
    }

    /** As the JDK does before it looks into its pool. */
    private static @Nullable Object resolved(@Nullable Object proxy) {
        if (!(proxy instanceof InetSocketAddress) || !((InetSocketAddress) proxy).isUnresolved()) {
            return proxy;
        }
        return new InetSocketAddress(
                ((InetSocketAddress) proxy).getHostString(), ((InetSocketAddress) proxy).getPort());
    }
}
