package io.resetguard.instrument.urlconnection;

import java.io.FileDescriptor;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.net.Socket;
import java.net.SocketImpl;
import org.jspecify.annotations.Nullable;

/**
 * The way from a {@code sun.net.www.http.HttpClient} down to its socket's descriptor, found once; the installer opens the
 * packages beforehand. The same in JDK 8, 11, 17, 21, 25 and 27, whose socket implementations differ
 * ({@code PlainSocketImpl}, from 13 {@code NioSocketImpl}). Any thread; allocates no more than reflection does.
 */
final class SocketAccess {

    private static final Long NO_WAIT = 0L;

    /** TLS over a tunnel is two sockets. */
    private static final int DEEPEST = 4;

    private final Field serverSocket;
    private final Field impl;
    private final Method descriptor;
    private final Method available;
    private final Method input;
    private final Method poll;
    private final Integer readable;

    /** The socket that a TLS socket lies on, which may be itself. */
    private final Field below;

    private SocketAccess() throws ReflectiveOperationException {
        serverSocket = field("sun.net.NetworkClient", "serverSocket");
        impl = field("java.net.Socket", "impl");
        below = field("sun.security.ssl.BaseSSLSocketImpl", "self");
        descriptor = method("java.net.SocketImpl", "getFileDescriptor");
        available = method("java.net.SocketImpl", "available");
        input = method("java.net.SocketImpl", "getInputStream");
        poll = method("sun.nio.ch.Net", "poll", FileDescriptor.class, int.class, long.class);
        readable = ((Number) field("sun.nio.ch.Net", "POLLIN").get(null)).intValue();
    }

    /** {@code null} where this JDK's classes are not as they are known. */
    static @Nullable SocketAccess find() {
        try {
            return new SocketAccess();
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return null;
        }
    }

    @Nullable
    Socket socketOf(Object client) throws IllegalAccessException {
        return (Socket) serverSocket.get(client);
    }

    /** Of the socket at the bottom; {@code null}: it has none yet, as one that only passes on to another. */
    @Nullable
    SocketImpl implOf(Socket socket) throws IllegalAccessException {
        Socket bottom = socket;
        for (int depth = 0; depth < DEEPEST && below.getDeclaringClass().isInstance(bottom); depth++) {
            Socket next = (Socket) below.get(bottom);
            if (next == null || next == bottom) {
                break;
            }
            bottom = next;
        }
        return (SocketImpl) impl.get(bottom);
    }

    @Nullable
    FileDescriptor descriptorOf(SocketImpl of) throws ReflectiveOperationException {
        return (FileDescriptor) descriptor.invoke(of);
    }

    /** Neither a byte nor an end nor an error has come: {@code poll(2)} with a time-out of zero. */
    boolean isSilent(FileDescriptor of) throws ReflectiveOperationException {
        return Integer.valueOf(0).equals(poll.invoke(null, of, readable, NO_WAIT));
    }

    /** How many bytes are there to be read; 0 at the end. */
    int available(SocketImpl of) throws ReflectiveOperationException {
        return (Integer) available.invoke(of);
    }

    InputStream inputOf(SocketImpl of) throws ReflectiveOperationException {
        return (InputStream) input.invoke(of);
    }

    private static Field field(String type, String name) throws ReflectiveOperationException {
        Field field = Class.forName(type, false, null).getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }

    private static Method method(String type, String name, Class<?>... parameters) throws ReflectiveOperationException {
        Method method = Class.forName(type, false, null).getDeclaredMethod(name, parameters);
        method.setAccessible(true);
        return method;
    }
}
