package io.resetguard.exchange;

import io.resetguard.bootstrap.Wire.Ending;
import java.io.EOFException;
import java.io.InterruptedIOException;
import java.net.SocketException;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/** By what sign the end of a connection, or of an HTTP/2 stream, was seen. */
public enum Signal {
    /** A TCP RST. */
    RST,
    /** A TCP FIN: the end of the stream. */
    EOF,
    /** A write to a connection that the peer had reset before. */
    BROKEN_PIPE,
    /** The end of a TLS session; JSSE reports close_notify and a bare FIN alike. */
    TLS_CLOSE,
    /** An HTTP/2 GOAWAY frame (RFC 9113 6.8). */
    GOAWAY,
    /** An HTTP/2 RST_STREAM frame (RFC 9113 6.4). */
    RST_STREAM;

    private static final String[] ENDS = {
        "Unexpected end of file from server",
        "HTTP/1.1 header parser received no bytes",
        "EOF reached while reading",
        "Remote host terminated the handshake",
        "Remote host closed connection during handshake"
    };

    private static final String[] CUT_BODIES = {
        "Premature EOF", "fixed content-length: ", "chunked transfer encoding, state: "
    };

    private final String text = name().toLowerCase(Locale.ROOT);

    /** As events name it. */
    public String text() {
        return text;
    }

    /**
     * The signal of a raw end of a connection's read or write side; {@code null} where it is not the peer's doing (this
     * JVM closed it, a TLS failure without an I/O error).
     */
    public static @Nullable Signal of(Ending ending, boolean tls) {
        Throwable error = ending.error;
        if (error == null) {
            return tls ? TLS_CLOSE : EOF;
        }
        return ofError(error);
    }

    /** As {@link #of}, for an exception and its causes. */
    public static @Nullable Signal ofError(@Nullable Throwable error) {
        for (Throwable t : Causes.of(error)) {
            if (t instanceof EOFException) {
                return EOF;
            }
            String message = String.valueOf(t.getMessage());
            boolean ioError = t instanceof SocketException || t.getClass() == java.io.IOException.class;
            // The operating system's own words (errno), the only place where they say what happened.
            if (ioError && message.startsWith("Broken pipe")) {
                return BROKEN_PIPE;
            }
            if (ioError && (message.startsWith("Connection reset") || message.contains("connection was aborted"))) {
                return RST;
            }
        }
        return null;
    }

    /**
     * As {@link #ofError}, and by the sentences in which the JDK's two clients tell it (read in JDK 8 to 27): for where
     * nothing but the surfaced exception is seen. {@code null} for a timeout, a cancelled call and all else.
     */
    public static @Nullable Signal ofSurfaced(Throwable error) {
        boolean end = false;
        for (Throwable t : Causes.of(error)) {
            if (t instanceof InterruptedIOException
                    || t instanceof CancellationException
                    || t.getClass().getName().endsWith("TimeoutException")) {
                return null;
            }
            end = end || startsWithAny(t.getMessage(), ENDS) || startsWithAny(t.getMessage(), CUT_BODIES);
        }
        Signal known = ofError(error);
        return known != null ? known : end ? EOF : null;
    }

    /** Does it say that a response body ended early? */
    public static boolean isCutBody(Throwable error) {
        for (Throwable t : Causes.of(error)) {
            if (startsWithAny(t.getMessage(), CUT_BODIES)) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsWithAny(@Nullable String message, String[] sentences) {
        if (message != null) {
            for (String sentence : sentences) {
                if (message.startsWith(sentence)) {
                    return true;
                }
            }
        }
        return false;
    }
}
