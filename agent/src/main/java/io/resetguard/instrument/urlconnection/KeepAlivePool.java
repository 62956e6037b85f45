package io.resetguard.instrument.urlconnection;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.URL;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's own pool ({@code HttpClient.kac}) and what the JDK does there with a connection that it finds unfit: found
 * once, before anything is refused, so that what is refused can be closed. The same in JDK 8 to 27. Any thread.
 */
final class KeepAlivePool {

    private final Object pool;
    private final Method get;
    private final Method closeServer;
    private final Field inCache;

    private KeepAlivePool() throws ReflectiveOperationException {
        Class<?> client = Class.forName("sun.net.www.http.HttpClient", true, null);
        Field kac = client.getDeclaredField("kac");
        kac.setAccessible(true);
        pool = kac.get(null);
        get = pool.getClass().getMethod("get", URL.class, Object.class);
        get.setAccessible(true);
        closeServer = client.getMethod("closeServer");
        closeServer.setAccessible(true);
        inCache = client.getDeclaredField("inCache");
        inCache.setAccessible(true);
    }

    /** {@code null} where this JDK's classes are not as they are known. */
    static @Nullable KeepAlivePool find() {
        try {
            return new KeepAlivePool();
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return null;
        }
    }

    /** Closes a client that was taken from the pool. */
    void close(Object client) throws ReflectiveOperationException {
        inCache.set(client, false);
        closeServer.invoke(client);
    }

    /** Takes the next client for this URL and, on https, socket factory; {@code null}: there is none. */
    @Nullable
    Object next(Object url, @Nullable Object factory) throws ReflectiveOperationException {
        return get.invoke(pool, url, factory);
    }
}
