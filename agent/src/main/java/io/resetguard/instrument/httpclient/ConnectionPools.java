package io.resetguard.instrument.httpclient;

import io.resetguard.instrument.JdkObject;
import java.lang.reflect.Constructor;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The JDK's pools of idle HTTP/1.1 connections: one that is empty, and what there is in others. Any thread. */
final class ConnectionPools {

    private volatile @Nullable Object empty;

    /** A {@code ConnectionPool} without any connection; the given one where none can be made. */
    Object emptyInsteadOf(Object pool) {
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
    boolean holds(Object pool, Object address, Object request) {
        boolean secure = Boolean.TRUE.equals(JdkObject.field(request, "secure"));
        Object idle = JdkObject.field(pool, secure ? "sslPool" : "plainPool");
        try {
            Constructor<?> key = Class.forName(
                            pool.getClass().getName() + "$CacheKey",
                            false,
                            pool.getClass().getClassLoader())
                    .getDeclaredConstructor(boolean.class, InetSocketAddress.class, InetSocketAddress.class);
            key.setAccessible(true);
            Object connections = idle instanceof Map
                    ? ((Map<?, ?>) idle).get(key.newInstance(secure, address, JdkObject.call(request, "proxy")))
                    : null;
            return connections instanceof Collection && !((Collection<?>) connections).isEmpty();
        } catch (ReflectiveOperationException | RuntimeException notKnown) {
            return false;
        }
    }
}
