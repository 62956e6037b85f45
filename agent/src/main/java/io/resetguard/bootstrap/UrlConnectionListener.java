package io.resetguard.bootstrap;

import java.net.InetSocketAddress;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/**
 * What the hooks in the {@code HttpURLConnection} family tell. {@code client} is a {@code sun.net.www.http.HttpClient}
 * (one connection at a time, several in turn), {@code call} a {@code sun.net.www.protocol.http.HttpURLConnection}. All
 * calls come on the thread that does the I/O, the application's as a rule.
 */
public abstract class UrlConnectionListener {

    /** A TCP connection is about to be opened. */
    protected abstract void connecting(Object client, String host, int port);

    /** The TCP connection is there. */
    protected abstract void connected(Object client, @Nullable Socket socket);

    /** It could not be opened. */
    protected abstract void connectFailed(Object client, Throwable error);

    /** A TLS handshake begins. */
    protected abstract void handshaking(Object client);

    /** The TLS handshake failed. */
    protected abstract void handshakeFailed(Object client, Throwable error);

    /** Where the bytes of this client's connection are counted; {@code null} where it is not tracked. */
    protected abstract @Nullable Wire wire(Object client);

    /** As {@link #wire}, for a response that is about to be read. */
    protected abstract @Nullable Wire reading(Object client);

    /** The wrapper of an earlier call for the same stream, or {@code null}. */
    protected abstract @Nullable Object knownInput(Wire wire);

    /** Keeps the wrapper for the next exchange on this connection. */
    protected abstract void keepInput(Wire wire, Object input);

    /** {@code call} begins or ends to ask a proxy for a tunnel. */
    protected abstract void tunnelling(Object call, boolean begins);

    /** {@code call} is about to write its request on {@code client}. */
    protected abstract void sending(Object call, @Nullable Object client);

    /** The request (again, where the JDK re-sends it) is about to go onto the wire. */
    protected abstract void requestWriting(Object client);

    /** All of the request that is buffered was handed to the socket. */
    protected abstract void requestWritten(Object client);

    /** The server's interim answer to {@code Expect: 100-continue} is there, or did not come in time. */
    protected abstract void continued(@Nullable Object client);

    /**
     * The JDK has found no answer and is about to send again; returns the method by which it decides whether it may.
     */
    protected abstract String resending(String method, Object client);

    /** The JDK has failed to write a request and is about to write it again; returns whether it may take it for failed. */
    protected abstract boolean rewriting(Object call);

    /** A connection to this address is about to be opened; gives back the one to be opened. */
    protected abstract InetSocketAddress reachable(InetSocketAddress resolved);

    /** The response's head was parsed; {@code headers} is its {@code MessageHeader}. */
    protected abstract void responseHead(Object client, @Nullable Object headers);

    /** The response was read to its end. */
    protected abstract void responseDone(Object client);

    /** The connection goes into the keep-alive cache. */
    protected abstract void parked(Object client);

    /** This JVM is about to close the connection. */
    protected abstract void closing(Object client);

    /** The call failed, in any phase before the response's body. */
    protected abstract void failed(Object call, Throwable error);

    /**
     * No answer came on {@code client}, and the JDK has given up. Returns what is to be thrown; {@code null}: the request
     * was written once more, on a new connection, and its answer is to be read.
     */
    protected abstract @Nullable Throwable unanswered(Object client, Throwable error);

    /** As {@link #unanswered}: the request could not be written; {@code null}: {@code call} has a new connection for it. */
    protected abstract @Nullable Throwable unwritten(Object call, Throwable error);

    /** As {@link #unanswered}: {@code call} has no connection; {@code null}: it is to try once more. */
    protected abstract @Nullable Throwable unconnected(Object call, Throwable error);

    /** {@code call} has a TCP connection, a pooled or a new one. */
    protected abstract void opened(Object call);

    /** Writing a streamed request body failed. */
    protected abstract void uploadFailed(@Nullable Object call, Throwable error);

    /** A public method of the call throws this to the application. */
    protected abstract void surfaced(Object call, Throwable error);

    /** Some hooks are missing on this JDK: what they would tell is told from the exceptions that surface. */
    public abstract void degraded();
}
