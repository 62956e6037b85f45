package io.resetguard.instrument.urlconnection;

import static io.resetguard.instrument.Argument.field;
import static io.resetguard.instrument.Argument.inherited;
import static io.resetguard.instrument.Argument.parameter;
import static io.resetguard.instrument.Argument.self;
import static io.resetguard.instrument.Argument.thrown;

import io.resetguard.instrument.Hook;
import io.resetguard.instrument.Point;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Its rows of the hook table: all that the agent touches in the {@code HttpURLConnection} family (java.base, boot
 * loader), read in the sources of JDK 8, 11, 17, 21, 25 and 27.
 */
public final class UrlConnectionHooks {

    private static final String PROBE = "io/resetguard/bootstrap/UrlConnectionProbe";

    private static final String CLIENT = "sun/net/www/http/HttpClient";
    private static final String HTTPS_CLIENT = "sun/net/www/protocol/https/HttpsClient";
    private static final String NETWORK_CLIENT = "sun/net/NetworkClient";
    private static final String CALL = "sun/net/www/protocol/http/HttpURLConnection";
    private static final String HTTPS_CALL = "sun/net/www/protocol/https/AbstractDelegateHttpsURLConnection";
    private static final String UPLOAD = "sun/net/www/protocol/http/HttpURLConnection$StreamingOutputStream";
    private static final String SOCKET = "java/net/Socket";

    private UrlConnectionHooks() {}

    /** The hooks themselves. */
    public static List<Hook> table() {
        return Arrays.asList(
                // One sun HttpClient owns one socket at a time; its silent re-send opens the next on the same object.
                in(CLIENT, "openServer", 2)
                        .calls(
                                "connecting",
                                "age and address of connections",
                                self(),
                                parameter(1, "Ljava/lang/String;"),
                                parameter(2, "I")),
                in(CLIENT, "openServer", 2)
                        .on(Point.RETURN)
                        .calls("connected", "age and address of connections", self(), socket()),
                in(CLIENT, "openServer", 2)
                        .on(Point.THROW)
                        .calls("connectFailed", "resets while connecting", self(), thrown()),
                in(HTTPS_CLIENT, "afterConnect", 0).calls("handshaking", "the TLS handshake as a phase", self()),
                in(HTTPS_CLIENT, "afterConnect", 0)
                        .on(Point.THROW)
                        .calls("handshakeFailed", "resets in the TLS handshake", self(), thrown()),

                // The socket's own streams: the true exception is visible nowhere above them.
                in(CLIENT, "openServer", 2)
                        .on(Point.AFTER_CALL, SOCKET, "getOutputStream")
                        .calls("output", "bytes sent, write errors", self()),
                in(HTTPS_CLIENT, "afterConnect", 0)
                        .on(Point.AFTER_CALL, SOCKET, "getOutputStream")
                        .calls("output", "bytes sent and write errors on https", self()),
                in(CLIENT, "parseHTTP", Hook.ANY) // 3 arguments to 21, 2 in 8 and from 22
                        .on(Point.AFTER_CALL, SOCKET, "getInputStream")
                        .calls("input", "bytes received, read errors", self(), socket()),

                // Both re-send paths inside parseHTTP come through the 2-argument writeRequests.
                in(CALL, "writeRequests", 0)
                        .on(Point.BEFORE_CALL, CLIENT, "writeRequests")
                        .calls("sending", "which request is on which connection", self(), field("http")),
                in(CLIENT, "writeRequests", 2).calls("requestWriting", "the JDK's re-sends", self()),
                in(CLIENT, "writeRequests", 2)
                        .on(Point.RETURN)
                        .calls("requestWritten", "write and await as phases", self()),
                in(CALL, "expect100Continue", 0)
                        .on(Point.RETURN)
                        .calls("continued", "the phase after a 100 response", field("http")),
                in(CLIENT, "parseHTTP", Hook.ANY)
                        .on(Point.RETURN)
                        .calls("responseHead", "the body as a phase, truncation", self(), parameter(1)),

                // Keep-alive: finished() is the end of an exchange, putInKeepAliveCache the way back to the pool.
                in(CLIENT, "finished", 0).calls("responseDone", "idle time and reuse", self()),
                in(CLIENT, "putInKeepAliveCache", 0).calls("parked", "idle time", self()),
                in(HTTPS_CLIENT, "putInKeepAliveCache", 0).calls("parked", "idle time on https", self()),
                in(CLIENT, "closeServer", 0).calls("closing", "own closes told apart from the peer's", self()),

                // CONNECT is an exchange of its own, with the proxy.
                in(CALL, "doTunneling", 0).calls("tunnelBegins", "the proxy tunnel as a phase", self()),
                in(CALL, "doTunneling", 0).on(Point.RETURN).calls("tunnelEnds", "the proxy tunnel as a phase", self()),

                // Where a failure leaves the JDK. getInputStream0 stands behind getResponseCode and getHeaderField too.
                in(CALL, "getInputStream0", 0)
                        .on(Point.THROW)
                        .calls("failed", "resets that reach the application", self(), thrown()),
                in(CALL, "getOutputStream0", 0)
                        .on(Point.THROW)
                        .calls("failed", "resets in getOutputStream", self(), thrown()),
                in(CALL, "plainConnect0", 0)
                        .on(Point.THROW)
                        .calls("failed", "resets while connecting", self(), thrown()),
                in(HTTPS_CALL, "connect", 0)
                        .on(Point.THROW)
                        .calls("failed", "resets in the TLS handshake", self(), thrown()),
                in(UPLOAD, "write", Hook.ANY)
                        .on(Point.THROW)
                        .calls("uploadFailed", "resets of a streamed upload", field("this$0"), thrown()),
                in(UPLOAD, "close", 0)
                        .on(Point.THROW)
                        .calls("uploadFailed", "resets of a streamed upload", field("this$0"), thrown()),

                // The public entry points: what is left to see should a JDK move the rest.
                surfacing(CALL, "getInputStream"),
                surfacing(CALL, "getOutputStream"),
                surfacing(CALL, "connect"),
                surfacing(HTTPS_CALL, "connect"));
    }

    private static Hook surfacing(String className, String method) {
        return in(className, method, 0)
                .on(Point.THROW)
                .calls("surfaced", "nothing, while all other rows fit", self(), thrown());
    }

    /** And those by which a request is sent again: only where {@code retry} is on. */
    public static List<Hook> withRepeats() {
        List<Hook> all = new ArrayList<>(table());
        String loses = "retry for HttpURLConnection";
        // Where the JDK itself sends again, once; what ends here is what it has given up (docs/adr/0010).
        all.add(in(CLIENT, "parseHTTP", Hook.ANY)
                .on(Point.REPEAT_ON_THROW)
                .calls("unanswered", loses, self(), thrown()));
        all.add(in(CALL, "writeRequests", 0).on(Point.REPEAT_ON_THROW).calls("unwritten", loses, self(), thrown()));
        all.add(in(CALL, "plainConnect0", 0).on(Point.REPEAT_ON_THROW).calls("unconnected", loses, self(), thrown()));
        all.add(in(HTTPS_CALL, "connect", 0).on(Point.REPEAT_ON_THROW).calls("unconnected", loses, self(), thrown()));
        all.add(in(CALL, "plainConnect0", 0).on(Point.RETURN).calls("opened", loses, self()));
        all.add(in(NETWORK_CLIENT, "doConnect", 2)
                .on(Point.INSTEAD_OF_CALL, SOCKET, "connect")
                .calls("connect", loses));
        return all;
    }

    /** And those by which the JDK is kept from sending again: only where {@code jdk-resend=block}. */
    public static List<Hook> blocking() {
        String loses = "jdk-resend=block";
        // Asked for nowhere else, and only once a send has failed.
        return Arrays.asList(
                in(CLIENT, "parseHTTP", Hook.ANY)
                        .on(Point.AFTER_CALL, CLIENT, "getRequestMethod")
                        .calls("resending", loses, self()),
                in(CLIENT, "parseHTTPHeader", Hook.ANY)
                        .on(Point.AFTER_CALL, CLIENT, "getRequestMethod")
                        .calls("resending", loses, self()),
                in(CALL, "writeRequests", 0)
                        .on(Point.AFTER_CALL, "java/io/PrintStream", "checkError")
                        .calls("rewriting", loses, self()));
    }

    private static Hook.Builder in(String className, String method, int arguments) {
        return Hook.in(PROBE, className, method, arguments);
    }

    private static io.resetguard.instrument.Argument socket() {
        return inherited(NETWORK_CLIENT, "serverSocket", "Ljava/net/Socket;");
    }
}
