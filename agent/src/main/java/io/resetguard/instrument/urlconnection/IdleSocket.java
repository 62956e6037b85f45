package io.resetguard.instrument.urlconnection;

import io.resetguard.instrument.JdkObject;
import io.resetguard.prevent.Liveness;
import java.io.FileDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketImpl;
import java.net.SocketTimeoutException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the socket of an idle connection: has the peer closed it, or said what nobody asked for? The operating system
 * is asked, so nothing is read while all is well, and nobody waits. Any thread.
 *
 * <p>A socket that is none of the JDK's (a foreign {@code SocketImpl}, a TLS provider that wraps another socket) has no
 * descriptor to ask about. There a read stands in that waits for 1 ms.
 */
final class IdleSocket {

    /** No alert is longer; the rest, should there be one, makes no difference. */
    private static final int READ_AT_MOST = 4096;

    private final @Nullable SocketAccess access = SocketAccess.find();

    /** What a client's socket shows before it is used again. */
    Liveness look(Object client) {
        Liveness seen = asked(client);
        return seen == Liveness.UNKNOWN ? tryToRead(client) : seen;
    }

    /** {@code UNKNOWN}: the operating system cannot be asked about this one. */
    private Liveness asked(Object client) {
        if (access == null) {
            return Liveness.UNKNOWN;
        }
        try {
            Socket socket = access.socketOf(client);
            SocketImpl impl = socket == null ? null : access.implOf(socket);
            FileDescriptor descriptor = impl == null ? null : access.descriptorOf(impl);
            if (socket == null || impl == null || descriptor == null || !descriptor.valid()) {
                return Liveness.UNKNOWN;
            }
            return access.isSilent(descriptor) ? Liveness.ALIVE : said(access, socket, impl, descriptor);
        } catch (ReflectiveOperationException | IOException | RuntimeException notToBeKnown) {
            return Liveness.UNKNOWN;
        }
    }

    /** There is something to read: bytes, or the end. It will not be used again. */
    private static Liveness said(SocketAccess access, Socket socket, SocketImpl impl, FileDescriptor descriptor)
            throws ReflectiveOperationException, IOException {
        int unread = access.available(impl);
        if (unread == 0) {
            return Liveness.CLOSED;
        }
        // TLS keeps to itself what it says. With the end behind it, it was the peer's close_notify.
        return socket instanceof SSLSocket && endsAfter(access, unread, impl, descriptor)
                ? Liveness.CLOSED
                : Liveness.UNREAD_BYTES;
    }

    private static boolean endsAfter(SocketAccess access, int unread, SocketImpl impl, FileDescriptor descriptor)
            throws ReflectiveOperationException, IOException {
        InputStream in = access.inputOf(impl);
        int read = in.read(new byte[Math.min(unread, READ_AT_MOST)]);
        return read == unread && !access.isSilent(descriptor) && access.available(impl) == 0;
    }

    /** As the JDK itself does before it streams a POST ({@code HttpClient.available()}), but that takes a byte for well. */
    private static Liveness tryToRead(Object client) {
        Object socket = JdkObject.field(client, "serverSocket");
        if (!(socket instanceof Socket)) {
            return Liveness.UNKNOWN;
        }
        try {
            return tryToRead((Socket) socket);
        } catch (IOException dead) {
            return Liveness.CLOSED;
        } catch (RuntimeException notToBeKnown) {
            return Liveness.UNKNOWN;
        }
    }

    private static Liveness tryToRead(Socket socket) throws IOException {
        int timeoutMillis = socket.getSoTimeout();
        socket.setSoTimeout(1);
        try {
            return socket.getInputStream().read() < 0 ? Liveness.CLOSED : Liveness.UNREAD_BYTES;
        } catch (SocketTimeoutException silent) {
            return Liveness.ALIVE;
        } finally {
            socket.setSoTimeout(timeoutMillis);
        }
    }
}
