package io.resetguard.instrument.httpclient;

import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpTimeoutException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads {@code java.net.http}'s objects on the hot path: public API, and one field through a constant method handle. */
public final class HttpClientObjects implements HttpClientAccess {

    /** RFC 9113 6.1. */
    private static final int END_STREAM = 0x1;

    private static final MethodHandle NOT_THERE =
            MethodHandles.dropArguments(MethodHandles.constant(Object.class, null), 0, Object.class);

    private static final MethodHandle CONNECTION = connectionGetter();

    @Override
    public boolean isComplete() {
        return CONNECTION != NOT_THERE;
    }

    @Override
    public String method(Object request) {
        return ((HttpRequest) request).method();
    }

    @Override
    public URI uri(Object request) {
        return ((HttpRequest) request).uri();
    }

    @Override
    public @Nullable Object connectionOf(@Nullable Object h1Exchange) {
        if (h1Exchange == null) {
            return null;
        }
        try {
            return (Object) CONNECTION.invokeExact(h1Exchange);
        } catch (Throwable e) {
            return null;
        }
    }

    @Override
    public boolean isResponseFrame(Object frame) {
        Class<?> type = frame.getClass();
        return type == Frames.HEADERS || type == Frames.DATA;
    }

    @Override
    public int bodyBytes(Object frame) {
        if (frame.getClass() != Frames.DATA) {
            return 0;
        }
        try {
            return (int) Frames.DATA_LENGTH.invokeExact(frame);
        } catch (Throwable e) {
            return 0;
        }
    }

    @Override
    public int streamId(Object frame) {
        try {
            return (int) Frames.STREAM_ID.invokeExact(frame);
        } catch (Throwable e) {
            return 0;
        }
    }

    @Override
    public boolean endsStream(Object frame) {
        try {
            return ((int) Frames.FLAGS.invokeExact(frame) & END_STREAM) != 0;
        } catch (Throwable e) {
            return false;
        }
    }

    @Override
    public void later(Runnable task, long nanos) {
        CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS).execute(task);
    }

    @Override
    public IOException timedOut() {
        return new HttpTimeoutException("request timed out");
    }

    /** The frame classes, resolved when the first HTTP/2 frame comes. */
    private static final class Frames {
        static final @Nullable Class<?> HEADERS = jdkClass("frame.HeadersFrame");
        static final @Nullable Class<?> DATA = jdkClass("frame.DataFrame");
        static final @Nullable Class<?> ANY = jdkClass("frame.Http2Frame");
        static final MethodHandle DATA_LENGTH = number(DATA, "getDataLength");
        static final MethodHandle STREAM_ID = number(ANY, "streamid");
        static final MethodHandle FLAGS = number(ANY, "getFlags");
    }

    /** A method without arguments that gives an {@code int} (JDK 11 to 27); a handle that gives 0 where it is not there. */
    private static MethodHandle number(@Nullable Class<?> owner, String method) {
        MethodType type = MethodType.methodType(int.class, Object.class);
        try {
            return MethodHandles.privateLookupIn(owner, MethodHandles.lookup())
                    .findVirtual(owner, method, MethodType.methodType(int.class))
                    .asType(type);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return MethodHandles.dropArguments(MethodHandles.constant(int.class, 0), 0, Object.class);
        }
    }

    private static @Nullable Class<?> jdkClass(String name) {
        try {
            return Class.forName("jdk.internal.net.http." + name, false, HttpClient.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            return null;
        }
    }

    /** {@code Http1Exchange.connection} (JDK 11 to 27); a handle that gives {@code null} where it is not there. */
    private static MethodHandle connectionGetter() {
        MethodType type = MethodType.methodType(Object.class, Object.class);
        try {
            Class<?> owner =
                    Class.forName("jdk.internal.net.http.Http1Exchange", false, HttpClient.class.getClassLoader());
            Class<?> connection =
                    Class.forName("jdk.internal.net.http.HttpConnection", false, HttpClient.class.getClassLoader());
            return MethodHandles.privateLookupIn(owner, MethodHandles.lookup())
                    .findGetter(owner, "connection", connection)
                    .asType(type);
        } catch (ReflectiveOperationException | RuntimeException e) {
            return NOT_THERE;
        }
    }
}
